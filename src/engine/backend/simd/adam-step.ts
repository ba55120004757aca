import { type Code, type FunctionCode, f32, f32x4, type Local } from './assembler';
import { alongRun } from './loops';

/**
 * adamStep(value, mean, square, gradient, nextValue, nextMean, nextSquare, count, beta1, rest1, beta2,
 * rest2, kept, scale, epsilon): m' = β₁·m + rest1·g, v' = β₂·v + rest2·g², w' = kept·w − scale·m' /
 * (√v' + ε), all of `count` floats. One pass over memory for what takes twelve operations of the library.
 */
export const adamStep: FunctionCode = ({ parameter, local }) => {
  const cursors = Array.from({ length: 7 }, () => parameter('i32')) as SevenLocals;
  const [value, mean, square, gradient, nextValue, nextMean, nextSquare] = cursors;
  const count = parameter('i32');
  const numbers = Array.from({ length: 7 }, () => parameter('f32')) as SevenLocals;
  const spread = numbers.map(() => local('v128')) as SevenLocals;
  const [fourSlopes, fourMeans, fourSquares] = [local('v128'), local('v128'), local('v128')];
  const [slope, oneMean, oneSquare] = [local('f32'), local('f32'), local('f32')];

  /** The same formula on four floats and on one. */
  const step = (
    { load, store, add, sub, mul, div, sqrt }: Arithmetic,
    [beta1, rest1, beta2, rest2, kept, scale, epsilon]: SevenLocals,
    [g, m, v]: readonly [Local, Local, Local],
  ): readonly Code[] => [
    g.set(load(gradient.get)),
    m.set(add(mul(beta1.get, load(mean.get)), mul(rest1.get, g.get))),
    v.set(add(mul(beta2.get, load(square.get)), mul(rest2.get, mul(g.get, g.get)))),
    store(nextMean.get, m.get),
    store(nextSquare.get, v.get),
    store(
      nextValue.get,
      sub(mul(kept.get, load(value.get)), div(mul(scale.get, m.get), add(sqrt(v.get), epsilon.get))),
    ),
  ];
  return [
    ...spread.map((vector, index) => vector.set(f32x4.splat((numbers[index] as Local).get))),
    alongRun(
      cursors,
      count,
      step(f32x4, spread, [fourSlopes, fourMeans, fourSquares]),
      step(f32, numbers, [slope, oneMean, oneSquare]),
    ),
  ];
};

type SevenLocals = [Local, Local, Local, Local, Local, Local, Local];
type Arithmetic = Pick<typeof f32x4, 'load' | 'store' | 'add' | 'sub' | 'mul' | 'div' | 'sqrt'>;
