import type { NewFile } from '../platform/files';
import { createFormatWriter, type Footer, isWhole, type Readable } from '../store/format';
import { bytesOf, pack, unpack } from '../store/pack';
import type { LibraryEntry, LibraryModel } from './library-model';
import { provenanceSteps } from './provenance-steps';

/** What the footer says of a model: all but its weights, the head's arrays taken out. */
type Meta = Pick<LibraryModel, 'info' | 'provenance'> & {
  readonly json: LibraryModel['files']['json'];
  readonly head?: unknown;
};

const WEIGHTS = 'weights';
const headSection = (index: number): string => `head ${index}`;

/** Writes the body's weights, the head's arrays, and the rest as the footer. */
export async function writeModelFile(file: NewFile, model: LibraryModel): Promise<void> {
  const { info, provenance, files, head } = model;
  const format = createFormatWriter(async (bytes) => file.append(bytes));
  await format.append(WEIGHTS, new Uint8Array(files.weights));
  const packed = pack(head);
  for (const [index, array] of packed.arrays.entries()) {
    await format.append(headSection(index), bytesOf(array));
  }
  await format.finish({ info, provenance, json: files.json, head: packed.json } satisfies Meta);
  await file.finish();
}

/** `undefined` when a byte of it is not as it was written. */
export async function readModelFile(file: Readable, footer: Footer): Promise<LibraryModel | undefined> {
  if (!(await isWhole(file, footer))) return undefined;
  const { info, provenance, json, head } = footer.meta as Meta;
  const bytes = (name: string): Uint8Array<ArrayBuffer> => {
    const section = footer.sections.find((candidate) => candidate.name === name);
    return section ? file.read(section.offset, section.length) : new Uint8Array(0);
  };
  const files = { json, weights: bytes(WEIGHTS).buffer };
  if (!head) return { info, provenance, files };
  const restored = unpack(head, (index) => bytes(headSection(index))) as NonNullable<LibraryModel['head']>;
  return { info, provenance, files, head: restored };
}

/** What is known without reading the weights. `size` is the file's, in bytes. */
export function entryOf(footer: Footer, size: number): LibraryEntry {
  const { info, provenance, head } = footer.meta as Meta;
  const entry = { info, provenance, history: provenanceSteps(provenance), bytes: size };
  if (!head) return entry;
  const { weights: _, ...about } = head as NonNullable<LibraryModel['head']>;
  return { ...entry, head: about };
}
