import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { registry } from '../../../nodes/registry';
import { startBackend } from '../../../src/engine/backend/select';
import { createRandom } from '../../../src/engine/data/random';
import type { BackendInfo, BackendName, RunEvent, StepResult } from '../../../src/engine/events';
import { nodePlatform } from '../../../src/engine/platform/node';
import type { Platform, StoredDataset } from '../../../src/engine/platform/platform';
import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import { runPlan } from '../../../src/engine/run/run';
import { createResultStore, type ResultStore } from '../../../src/engine/run/store';
import type { Executed } from '../../../src/engine/steps/output';
import type { ContentStore } from '../../../src/engine/store/content-store';
import type { GraphDocument } from '../../../src/graph/document';
import type { SampleEntry } from '../../../src/plan/catalog';
import { compile } from '../../../src/plan/compile';
import type { Plan } from '../../../src/plan/plan';
import { catalogWith } from '../../../src/plan/shipped/catalog';
import { summarize } from '../../../src/plan/shipped/summary';

/** Everything that a run needs in a test: real backend, real platform, and tiny images made on the fly. */

const require = createRequire(import.meta.url);
const PUBLIC_DIR = join(dirname(fileURLToPath(import.meta.url)), '../../../public');

export const startTestBackend = (name: BackendName): Promise<BackendInfo> =>
  startBackend(name, { wasmPaths: `${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/` });

const COLOURS = { red: [220, 40, 40], green: [40, 200, 60], blue: [50, 70, 230] } as const;

/** Noisy coloured squares, one class a colour: learnable by anything that sees colour. */
export async function colourSquares(perClass: number, side = 24): Promise<StoredDataset> {
  const random = createRandom(7);
  const samples: SampleEntry[] = [];
  const images = new Map<string, Uint8Array>();
  for (const [label, [name, colour]] of Object.entries(COLOURS).entries()) {
    for (let number = 0; number < perClass; number++) {
      const rgb = Uint8Array.from({ length: side * side * 3 }, (_, at) =>
        Math.max(0, Math.min(255, (colour[at % 3] ?? 0) + 60 * random.normal())),
      );
      const id = `${name}/${number}.png`;
      images.set(
        id,
        await sharp(rgb, { raw: { width: side, height: side, channels: 3 } })
          .png()
          .toBuffer(),
      );
      samples.push({ id, class: label, source: `${name}-${number >> 1}`, offset: 0, length: 0 });
    }
  }
  return {
    index: {
      id: `user@squares-${perClass}-${side}`,
      name: 'Squares',
      modality: 'image',
      description: '',
      licence: 'CC0',
      classes: Object.keys(COLOURS),
      domains: [],
      samples,
      skipped: [],
    },
    async read({ id }) {
      const bytes = images.get(id);
      if (!bytes) throw new Error(`There is no ${id}.`);
      return new Uint8Array(bytes);
    },
  };
}

export interface TestRun {
  readonly plan: Plan;
  readonly events: readonly RunEvent[];
  readonly status: string;
  readonly store: ResultStore<Executed>;
  /** What each node shows. */
  result<Op extends StepResult['op']>(node: string, op: Op): Extract<StepResult, { op: Op }>;
}

export interface RunSettings {
  readonly backend: BackendInfo;
  readonly datasets?: readonly StoredDataset[];
  readonly store?: ResultStore<Executed>;
  readonly content?: ContentStore;
  readonly targets?: readonly string[];
  readonly onEvent?: (event: RunEvent, cancel: () => void) => void;
  readonly platform?: (platform: Platform) => Platform;
}

export function compileForTest(
  document: GraphDocument,
  datasets: readonly StoredDataset[] = [],
  targets?: readonly string[],
): Plan {
  const own = new Map(datasets.map(({ index }) => [index.id, summarize(index)]));
  return compile(document, { registry, catalog: catalogWith(own), targets });
}

/** Node's platform, with what ships and these datasets. */
export const testPlatform = (datasets: readonly StoredDataset[] = []): Platform =>
  nodePlatform({
    publicDir: PUBLIC_DIR,
    datasets: new Map(datasets.map((dataset) => [dataset.index.id, dataset])),
  });

/** Compiles and runs a document as the headless runner does. */
export async function runDocument(document: GraphDocument, settings: RunSettings): Promise<TestRun> {
  const { backend, datasets = [], store = createResultStore<Executed>(2 ** 30) } = settings;
  const plan = compileForTest(document, datasets, settings.targets);
  if (plan.blocking.length > 0) throw new Error(JSON.stringify(plan.blocking));
  const platform = testPlatform(datasets);
  const controller = new AbortController();
  const events: RunEvent[] = [];
  const status = await runPlan({
    runId: 'test',
    plan,
    platform: settings.platform?.(platform) ?? platform,
    backend,
    store,
    content: settings.content,
    signal: controller.signal,
    pause: new AbortController().signal,
    checkpoints: memoryCheckpoints(),
    emit(event) {
      events.push(event);
      settings.onEvent?.(event, () => controller.abort());
    },
  });
  return {
    plan,
    events,
    status,
    store,
    result(node, op) {
      const step = plan.nodes[node]?.resultStep;
      const finished = events.find((event) => event.type === 'step-finished' && event.stepId === step);
      const result = finished?.type === 'step-finished' ? finished.result : undefined;
      if (result?.op !== op)
        throw new Error(
          `Node ${node} has no ${op} result: ${JSON.stringify(events.filter((event) => event.type === 'step-failed'))}`,
        );
      return result as Extract<StepResult, { op: typeof op }>;
    },
  };
}
