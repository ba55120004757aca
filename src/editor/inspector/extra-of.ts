import type { ComponentType } from 'react';
import { AugmentPreview } from './augment-preview';
import { DatasetExtra } from './dataset-extra';

/** What some kinds have in the inspector besides their parameters. */
const EXTRAS: Readonly<Record<string, ComponentType<{ readonly nodeId: string }>>> = {
  dataset: DatasetExtra,
  augment: AugmentPreview,
};

export const extraOf = (kind: string): ComponentType<{ readonly nodeId: string }> | undefined => EXTRAS[kind];
