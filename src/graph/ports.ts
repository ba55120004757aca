/**
 * What a wire carries. A wire joins equal types only.
 * - `data`: labelled samples of any modality, with their classes and split
 * - `model`: a network that is not trained yet (backbone, freeze policy, head)
 * - `trained`: a network with the weights that a Train step found
 * - `report`: what an evaluation measured
 */
export const PORT_TYPES = ['data', 'model', 'trained', 'report'] as const;
export type PortType = (typeof PORT_TYPES)[number];

export interface PortSpec {
  readonly type: PortType;
  readonly label: string;
  readonly help: string;
  /** Inputs only: the node cannot work without it. Default true. */
  readonly required?: boolean;
}
