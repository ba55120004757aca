/**
 * timm's names of weights in torchvision's words. timm's ResNets and Inception v3 bear torchvision's own
 * names; VGG differs in its dense layers, and its MobileNets are built by its EfficientNet builder
 * (`timm/models/_efficientnet_builder.py`), which numbers stages and blocks. `undefined` where the names
 * are not timm's.
 */
export function torchvisionNames(names: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (names.includes('conv_stem.weight')) return mobileNet(names);
  if (names.includes('pre_logits.fc1.weight') || names.includes('head.fc.weight')) return vgg(names);
  return undefined;
}

const VGG_LAYERS: readonly (readonly [RegExp, string])[] = [
  [/^pre_logits\.fc1\./, 'classifier.0.'],
  [/^pre_logits\.fc2\./, 'classifier.3.'],
  [/^head\.fc\./, 'classifier.6.'],
];

const vgg = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [name, VGG_LAYERS.reduce((text, [from, to]) => text.replace(from, to), name)]));

const BLOCK = /^blocks\.(\d+)\.(\d+)\.(.+)\.([a-z_]+)$/;

function mobileNet(names: readonly string[]): ReadonlyMap<string, string> {
  const known = new Set(names);
  const blocks = [...new Set(names.flatMap((name) => (BLOCK.exec(name) ? [blockOf(name)] : [])))].sort(
    inOrder,
  );
  // Version 3 has its last convolution behind the pooling, with a bias and no norm.
  const isV3 = known.has('conv_head.bias');
  const renamed = new Map<string, string>();
  for (const name of names) {
    const match = BLOCK.exec(name);
    if (!match) {
      renamed.set(name, outsideOfBlocks(name, isV3, blocks.length));
      continue;
    }
    const [, , , layer = '', weight = ''] = match;
    const block = blockOf(name);
    const has = (what: string) => known.has(`${block}.${what}.weight`);
    const place = isV3 ? v3Layer(layer, has) : v2Layer(layer, has('conv_pwl'));
    renamed.set(name, `features.${blocks.indexOf(block) + 1}.${place}.${weight}`);
  }
  return renamed;
}

const blockOf = (name: string): string => name.split('.').slice(0, 3).join('.');

function inOrder(a: string, b: string): number {
  const [, stageA = 0, indexA = 0] = a.split('.').map(Number);
  const [, stageB = 0, indexB = 0] = b.split('.').map(Number);
  return stageA - stageB || indexA - indexB;
}

function outsideOfBlocks(name: string, isV3: boolean, blocks: number): string {
  const at = name.lastIndexOf('.');
  const [layer, weight] = [name.slice(0, at), name.slice(at + 1)];
  const places: Readonly<Record<string, string>> = {
    conv_stem: 'features.0.0',
    bn1: 'features.0.1',
    conv_head: isV3 ? 'classifier.0' : `features.${blocks + 1}.0`,
    bn2: `features.${blocks + 1}.1`,
    classifier: isV3 ? 'classifier.3' : 'classifier.1',
  };
  return `${places[layer] ?? layer}.${weight}`;
}

/** `expands`: an inverted residual with a 1×1 convolution before the depthwise one. */
function v2Layer(layer: string, expands: boolean): string {
  const places: Readonly<Record<string, string>> = expands
    ? { conv_pw: '0.0', bn1: '0.1', conv_dw: '1.0', bn2: '1.1', conv_pwl: '2', bn3: '3' }
    : { conv_dw: '0.0', bn1: '0.1', conv_pw: '1', bn2: '2' };
  return `conv.${places[layer] ?? layer}`;
}

function v3Layer(layer: string, has: (what: string) => boolean): string {
  // The convolution at the end stands alone.
  if (layer === 'conv') return '0';
  if (layer === 'bn1' && has('conv')) return '1';
  const expands = has('conv_pwl');
  const gate = expands ? 2 : 1;
  const last = has('se.conv_reduce') ? gate + 1 : gate;
  const places: Readonly<Record<string, string>> = {
    ...(expands
      ? { conv_pw: '0.0', bn1: '0.1', conv_dw: '1.0', bn2: '1.1', conv_pwl: `${last}.0`, bn3: `${last}.1` }
      : { conv_dw: '0.0', bn1: '0.1', conv_pw: `${last}.0`, bn2: `${last}.1` }),
    'se.conv_reduce': `${gate}.fc1`,
    'se.conv_expand': `${gate}.fc2`,
  };
  return `block.${places[layer] ?? layer}`;
}
