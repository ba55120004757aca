import type { NodeKind } from '../src/plan/kind';
import { advisorKind } from './advisor';
import { augmentKind } from './augment';
import { backboneKind } from './backbone';
import { datasetKind } from './dataset';
import { evaluateKind } from './evaluate';
import { freezeKind } from './freeze';
import { headKind } from './head';
import { noteKind } from './note';
import { rateFinderKind } from './rate-finder';
import { smallCnnKind } from './small-cnn';
import { splitKind } from './split';
import { trainKind } from './train';
import { trainedModelKind } from './trained-model';
import { tryItKind } from './try-it';

/** All node kinds, in the order of the palette. A new kind is one file and one line here. */
const kinds: readonly NodeKind[] = [
  datasetKind,
  splitKind,
  augmentKind,
  backboneKind,
  smallCnnKind,
  trainedModelKind,
  freezeKind,
  headKind,
  advisorKind,
  rateFinderKind,
  trainKind,
  evaluateKind,
  tryItKind,
  noteKind,
];

export type Registry = ReadonlyMap<string, NodeKind>;

export const registry: Registry = new Map(kinds.map((kind) => [kind.kind, kind]));
