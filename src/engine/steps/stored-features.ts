import type { StoredContent } from '../store/content-store';
import { type Features, featuresInFile, featuresInMemory, type RowLayout } from './features';

/** Features up to this size are held in memory, where rows are read fastest; larger ones stay in their file. */
export const FEATURES_IN_MEMORY = 32 * 2 ** 20;

/** The section of the file that holds the rows. */
export const ROWS = 'rows';

/** What is stored of features beside their rows. */
export type StoredFeatures = { readonly op: 'embed' } & RowLayout & Pick<Features, 'samples' | 'views'>;

export async function openFeatures(stored: StoredFeatures, content: StoredContent): Promise<Features> {
  const { offset, length } = content.section(ROWS) ?? { offset: 0, length: 0 };
  const read = async (at: number, count: number) => (await content.file()).read(offset + at, count);
  if (length > FEATURES_IN_MEMORY) return featuresInFile(stored, read);
  return featuresInMemory(stored, new Float32Array((await read(0, length)).buffer));
}
