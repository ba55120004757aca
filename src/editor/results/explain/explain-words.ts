import type { Explanation } from '../../../worker/api';
import { t, withDecimalMark } from '../../language/t';
import type { ExplainSettings } from './explain-settings';

/** The two ends of the colour scale, in words. */
export function scaleWords(
  method: ExplainSettings['method'],
  { heat }: Pick<Explanation, 'heat'>,
): { readonly low: string; readonly high: string } {
  if (method === 'grad-cam') return { low: t('nothing speaks for it'), high: t('most') };
  return {
    low: t('no less sure'),
    high: t('{points} less sure', { points: points(heat.highest) }),
  };
}

/** Differences of probabilities are told in percentage points. */
export const points = (difference: number): string => {
  const value = difference * 100;
  const text = Math.abs(value) >= 1 || value === 0 ? value.toFixed(0) : value.toPrecision(1);
  return text === '1' ? t('1 point') : t('{number} points', { number: withDecimalMark(text) });
};

/** Why a map is dark everywhere, where it is. */
export function darkWords(
  method: ExplainSettings['method'],
  { heat, target, classes, layer }: Pick<Explanation, 'heat' | 'target' | 'classes' | 'layer'>,
): string | undefined {
  if (heat.highest > 0) return undefined;
  const name = classes[target] ?? '';
  return method === 'grad-cam'
    ? t(
        'Nothing in this layer speaks for “{name}”: all {channels} channels together speak against it everywhere.',
        { name, channels: layer?.channels },
      )
    : t('Hiding a place makes the network nowhere less sure of “{name}”.', { name });
}

/** What the map shows, and what it does not. */
export function lessonWords(
  method: ExplainSettings['method'],
  { target, classes, layer, heat }: Pick<Explanation, 'target' | 'classes' | 'layer' | 'heat'>,
): readonly string[] {
  const name = classes[target] ?? '';
  if (method === 'grad-cam') {
    const places = layer
      ? t('{height} × {width} places', { height: layer.height, width: layer.width })
      : t('few places');
    return [
      t(
        'Bright places raise the score of “{name}” through what this layer found there. The map has {places} and is only smoothed to the size of the picture.',
        { name, places },
      ),
      t('It says where, not what: a bright spot may count for its shape, its colour or its texture.'),
    ];
  }
  const against =
    heat.lowest < -0.01
      ? [
          t('Elsewhere, hiding made it up to {points} surer: what is there speaks for another class.', {
            points: points(-heat.lowest),
          }),
        ]
      : [];
  return [
    [
      t(
        'A patch hid one place after another. Bright places are those without which the network is less sure of “{name}”.',
        { name },
      ),
      ...against,
    ].join(' '),
    t(
      'The patch is itself something new to the network: on a drawing it may look like a thing of its own. Try the other fill, and another size.',
    ),
  ];
}

/** What the comparison with random weights says (Adebayo et al. 2018). */
export function sanityWords({ correlation, heat }: NonNullable<Explanation['random']>): string {
  if (heat.highest <= 0)
    return t(
      'With random weights nothing here speaks for this class, so there is nothing to compare. Try another class.',
    );
  const told = t('Rank correlation {correlation}.', { correlation: withDecimalMark(correlation.toFixed(2)) });
  return `${told} ${likenessWords(correlation)}`;
}

function likenessWords(correlation: number): string {
  if (Math.abs(correlation) < 0.3) return t('The maps differ: this one depends on what was learned.');
  if (correlation > 0.7)
    return t('The maps are alike: this one tells about the picture more than about what was learned.');
  return t('Partly alike: trust it with care.');
}
