import type { ComponentType } from 'react';
import { AugmentPreview } from './augment-preview';
import { BackboneExtra } from './backbone-extra';
import { DatasetExtra } from './dataset-extra';
import { NetworkExtra } from './network-extra';

/** What some kinds have in the inspector besides their parameters. */
const EXTRAS: Readonly<Record<string, ComponentType<{ readonly nodeId: string }>>> = {
  dataset: DatasetExtra,
  augment: AugmentPreview,
  backbone: BackboneExtra,
  'trained-model': NetworkExtra,
  freeze: NetworkExtra,
};

export const extraOf = (kind: string): ComponentType<{ readonly nodeId: string }> | undefined =>
  Object.hasOwn(EXTRAS, kind) ? EXTRAS[kind] : undefined;
