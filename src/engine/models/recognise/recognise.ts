import { type Architecture, architectureOf, architectures } from '../../../plan/architectures/index';
import type { NetworkSpec } from '../../../plan/architectures/network';
import type { MismatchReport } from '../mismatch';
import { lacksOnlyClassifier, type Match, matchNetwork, wholeUpTo, withoutClassifier } from './match';
import { type FoundTensor, isAuxiliary, readNames, type StateDict } from './state-dict';

/** The architecture that a file's tensors come closest to. */
export interface Recognised<T extends FoundTensor> {
  readonly architecture: Architecture;
  readonly match: Match<T>;
  /** Classifiers that only helped in training. */
  readonly auxiliary: readonly T[];
  /** The file has no classifier: neither has the network. */
  readonly lacksClassifier: boolean;
  /** Ids of architectures that fit less well, best first. */
  readonly others: readonly string[];
}

interface Candidate<T extends FoundTensor> {
  readonly architecture: Architecture;
  readonly match: Match<T>;
  readonly auxiliary: readonly T[];
  readonly lacksClassifier: boolean;
  /** Share of all tensors, expected or found, that fit. */
  readonly score: number;
}

const MOST_OTHERS = 3;

/**
 * Finds the architecture whose weights a file's tensors are, by names and shapes: torchvision's and
 * timm's names, with or without what training frameworks put before them, any number of classes and any
 * width. `undefined` when not a single tensor fits any of them.
 */
export function recognise<T extends FoundTensor>(
  found: readonly T[],
  wanted?: string,
): Recognised<T> | undefined {
  const asked = wanted === undefined ? undefined : architectureOf(wanted);
  const choices = asked ? [asked] : architectures;
  const candidates = readNames(found)
    .flatMap((names) => choices.map((architecture) => candidate(architecture, names)))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [best] = candidates;
  if (!best) return undefined;
  const others = new Set(candidates.map(({ architecture }) => architecture.id));
  others.delete(best.architecture.id);
  return { ...best, others: [...others].slice(0, MOST_OTHERS) };
}

function candidate<T extends FoundTensor>(architecture: Architecture, names: StateDict<T>): Candidate<T> {
  const { tensors, outside, isTimm } = names;
  const auxiliary = [...tensors].filter(([name]) => isAuxiliary(name)).map(([, tensor]) => tensor);
  const own = new Map([...tensors].filter(([name]) => !isAuxiliary(name)));
  const whole = closest(architecture, own, isTimm);
  const lacksClassifier = lacksOnlyClassifier(whole);
  const inner = lacksClassifier ? matchNetwork(withoutClassifier(whole.network), own) : whole;
  const match = { ...inner, unexpected: [...inner.unexpected, ...outside] };
  const all = match.fitting.length + match.missing.length + match.misshapen.length + match.unexpected.length;
  return { architecture, match, auxiliary, lacksClassifier, score: match.fitting.length / Math.max(1, all) };
}

/** With as many classes as the file has, and as wide. */
function closest<T extends FoundTensor>(
  architecture: Architecture,
  tensors: ReadonlyMap<string, T>,
  timm: boolean,
): Match<T> {
  const usual = architecture.build({ timm });
  const last = usual.layers.findLast(({ op }) => op === 'linear');
  const classes = tensors.get(`${last?.name}.weight`)?.shape[0];
  const options = { timm, ...(classes !== undefined && classes > 0 && { classes }) };
  const matches = widthsOf(usual, tensors).map((width) =>
    matchNetwork(architecture.build({ ...options, width }), tensors),
  );
  return matches.reduce((best, match) => (match.fitting.length > best.fitting.length ? match : best));
}

const MOST_WIDTHS = 12;
/** People choose widths by the twentieth: 0.35, 0.75, 1.4. */
const STEPS = 20;

/**
 * What the channels of the file say of the width, said most often first: MobileNets round channels, or leave some
 * as they are, so that one layer alone says little.
 */
function widthsOf(usual: NetworkSpec, tensors: ReadonlyMap<string, FoundTensor>): readonly number[] {
  const times = new Map<number, number>();
  for (const layer of usual.layers) {
    const filters = layer.op === 'conv' ? tensors.get(`${layer.name}.weight`)?.shape[0] : undefined;
    if (!filters || layer.op !== 'conv' || layer.groups === 'depthwise') continue;
    const width = filters / layer.filters;
    for (const each of new Set([width, Math.round(width * STEPS) / STEPS])) {
      times.set(each, (times.get(each) ?? 0) + 1);
    }
  }
  const widths = [...times].sort(([, a], [, b]) => b - a).map(([width]) => width);
  return widths.length === 0 ? [1] : widths.slice(0, MOST_WIDTHS);
}

export const fitsWhole = <T extends FoundTensor>({ match }: Recognised<T>): boolean =>
  match.missing.length + match.misshapen.length + match.unexpected.length === 0;

/** What does not fit, for the user to decide. */
export function reportOf<T extends FoundTensor>({
  architecture,
  match,
  others,
}: Recognised<T>): MismatchReport {
  const whole = wholeUpTo(match);
  return {
    architecture: architecture.id,
    label: architecture.label,
    fitting: {
      tensors: match.fitting.length,
      values: match.fitting.reduce(
        (sum, { parameter }) => sum + parameter.shape.reduce((a, b) => a * b, 1),
        0,
      ),
    },
    missing: match.missing.map(({ name, shape }) => ({ name, expected: shape })),
    unexpected: match.unexpected.map(({ name, shape }) => ({ name, found: shape })),
    misshapen: match.misshapen.map(({ parameter, tensor }) => ({
      name: parameter.name,
      expected: parameter.shape,
      found: tensor.shape,
    })),
    others,
    ...(whole !== undefined && { wholeUpTo: whole }),
  };
}
