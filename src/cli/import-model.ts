import type { LibraryEntry } from '../engine/library/library-model';
import type { ModelStore } from '../engine/library/model-store';
import { readAny } from '../engine/library/read-any';
import type { ReadProgress } from '../engine/models/bundle';
import type { MismatchReport } from '../engine/models/mismatch';
import type { Platform } from '../engine/platform/platform';
import { BadInput, formatProblems } from './failure';
import { modelSource } from './model-source';
import { formatTable } from './table';

export interface ImportOptions {
  readonly name?: string;
  /** Load what fits although not all does. */
  readonly partial?: boolean;
  readonly architecture?: string;
  /** SHA-256 that the file must have. */
  readonly checksum?: string;
}

/**
 * Reads weights from a file, an address or Hugging Face and keeps them in the library. Throws `BadInput`
 * with a table of what does not fit, unless the user asked for a part.
 */
export async function importModel(
  from: string,
  { name, ...options }: ImportOptions,
  library: ModelStore,
  platform: Platform,
): Promise<LibraryEntry> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort(new Error('Stopped. What was downloaded is kept.'));
  process.once('SIGINT', onInterrupt);
  try {
    const source = await modelSource(from);
    const wanted = { ...options, label: name, readAt: new Date().toISOString() };
    const outcome = await readAny(source, wanted, platform, printReading(process.stderr), stop.signal);
    if (outcome.kind === 'problems') throw new BadInput(outcome.problems);
    if (outcome.kind === 'choice') throw new BadInput(mismatchText(outcome.report));
    const { bundle, warnings } = outcome;
    if (warnings.length > 0) console.error(formatProblems(warnings));
    const info = { ...bundle.info, label: name ?? bundle.info.label };
    await library.put({ ...bundle, info });
    const entry = await library.about(info.id);
    if (!entry) throw new Error('The model was not kept.');
    return entry;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

const SHOWN = 20;

/** What was expected and found, and how to go on. */
function mismatchText({ label, fitting, misshapen, missing, unexpected, others }: MismatchReport): string {
  const shape = (sides: readonly number[]) => `[${sides.join(', ')}]`;
  const rows = [
    ...misshapen.map(({ name, expected, found }) => [name, shape(expected), shape(found)]),
    ...missing.map(({ name, expected }) => [name, shape(expected), '–']),
    ...unexpected.map(({ name, found }) => [name, '–', shape(found)]),
  ];
  const table = formatTable(
    [{ title: 'tensor' }, { title: 'expected' }, { title: 'found' }],
    rows.slice(0, SHOWN),
  );
  return [
    `The file comes closest to ${label}, but not all of it fits: ${fitting.tensors} tensors do, ${rows.length} do not.`,
    table,
    ...(rows.length > SHOWN ? [`… and ${rows.length - SHOWN} more`] : []),
    'To load what fits, with random weights for the rest, add --partial.',
    ...(others.length > 0
      ? [`To read it as another architecture, add --architecture ${others.join('|')}.`]
      : []),
  ].join('\n');
}

/** One line a phase; a download also says how far it is, on a terminal. */
function printReading(stream: NodeJS.WriteStream): (progress: ReadProgress) => void {
  let phase = '';
  return ({ phase: now, label, done, total }) => {
    if (now !== phase) stream.write(`${phase && stream.isTTY ? '\n' : ''}${now}: ${label}\n`);
    phase = now;
    if (!stream.isTTY || now !== 'download') return;
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
    stream.write(`\r  ${megabytes(done)}${total ? ` of ${megabytes(total)}` : ''} MB`);
  };
}
