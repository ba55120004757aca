/** The texts of a language by the English ones. What has none stays in English. */
export interface Texts {
  /** Holes are named as in the English text: `{title}`. */
  readonly messages: Readonly<Record<string, string>>;
  /** Around a name. */
  readonly quotes: readonly [string, string];
  /** Words that are counted, by their English singular; the forms are those of `Intl.PluralRules`. */
  readonly counted: Readonly<Record<string, Partial<Record<Intl.LDMLPluralRule, string>>>>;
}

export const noTexts: Texts = { messages: {}, quotes: ['"', '"'], counted: {} };

export type Values = Readonly<Record<string, string | number | undefined>>;

/** Puts values into the holes of a text; a hole without a value stays, to be seen. */
export const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name] ?? '') : hole,
  );

/** The names of the holes of a text, in alphabetical order. */
export const holesOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
