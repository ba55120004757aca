import type { Explanation } from '../../../worker/api';
import type { ExplainSettings } from './explain-settings';

/** The two ends of the colour scale, in words. */
export function scaleWords(
  method: ExplainSettings['method'],
  { heat }: Pick<Explanation, 'heat'>,
): { readonly low: string; readonly high: string } {
  if (method === 'grad-cam') return { low: 'nothing speaks for it', high: 'most' };
  return { low: 'no less sure', high: `${points(heat.highest)} less sure` };
}

/** Differences of probabilities are told in percentage points. */
export const points = (difference: number): string => {
  const value = difference * 100;
  const text = Math.abs(value) >= 1 || value === 0 ? value.toFixed(0) : value.toPrecision(1);
  return `${text} ${text === '1' ? 'point' : 'points'}`;
};

/** Why a map is dark everywhere, where it is. */
export function darkWords(
  method: ExplainSettings['method'],
  { heat, target, classes, layer }: Pick<Explanation, 'heat' | 'target' | 'classes' | 'layer'>,
): string | undefined {
  if (heat.highest > 0) return undefined;
  const name = classes[target] ?? '';
  return method === 'grad-cam'
    ? `Nothing in this layer speaks for “${name}”: all ${layer?.channels ?? ''} channels together speak against it everywhere.`
    : `Hiding a place makes the network nowhere less sure of “${name}”.`;
}

/** What the map shows, and what it does not. */
export function lessonWords(
  method: ExplainSettings['method'],
  { target, classes, layer, heat }: Pick<Explanation, 'target' | 'classes' | 'layer' | 'heat'>,
): readonly string[] {
  const name = classes[target] ?? '';
  if (method === 'grad-cam') {
    const places = layer ? `${layer.height} × ${layer.width} places` : 'few places';
    return [
      `Bright places raise the score of “${name}” through what this layer found there. The map has ${places} and is only smoothed to the size of the picture.`,
      'It says where, not what: a bright spot may count for its shape, its colour or its texture.',
    ];
  }
  const against =
    heat.lowest < -0.01
      ? ` Elsewhere, hiding made it up to ${points(-heat.lowest)} surer: what is there speaks for another class.`
      : '';
  return [
    `A patch hid one place after another. Bright places are those without which the network is less sure of “${name}”.${against}`,
    'The patch is itself something new to the network: on a drawing it may look like a thing of its own. Try the other fill, and another size.',
  ];
}

/** What the comparison with random weights says (Adebayo et al. 2018). */
export function sanityWords({ correlation, heat }: NonNullable<Explanation['random']>): string {
  if (heat.highest <= 0)
    return 'With random weights nothing here speaks for this class, so there is nothing to compare. Try another class.';
  const told = `Rank correlation ${correlation.toFixed(2)}.`;
  if (Math.abs(correlation) < 0.3) return `${told} The maps differ: this one depends on what was learned.`;
  if (correlation > 0.7)
    return `${told} The maps are alike: this one tells about the picture more than about what was learned.`;
  return `${told} Partly alike: trust it with care.`;
}
