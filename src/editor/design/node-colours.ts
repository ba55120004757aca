import { t } from '../language/t';

/** The colours that a person can give a node. The document keeps the name; `tokens.css` has one of each for both themes. */
export const NODE_COLOURS = [
  { name: 'red', label: t('Red') },
  { name: 'orange', label: t('Orange') },
  { name: 'yellow', label: t('Yellow') },
  { name: 'green', label: t('Green') },
  { name: 'teal', label: t('Teal') },
  { name: 'blue', label: t('Blue') },
  { name: 'violet', label: t('Violet') },
  { name: 'pink', label: t('Pink') },
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
