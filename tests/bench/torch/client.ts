import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Debian's python3-torch and python3-torchvision belong to this interpreter. */
const PYTHON = '/usr/bin/python3';
const SERVER = fileURLToPath(new URL('server.py', import.meta.url));

interface Network {
  /** Keras's number of the block whose expansion is the cut: 13 for `block_13_expand_relu`. */
  readonly lastBlock: number;
  /** Of the image. */
  readonly side: number;
  readonly batch: number;
  readonly threads: number;
}

export type TorchRequest =
  | ({ readonly kind: 'forward' } & Network)
  | ({
      readonly kind: 'step';
      /** How many of stem, blocks and the cut's expansion stay as they are. */
      readonly frozenPieces: number;
      readonly classes: number;
    } & Network)
  | ({ readonly kind: 'product'; readonly threads: number } & MatrixProduct);

/** [rows, depth] · [depth, columns]. */
export interface MatrixProduct {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

/** PyTorch in a process of its own, so that its runs can alternate with ours. */
export interface Torch {
  /** Milliseconds of one run; the first of its kind also warms up and chooses a memory layout. */
  time(request: TorchRequest): Promise<number>;
  stop(): void;
}

/** Why PyTorch cannot be asked, or `undefined`. */
export async function missingTorch(): Promise<string | undefined> {
  try {
    await promisify(execFile)(PYTHON, ['-c', 'import torch, torchvision']);
    return undefined;
  } catch {
    return 'needs python3-torch and python3-torchvision';
  }
}

export function startTorch(): Torch {
  const child = spawn(PYTHON, [SERVER], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async time(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('PyTorch stopped.');
      return (JSON.parse(value) as { milliseconds: number }).milliseconds;
    },
    stop: () => child.kill(),
  };
}
