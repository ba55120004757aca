import { type ColourName, NODE_COLOURS, nameOf } from '../design/node-colours';

const NAMES = [
  'canvas',
  'surface',
  'border',
  'border-strong',
  'text',
  'text-2',
  'text-3',
  'data',
  'model',
  'training',
  'results',
  'notes',
  'accent',
] as const;

/** Colours by the names of the design's tokens. */
export type PicturePalette = Readonly<Record<(typeof NAMES)[number] | `node-${ColourName}`, string>>;

const ALL_NAMES = [...NAMES, ...NODE_COLOURS.map(({ name }) => `node-${name}` as const)];

/** The colour that the user gave a node, by the palette's name for it. */
export function nodeColourName(node: Parameters<typeof nameOf>[0]): keyof PicturePalette | undefined {
  const name = nameOf(node);
  return name && `node-${name}`;
}

const TINTS = new Map<string, keyof PicturePalette>([
  ['data', 'data'],
  ['model', 'model'],
  ['training', 'training'],
  ['trained', 'training'],
  ['results', 'results'],
  ['report', 'results'],
  ['notes', 'notes'],
]);

/** The colour of a category or of a port type, by the palette's name for it. */
export const paletteName = (tint: string | undefined): keyof PicturePalette =>
  TINTS.get(tint ?? '') ?? 'text-3';

/** The colours of the theme in use. */
export function currentPalette(): PicturePalette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    ALL_NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as PicturePalette;
}
