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

/** The colour as CSS; `undefined` for none, and for a name that this build does not know. */
export const colourOf = (node: { readonly colour?: string | undefined }): string | undefined =>
  NODE_COLOURS.some(({ name }) => name === node.colour) ? `var(--node-${node.colour})` : undefined;
