import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';

const SOURCE = fileURLToPath(new URL('../src/offline/service-worker.ts', import.meta.url));
const TARGET = 'service-worker.js';
/** A shipped dataset or network up to this size is kept from the first visit on. */
const EAGER_BYTES = 8_000_000;
/** Shipped data and networks: each of their folders is a group of its own. */
const GROUPED = /^(?:data|models)\/[^/]+/;
/** What no page asks for. */
const LEFT_OUT = /(?:^|\/)(?:stamp\.json|.*\.map)$/;

/** The built files, and which of them belong together. Paths are relative to the folder, with `/`. */
export function offlineFiles(folder: string) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      file,
      path: file
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    }))
    .filter(({ path }) => path !== TARGET && !LEFT_OUT.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ file, path }) => {
      const content = readFileSync(file);
      const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
      return { path, hash, bytes: content.length, group: GROUPED.exec(path)?.[0] ?? 'app' };
    });
  const sizes = new Map<string, number>();
  for (const { group, bytes } of files) sizes.set(group, (sizes.get(group) ?? 0) + bytes);
  const isEager = (group: string) => group === 'app' || (sizes.get(group) ?? 0) <= EAGER_BYTES;
  return files.map((file) => ({ ...file, eager: isEager(file.group) }));
}

/** The service worker as a plain script with the list of files: browsers run it as one, and refuse a module's syntax. */
export async function serviceWorkerScript(files: readonly unknown[]): Promise<string> {
  const { code } = await transformWithOxc(readFileSync(SOURCE, 'utf8'), SOURCE);
  return `const OFFLINE_FILES = ${JSON.stringify(files)};\n${code.replace(/^export \{\s*\};?$/m, '')}`;
}

/** Writes the service worker beside the built files, with the list of them. */
export function graftOffline(): Plugin {
  let folder = '';
  return {
    name: 'graft-offline',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    async closeBundle() {
      writeFileSync(join(folder, TARGET), await serviceWorkerScript(offlineFiles(folder)));
    },
  };
}
