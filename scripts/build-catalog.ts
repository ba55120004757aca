import { writeFileSync } from 'node:fs';
import { loadNetwork } from '../src/engine/models/describe/loaded-network.ts';
import { nodePlatform } from '../src/engine/platform/node.ts';
import type { BackboneInfo } from '../src/plan/catalog.ts';
import { BACKBONE_FACTS } from './catalog/backbone-facts.ts';
import { describeBackbone } from './catalog/describe-backbone.ts';
import { startWasm } from './catalog/wasm.ts';
import { ensureModels, MODEL_ASSETS, weightsVersion } from './model-assets.ts';

/** Writes `src/plan/shipped/backbones.generated.json` from the weights themselves. */
const PUBLIC = 'public';
const OUT = 'src/plan/shipped/backbones.generated.json';

ensureModels(PUBLIC);
await startWasm();
const platform = nodePlatform({ publicDir: PUBLIC });
const backbones: BackboneInfo[] = [];
for (const facts of BACKBONE_FACTS) {
  const asset = MODEL_ASSETS.find(({ id }) => id === facts.id);
  if (!asset) throw new Error(`No weights are prepared for "${facts.id}".`);
  const info = await describeBackbone(
    facts,
    await loadNetwork(await platform.model(facts.id)),
    weightsVersion(PUBLIC, asset),
    platform,
  );
  backbones.push(info);
  const blocks = info.blocks[info.defaultInputSize] ?? [];
  const params = blocks.reduce((sum, block) => sum + block.params, 0);
  const flops = blocks.reduce((sum, block) => sum + block.flops, 0);
  console.log(
    `${info.id}: ${blocks.length} blocks, ${params} parameters, ${(flops / 1e6).toFixed(0)} MFLOPs at ${info.defaultInputSize}`,
  );
}
/** Shapes on one line each: they would be most of the file's lines. */
const compact = JSON.stringify(backbones, null, 1).replace(
  /\[\s+((?:\d+,\s+)*\d+)\s+\]/g,
  (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`,
);
writeFileSync(OUT, `${compact}\n`);
