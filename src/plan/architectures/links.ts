import type { Link } from './chains';
import type { LayerSpec } from './network';

/** A network's layer as a link of a chain. */
export interface LayerLink extends Link {
  readonly spec: LayerSpec;
}

export function linkOf(spec: LayerSpec): LayerLink {
  const { name, inputs } = spec;
  switch (spec.op) {
    case 'conv':
      return { name, inputs, spec, role: 'convolution' };
    case 'norm':
      return { name, inputs, spec, role: 'norm' };
    case 'activation': {
      const { activation } = spec;
      const fuses = activation === 'relu' || activation === 'relu6';
      return { name, inputs, spec, role: 'activation', ...(fuses && { activation }) };
    }
    default:
      return { name, inputs, spec, role: 'other' };
  }
}
