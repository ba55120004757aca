import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatDocument } from '../../../src/graph/parse';
import { median, rounded } from '../paired';
import { makePhotoFolder } from '../photos/photo-folder';
import { photoGraph } from '../photos/photo-graph';
import type { Row } from '../row';

const CLASSES = 200;
const FEW_PER_CLASS = 5;
const MANY_PER_CLASS = 50;
const LOOK_EVERY_MS = 50;
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The most memory that the headless runner ever holds, for a folder and for one of ten times as many photos. */
export const memory: Row = {
  name: 'memory',
  what: 'peak memory, 10,000 images embedded / 1,000, headless runner on WASM',
  target: { value: 1.2, kind: 'at most' },
  async skip() {
    return process.platform === 'linux' ? undefined : 'reads the peak from /proc, which only Linux has';
  },
  async measure({ runs }) {
    const folder = mkdtempSync(join(tmpdir(), 'graft-memory-'));
    const few = await makePhotoFolder(CLASSES, FEW_PER_CLASS);
    const many = await makePhotoFolder(CLASSES, MANY_PER_CLASS);
    try {
      const graph = join(folder, 'graph.json');
      writeFileSync(graph, formatDocument(photoGraph({ backbone: 'mobilenet-v3-coco', inputSize: '64' })));
      const pairs: { readonly few: number; readonly many: number }[] = [];
      for (let run = 0; run < runs; run++) {
        pairs.push({
          few: await peakOf(graph, few.path, folder),
          many: await peakOf(graph, many.path, folder),
        });
      }
      return {
        value: median(pairs.map((pair) => pair.many / pair.few)),
        detail: {
          '1,000 images': `${rounded(median(pairs.map((pair) => pair.few)))} MB`,
          '10,000 images': `${rounded(median(pairs.map((pair) => pair.many)))} MB`,
        },
      };
    } finally {
      await few.remove();
      await many.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Megabytes that a run of the graph on these photos held at most, from its start to its end. */
async function peakOf(graph: string, photos: string, folder: string): Promise<number> {
  const cache = mkdtempSync(join(folder, 'cache-'));
  const args = ['run', graph, '--data', `dataset=${photos}`, '--backend', 'wasm', '--cache', cache];
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  let peak = 0;
  // The system keeps the highest value itself: the last look has it.
  const look = setInterval(() => {
    peak = Math.max(peak, highWater(child.pid));
  }, LOOK_EVERY_MS);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(look);
  rmSync(cache, { recursive: true, force: true });
  if (code !== 0) throw new Error(`The headless runner ended with code ${code}: ${said}`);
  return peak;
}

function highWater(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    // It has just ended.
    return 0;
  }
}
