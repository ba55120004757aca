import type { DataValue, ModelValue, Value } from '../../plan/expressions';
import type { Fact } from '../../plan/kind';
import { formatCount, plural } from '../format/numbers';
import { networkParts } from './network-parts';
import { totalCounts } from './wire-text';

const PARTS = { train: 'training', val: 'validation', test: 'test' } as const;
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
        ...modelFacts(value.model, value.classes.length).filter(({ label }) => label !== 'Gives'),
        {
          label: 'Gives',
          value: `a probability for each of ${plural(value.classes.length, 'class', 'classes')}`,
        },
        { label: 'Classes', value: named(value.classes) },
      ];
    case 'report':
      return [{ label: 'Measured on', value: `the ${PARTS[value.expression.part]} part` }];
  }
}

function dataFacts(data: DataValue): readonly Fact[] {
  const counts = totalCounts(data.classCounts);
  const about = data.isExact ? '' : '≈ ';
  const rows: readonly (readonly [string, number])[] = data.isSplit
    ? [
        ['Training', counts.train],
        ['Validation', counts.val],
        ['Test', counts.test],
      ]
    : [['Images', counts.train + counts.val + counts.test]];
  return [
    { label: 'Dataset', value: data.datasetName },
    ...rows.map(([label, count]) => ({ label, value: `${count > 0 ? about : ''}${formatCount(count)}` })),
    ...(data.views > 1 ? [{ label: 'Versions', value: `${data.views} of each training image` }] : []),
    { label: 'Classes', value: named(data.classes) },
  ];
}

function modelFacts(model: ModelValue, classes?: number): readonly Fact[] {
  const { frozen, trained } = networkParts(model, classes);
  const last = model.blocks.at(-1);
  return [
    { label: 'Network', value: model.label },
    { label: 'Takes', value: model.input.shape.join(' × ') },
    ...(last ? [{ label: `After ${last.label}`, value: last.shape.join(' × ') }] : []),
    {
      label: 'Gives',
      value: `${plural(model.features, 'feature')}${model.head ? ', then a head for the classes' : ''}`,
    },
    { label: 'Frozen', value: plural(frozen, 'parameter') },
    ...(trained === undefined ? [] : [{ label: 'Learns', value: plural(trained, 'parameter') }]),
  ];
}

function named(classes: readonly string[]): string {
  const more = classes.length - MOST_NAMED;
  const names = classes.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? `${formatCount(classes.length)}: ${names} and ${formatCount(more)} more` : names;
}
