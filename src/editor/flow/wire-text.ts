import type { ModelValue, PartCounts, Value } from '../../plan/expressions';
import { formatCount } from '../format/numbers';
import { t } from '../language/t';

/** What a wire carries, in two short lines: above and below the wire. */
export interface WireText {
  readonly above: string;
  readonly below: string;
  /** What there is room for across a steep wire. */
  readonly short: string;
}

const texts = new WeakMap<Value, WireText>();

/** The shape of what flows. Asked for by every wire at every change, so made once for each value. */
export function wireText(value: Value): WireText {
  const known = texts.get(value);
  if (known) return known;
  const made = textOf(value);
  texts.set(value, made);
  return made;
}

function textOf(value: Value): WireText {
  switch (value.type) {
    case 'data': {
      const { train, val, test } = totalCounts(value.classCounts);
      const count = `${value.isExact ? '' : '≈ '}${formatCount(train + val + test)}`;
      return {
        above: count,
        below: value.views > 1 ? t('images ×{views}', { views: value.views }) : t('images'),
        short: count,
      };
    }
    case 'model': {
      const outputs = value.head ? [value.features, ...value.head.hidden, t('classes')] : [value.features];
      return { above: inputShape(value), below: `→ ${outputs.join(' → ')}`, short: `→ ${outputs[0]}` };
    }
    case 'trained': {
      const answer = `→ ${value.classes.length}`;
      return { above: inputShape(value.model), below: answer, short: answer };
    }
    case 'report':
      return { above: '', below: '', short: '' };
  }
}

/** `128²×3` for 128×128×3: between two nodes there is little room. */
function inputShape({ input: { shape } }: ModelValue): string {
  const [height, width, ...rest] = shape;
  return height === width ? [`${height}²`, ...rest].join('×') : shape.join('×');
}

export const totalCounts = (classCounts: readonly PartCounts[]): PartCounts =>
  classCounts.reduce(
    (sum, { train, val, test }) => ({ train: sum.train + train, val: sum.val + val, test: sum.test + test }),
    { train: 0, val: 0, test: 0 },
  );
