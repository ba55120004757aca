import { torchvisionNames } from './timm';

/** A tensor of a file: only what is needed to tell what it belongs to. */
export interface FoundTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/** One way to read the names of a file. */
export interface StateDict<T extends FoundTensor> {
  /** By torchvision's names. */
  readonly tensors: ReadonlyMap<string, T>;
  /** Those under another roof than the network, by their own names. */
  readonly outside: readonly T[];
  /** Written in timm's names, where they differ from torchvision's. */
  readonly isTimm: boolean;
}

/** What training frameworks put before the names of the network they hold. */
const ROOFS = [
  '_orig_mod',
  'module',
  'model',
  'backbone',
  'encoder',
  'net',
  'network',
  'state_dict',
  'student',
  'ema',
];
/** Counts that change no result, and classifiers that only helped in training. */
const IGNORED = /(^|\.)num_batches_tracked$/;
const AUXILIARY = /^(AuxLogits|aux1|aux2)\./;

export const isIgnored = (name: string): boolean => IGNORED.test(name);
export const isAuxiliary = (name: string): boolean => AUXILIARY.test(name);

/** The ways in which the names of a file can be read, without the tensors that count nothing. */
export function readNames<T extends FoundTensor>(found: readonly T[]): readonly StateDict<T>[] {
  const counted = found.filter(({ name }) => !isIgnored(name));
  return underRoofs(counted).map(({ inside, outside }) => {
    const renamed = torchvisionNames([...inside.keys()]);
    const tensors = new Map([...inside].map(([name, tensor]) => [renamed?.get(name) ?? name, tensor]));
    return { tensors, outside, isTimm: renamed !== undefined };
  });
}

interface Divided<T> {
  readonly inside: ReadonlyMap<string, T>;
  readonly outside: readonly T[];
}

/** As it is, and below every known roof, one inside of the other. */
function underRoofs<T extends FoundTensor>(found: readonly T[]): Divided<T>[] {
  const all = new Map(found.map((tensor) => [tensor.name, tensor]));
  const ways: Divided<T>[] = [{ inside: all, outside: [] }];
  for (const { inside, outside } of ways) {
    for (const roof of ROOFS) {
      const below = [...inside].filter(([name]) => name.startsWith(`${roof}.`));
      if (below.length === 0) continue;
      const others = [...inside].filter(([name]) => !name.startsWith(`${roof}.`)).map(([, tensor]) => tensor);
      ways.push({
        inside: new Map(below.map(([name, tensor]) => [name.slice(roof.length + 1), tensor])),
        outside: [...outside, ...others],
      });
    }
  }
  return ways;
}
