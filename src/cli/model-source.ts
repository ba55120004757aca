import { existsSync, openAsBlob, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ModelSource, NamedFile } from '../engine/models/bundle';
import { BadInput } from './failure';

/** A file or folder on the disk, an address, or a Hugging Face id: in this order. */
export async function modelSource(text: string): Promise<ModelSource> {
  if (existsSync(text)) return { kind: 'files', files: await filesAt(text) };
  if (/^https?:\/\//.test(text)) return { kind: 'url', url: text };
  if (/^[\w.-]+\/[\w.-]+(@[\w./-]+)?$/.test(text)) return { kind: 'hugging-face', id: text };
  throw new BadInput(
    `"${text}" is no file, no address (https://…) and no Hugging Face id (owner/name). Expected one of these.`,
  );
}

/** A model.json needs the files beside it; of a folder all files may belong to the model. */
async function filesAt(path: string): Promise<readonly NamedFile[]> {
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const wanted = isFolder || basename(path).endsWith('.json') ? siblings(folder) : [basename(path)];
  // The chosen file first: others are there for its sake.
  const names = isFolder ? wanted : [basename(path), ...wanted.filter((name) => name !== basename(path))];
  return Promise.all(names.map(async (name) => ({ name, content: await openAsBlob(join(folder, name)) })));
}

const siblings = (folder: string): string[] =>
  readdirSync(folder)
    .filter(
      (name) => statSync(join(folder, name)).isFile() && /\.(json|bin|safetensors|h5|keras)$/.test(name),
    )
    .sort();
