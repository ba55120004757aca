import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../../src/graph/document';
import { compile } from '../../../src/plan/compile';
import { catalogWith } from '../../../src/plan/shipped/catalog';
import { largeGraph } from '../large-graph';
import { describePair, paired, timeOf } from '../paired';
import type { Row } from '../row';

const SIZES = [1000, 2000, 5000, 10_000];
/** Compiling is this hot in the editor, which compiles at every edit. */
const WARM_UP = 20;

const catalog = catalogWith(new Map());

function compileWhole(document: GraphDocument): void {
  const { blocking } = compile(document, { registry, catalog });
  if (blocking.length > 0) throw new Error(`The graph does not compile: ${blocking[0]?.message}`);
}

function warmUp(): void {
  const document = largeGraph(SIZES[0] ?? 0);
  for (let run = 0; run < WARM_UP; run++) compileWhole(document);
}

/** Inference, all passes and keys, for a thousand nodes. */
export const compileThousand: Row = {
  name: 'compile',
  what: 'compile a graph of 1,000 nodes, in Node',
  target: { value: 50, kind: 'at most' },
  async measure({ runs }) {
    warmUp();
    const detail: Record<string, string> = {};
    let thousand = 0;
    for (const size of SIZES) {
      const document = largeGraph(size);
      const times: number[] = [];
      for (let run = 0; run < runs; run++) times.push(await timeOf(() => compileWhole(document)));
      const median = times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
      if (size === SIZES[0]) thousand = median;
      const perNode = (1000 * median) / document.nodes.length;
      detail[`${document.nodes.length} nodes`] = `${median.toFixed(1)} ms, ${perNode.toFixed(0)} µs a node`;
    }
    return { value: thousand, unit: 'ms', detail };
  },
};

/** Ten times the nodes against ten compilations of a tenth: 1 is linear. */
export const compileGrowth: Row = {
  name: 'compile-growth',
  what: 'compile 10,000 nodes / ten times 1,000 nodes',
  target: { value: 1.5, kind: 'at most' },
  async measure({ runs }) {
    warmUp();
    const small = largeGraph(1000);
    const large = largeGraph(10_000);
    const pair = await paired(
      () => compileWhole(large),
      () => {
        for (let run = 0; run < 10; run++) compileWhole(small);
      },
      runs,
    );
    return { value: pair.ratio, detail: { '10,000 / ten times 1,000': describePair(pair) } };
  },
};
