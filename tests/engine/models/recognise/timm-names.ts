/**
 * Names of weights in timm's MobileNets, in the order in which they are listed, generated as its
 * EfficientNet builder does (`timm/models/_efficientnet_builder.py`) from the block strings in
 * `efficientnet.py` and `mobilenetv3.py`: kind and number of blocks, and whether they have a gate.
 */
interface Stage {
  readonly kind: 'ds' | 'ir' | 'cn';
  readonly repeats: number;
  readonly gate?: boolean;
}

const stages = (text: string): Stage[][] =>
  text.split(' ').map((stage) =>
    stage.split(',').map((block) => {
      const [kind = 'ir', repeats = '1', gate] = block.split('_');
      return { kind: kind as Stage['kind'], repeats: Number(repeats), gate: gate === 'se' };
    }),
  );

const STAGES = {
  mobilenetv2_100: stages('ds_1 ir_2 ir_3 ir_4 ir_3 ir_3 ir_1'),
  mobilenetv3_large_100: stages('ds_1 ir_1,ir_1 ir_3_se ir_1,ir_1,ir_2 ir_2_se ir_3_se cn_1'),
  mobilenetv3_small_100: stages('ds_1_se ir_1,ir_1 ir_1_se,ir_2_se ir_2_se ir_3_se cn_1'),
};

const norm = (name: string) =>
  ['weight', 'bias', 'running_mean', 'running_var'].map((kind) => `${name}.${kind}`);
const GATE = ['se.conv_reduce', 'se.conv_expand'].flatMap((name) => [`${name}.weight`, `${name}.bias`]);

function block({ kind, gate = false }: Stage): string[] {
  const se = gate ? GATE : [];
  if (kind === 'cn') return ['conv.weight', ...norm('bn1')];
  if (kind === 'ds') return ['conv_dw.weight', ...norm('bn1'), ...se, 'conv_pw.weight', ...norm('bn2')];
  const expansion = ['conv_pw.weight', ...norm('bn1')];
  return [...expansion, 'conv_dw.weight', ...norm('bn2'), ...se, 'conv_pwl.weight', ...norm('bn3')];
}

export function timmMobileNet(name: keyof typeof STAGES): string[] {
  const blocks = STAGES[name].flatMap((stage, s) =>
    stage
      .flatMap((each) => Array.from({ length: each.repeats }, () => each))
      .flatMap((each, b) => block(each).map((weight) => `blocks.${s}.${b}.${weight}`)),
  );
  const isV3 = name.startsWith('mobilenetv3');
  const head = isV3 ? ['conv_head.weight', 'conv_head.bias'] : ['conv_head.weight', ...norm('bn2')];
  return ['conv_stem.weight', ...norm('bn1'), ...blocks, ...head, 'classifier.weight', 'classifier.bias'];
}
