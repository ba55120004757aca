import type { Row } from './row';
import { foldedForward } from './rows/folded-forward';

/** Every row of the bench, in the order of the table. */
export const rows: readonly Row[] = [foldedForward];
