/** How a network may differ from the one in its paper. */
export interface ArchitectureOptions {
  /** Outputs of the last layer; ImageNet's 1,000 when absent. */
  readonly classes?: number;
  /** All channels are multiplied by it; 1 when absent. */
  readonly width?: number;
  /** As timm builds it, where that differs from torchvision: in the MobileNets. */
  readonly timm?: boolean;
}

export const IMAGENET_CLASSES = 1000;

/** Channels at a width: at least one. */
export const scaledBy =
  (width = 1) =>
  (channels: number): number =>
    Math.max(1, Math.round(channels * width));

/** Channels at a width in MobileNets: multiples of 8, and not more than a tenth below what was asked for. */
export const roundedBy =
  (width = 1) =>
  (channels: number): number => {
    const asked = channels * width;
    const rounded = Math.max(8, Math.floor((asked + 4) / 8) * 8);
    return rounded < 0.9 * asked ? rounded + 8 : rounded;
  };
