import { readFileSync, writeFileSync } from 'node:fs';
import { loadNetwork } from '../src/engine/models/describe/loaded-network.ts';
import { nodePlatform } from '../src/engine/platform/node.ts';
import type { BackboneInfo } from '../src/plan/catalog.ts';
import { BACKBONE_FACTS } from './catalog/backbone-facts.ts';
import { describeBackbone } from './catalog/describe-backbone.ts';
import { describeMini } from './catalog/describe-mini.ts';
import { startWasm } from './catalog/wasm.ts';
import { ensureModels, weightsVersion } from './model-assets.ts';
import { MINIS } from './pretrain/recipe.ts';

/**
 * Writes `src/plan/shipped/backbones.generated.json` from the weights themselves: `npm run catalog` of all
 * backbones, which takes minutes, `npm run catalog -- resnet-mini` only of those named.
 */
const PUBLIC = 'public';
const OUT = 'src/plan/shipped/backbones.generated.json';

ensureModels(PUBLIC);
await startWasm();
const platform = nodePlatform({ publicDir: PUBLIC });
const describers = new Map<string, () => Promise<BackboneInfo>>([
  ...BACKBONE_FACTS.map(
    (facts) =>
      [
        facts.id,
        async () =>
          describeBackbone(
            facts,
            await loadNetwork(await platform.model(facts.id)),
            weightsVersion(PUBLIC, facts.id),
            platform,
          ),
      ] as const,
  ),
  ...MINIS.map(
    (mini) => [mini.id, () => describeMini(mini, weightsVersion(PUBLIC, mini.id), platform)] as const,
  ),
]);

const wanted = process.argv.slice(2);
for (const id of wanted) {
  if (!describers.has(id))
    throw new Error(`There is no backbone "${id}". Expected one of ${[...describers.keys()].join(', ')}.`);
}
const before = JSON.parse(readFileSync(OUT, 'utf8')) as BackboneInfo[];
const backbones: BackboneInfo[] = [];
for (const [id, describe] of describers) {
  const known = before.find((info) => info.id === id);
  const skips = wanted.length > 0 && !wanted.includes(id);
  if (skips && !known) continue;
  const info = skips && known ? known : await describe();
  backbones.push(info);
  const blocks = info.blocks[info.defaultInputSize] ?? [];
  const params = blocks.reduce((sum, block) => sum + block.params, 0);
  const flops = blocks.reduce((sum, block) => sum + block.flops, 0);
  console.log(
    `${info.id}: ${blocks.length} blocks, ${params} parameters, ${(flops / 1e6).toFixed(0)} MFLOPs at ${info.defaultInputSize}${skips ? ' (as it was)' : ''}`,
  );
}
/** Shapes on one line each: they would be most of the file's lines. */
const compact = JSON.stringify(backbones, null, 1).replace(
  /\[\s+((?:\d+,\s+)*\d+)\s+\]/g,
  (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`,
);
writeFileSync(OUT, `${compact}\n`);
