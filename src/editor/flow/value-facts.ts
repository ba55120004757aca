import type { DataValue, ModelValue, Value } from '../../plan/expressions';
import type { Fact } from '../../plan/kind';
import { formatCount, plural } from '../format/numbers';
import { t } from '../language/t';
import { networkParts } from './network-parts';
import { totalCounts } from './wire-text';

const PARTS = { train: t('training'), val: t('validation'), test: t('test') } as const;
const MOST_NAMED = 3;

/** All that is known, before any run, of what a wire carries. */
export function valueFacts(value: Value): readonly Fact[] {
  switch (value.type) {
    case 'data':
      return dataFacts(value);
    case 'model':
      return modelFacts(value);
    case 'trained':
      return [
        ...modelFacts(value.model, value.classes.length).filter(({ label }) => label !== t('Gives')),
        {
          label: t('Gives'),
          value: t('a probability for each of {classs}', {
            classs: plural(value.classes.length, 'class', 'classes'),
          }),
        },
        { label: t('Classes'), value: named(value.classes) },
      ];
    case 'report':
      return [
        { label: t('Measured on'), value: t('the {value} part', { value: PARTS[value.expression.part] }) },
      ];
  }
}

function dataFacts(data: DataValue): readonly Fact[] {
  const counts = totalCounts(data.classCounts);
  const about = data.isExact ? '' : '≈ ';
  const rows: readonly (readonly [string, number])[] = data.isSplit
    ? [
        [t('Training'), counts.train],
        [t('Validation'), counts.val],
        [t('Test'), counts.test],
      ]
    : [[t('Images'), counts.train + counts.val + counts.test]];
  return [
    { label: t('Dataset'), value: data.datasetName },
    ...rows.map(([label, count]) => ({ label, value: `${count > 0 ? about : ''}${formatCount(count)}` })),
    ...(data.views > 1
      ? [{ label: t('Versions'), value: t('{views} of each training image', { views: data.views }) }]
      : []),
    { label: t('Classes'), value: named(data.classes) },
  ];
}

function modelFacts(model: ModelValue, classes?: number): readonly Fact[] {
  const { frozen, trained } = networkParts(model, classes);
  const last = model.blocks.at(-1);
  return [
    { label: t('Network'), value: model.label },
    { label: t('Takes'), value: model.input.shape.join(' × ') },
    ...(last ? [{ label: t('After {label}', { label: last.label }), value: last.shape.join(' × ') }] : []),
    {
      label: t('Gives'),
      value: `${plural(model.features, 'feature')}${model.head ? t(', then a head for the classes') : ''}`,
    },
    { label: t('Frozen'), value: plural(frozen, 'parameter') },
    ...(trained === undefined ? [] : [{ label: t('Learns'), value: plural(trained, 'parameter') }]),
  ];
}

function named(classes: readonly string[]): string {
  const more = classes.length - MOST_NAMED;
  const names = classes.slice(0, MOST_NAMED).join(', ');
  return more > 0
    ? t('{length}: {names} and {more} more', {
        length: formatCount(classes.length),
        names,
        more: formatCount(more),
      })
    : names;
}
