import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * The runner in one file: as it is, each of the many processes would translate hundreds. Two folders below
 * the root, as its sources are, for it finds what ships from where it is itself.
 */
const outDir = join(root, `node_modules/.graft-${process.pid}`);
const built = build({
  configFile: false,
  root,
  logLevel: 'error',
  build: {
    ssr: 'src/cli/main.ts',
    outDir,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
  },
});
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));

const caches = mkdtempSync(join(tmpdir(), 'graft-caches-'));
process.on('exit', () => rmSync(caches, { recursive: true, force: true }));
let calls = 0;

/** Starts the headless runner as a process of its own, as a shell does; each call has a cache of its own. */
export async function graft(...args: readonly string[]): Promise<Ended> {
  await built;
  return new Promise((resolve, reject) => {
    const child = start(args, (error, out, err) => {
      if (child.exitCode === null) reject(error ?? new Error('It was killed.'));
      else resolve({ code: child.exitCode, out, err });
    });
  });
}

/** As `graft`, but the process is killed as soon as `isTime`. Fails when it ends before. */
export async function graftUntil(isTime: () => boolean, ...args: readonly string[]): Promise<void> {
  await built;
  return new Promise((resolve, reject) => {
    const child = start(args, (_error, _out, err) => {
      clearInterval(timer);
      if (child.exitCode === null) resolve();
      else reject(new Error(`It came to its end: ${err}`));
    });
    const timer = setInterval(() => isTime() && child.kill('SIGKILL'), 5);
  });
}

type WhenEnded = (error: Error | null, out: string, err: string) => void;

function start(args: readonly string[], ended: WhenEnded) {
  const env = {
    ...process.env,
    GRAFT_CACHE: join(caches, String(++calls)),
    GRAFT_MODELS: join(caches, 'models'),
  };
  return execFile(
    process.execPath,
    [join(outDir, 'main.mjs'), ...args],
    { cwd: root, maxBuffer: 2 ** 26, env },
    ended,
  );
}

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
