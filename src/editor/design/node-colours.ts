/** The colours that a person can give a node. The document keeps the name; `tokens.css` has one of each for both themes. */
export const NODE_COLOURS = [
  { name: 'red', label: 'Red' },
  { name: 'orange', label: 'Orange' },
  { name: 'yellow', label: 'Yellow' },
  { name: 'green', label: 'Green' },
  { name: 'teal', label: 'Teal' },
  { name: 'blue', label: 'Blue' },
  { name: 'violet', label: 'Violet' },
  { name: 'pink', label: 'Pink' },
] as const;

export type ColourName = (typeof NODE_COLOURS)[number]['name'];

interface Coloured {
  readonly colour?: string | undefined;
}

/** The name of a node's colour; `undefined` for none, and for a name that this build does not know. */
export const nameOf = ({ colour }: Coloured): ColourName | undefined =>
  NODE_COLOURS.find(({ name }) => name === colour)?.name;

/** As `nameOf`, as CSS. */
export function colourOf(node: Coloured): string | undefined {
  const name = nameOf(node);
  return name && `var(--node-${name})`;
}
