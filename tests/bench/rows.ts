import type { Row } from './row';
import { cached } from './rows/cached';
import { compileGrowth, compileThousand } from './rows/compile';
import { foldedForward } from './rows/folded-forward';
import { forwardAgainstPytorch } from './rows/forward-against-pytorch';
import { fuzz } from './rows/fuzz';
import { memory } from './rows/memory';
import { photos } from './rows/photos';
import { secondRun } from './rows/second-run';
import { stepAgainstCpu } from './rows/step-against-cpu';
import { stepAgainstForward } from './rows/step-against-forward';
import { stepAgainstPytorch } from './rows/step-against-pytorch';

/** Every row of the bench, in the order of the table. */
export const rows: readonly Row[] = [
  foldedForward,
  forwardAgainstPytorch,
  stepAgainstPytorch,
  stepAgainstForward,
  stepAgainstCpu,
  cached,
  secondRun,
  memory,
  photos,
  compileThousand,
  compileGrowth,
  fuzz,
];
