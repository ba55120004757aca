import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of an installed package. Looked up on disk, because the packages that ship the weights
 * do not export the files we need.
 */
export function packageFolder(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`The package "${name}" is not installed. Run "npm install".`);
    folder = parent;
  }
}

export function packageVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Reads a file of an installed package; says which file of which package is missing. */
export function readPackageFile(name: string, file: string): Buffer {
  const path = join(packageFolder(name), file);
  if (!existsSync(path)) {
    throw new Error(`The package "${name}" ${packageVersion(name)} has no file "${file}". Reinstall it.`);
  }
  return readFileSync(path);
}
