import { editorFrames } from './editor/frames';
import { editorKeystroke } from './editor/keystroke';
import { editorLongTasks } from './editor/long-tasks';
import { editorOpening } from './editor/opening';
import { editorStartSize } from './editor/start-size';
import type { Row } from './row';
import { cached } from './rows/cached';
import { compileGrowth, compileThousand } from './rows/compile';
import { embedBatches } from './rows/embed-batches';
import { foldedForward } from './rows/folded-forward';
import { forwardAgainstPytorch } from './rows/forward-against-pytorch';
import { fuzz } from './rows/fuzz';
import { headTraining } from './rows/head-training';
import { held } from './rows/held';
import { killed } from './rows/killed';
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
  headTraining,
  cached,
  secondRun,
  embedBatches,
  held,
  memory,
  photos,
  compileThousand,
  compileGrowth,
  fuzz,
  killed,
  editorFrames,
  editorLongTasks,
  editorKeystroke,
  editorStartSize,
  editorOpening,
];
