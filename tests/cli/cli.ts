import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const caches = mkdtempSync(join(tmpdir(), 'graft-caches-'));
process.on('exit', () => rmSync(caches, { recursive: true, force: true }));
let calls = 0;

/** Starts the headless runner as a process of its own, as a shell does; each call has a cache of its own. */
export const graft = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const command = ['--import', 'tsx', 'src/cli/main.ts', ...args];
    const env = {
      ...process.env,
      GRAFT_CACHE: join(caches, String(++calls)),
      GRAFT_MODELS: join(caches, 'models'),
    };
    const options = { cwd: root, maxBuffer: 2 ** 26, env };
    const child = execFile(process.execPath, command, options, (error, out, err) => {
      if (child.exitCode === null) reject(error ?? new Error('It was killed.'));
      else resolve({ code: child.exitCode, out, err });
    });
  });

/** Noisy squares of two colours, by path: `dark/0.png`, `light/0.png`, … */
export async function twoShades(perClass: number): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const [name, mean] of [
    ['dark', 60],
    ['light', 190],
  ] as const) {
    for (let number = 0; number < perClass; number++) {
      const noise = { type: 'gaussian', mean: mean + number, sigma: 15 } as const;
      const image = sharp({
        create: { width: 20, height: 20, channels: 3, background: '#000', noise },
      });
      files[`${name}/${number}.png`] = new Uint8Array(await image.png().toBuffer());
    }
  }
  return files;
}

export function writeFolder(folder: string, files: Readonly<Record<string, Uint8Array>>): void {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
