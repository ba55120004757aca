import { existsSync, readFileSync, statSync } from 'node:fs';
import { registry } from '../../nodes/registry';
import { importFolder, importZip } from '../engine/platform/node-import';
import type { StoredDataset } from '../engine/platform/platform';
import type { GraphDocument } from '../graph/document';
import { parseDocument } from '../graph/parse';
import { hasErrors } from '../graph/problem';
import { upgradeNodes } from '../plan/upgrade';
import { BadInput } from './failure';

export function loadDocument(file: string): GraphDocument {
  if (!existsSync(file)) throw new BadInput(`${file}: there is no such file.`);
  const parsed = parseDocument(readFileSync(file, 'utf8'));
  if (!parsed.ok || hasErrors(parsed.problems)) throw new BadInput(parsed.problems);
  return upgradeNodes(parsed.document, registry);
}

/** Reads a folder or a zip of images, one folder a class. */
export async function loadDataset(path: string): Promise<StoredDataset> {
  if (!existsSync(path)) throw new BadInput(`--data: there is no folder or zip "${path}".`);
  const imported = statSync(path).isDirectory() ? await importFolder(path) : await importZip(path);
  if (!imported.ok) throw new BadInput(imported.problems);
  return imported.value;
}
