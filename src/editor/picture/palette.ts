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
] as const;

/** Colours by the names of the design's tokens. */
export type PicturePalette = Readonly<Record<(typeof NAMES)[number], string>>;

/** The colours of the theme in use. */
export function currentPalette(): PicturePalette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as PicturePalette;
}
