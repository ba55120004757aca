import { asImportError, type ImportedFiles, type ImportOptions, importFiles } from './import-files';
import type { Imported, ImportFile, RandomAccess } from './source';
import { zipFiles } from './zip-files';

/** As `importFiles`, for one zip archive. Never throws. */
export async function importZipArchive(
  name: string,
  zip: RandomAccess,
  options: ImportOptions = {},
): Promise<Imported<ImportedFiles>> {
  let files: readonly ImportFile[];
  try {
    files = await zipFiles(zip);
  } catch (error) {
    await options.writer?.discard();
    return { ok: false, problems: [asImportError(error).problem] };
  }
  return importFiles(name, files, options);
}
