import { fill, type Texts } from './texts';

/** Finds the text that a finished sentence was made from, e.g. a problem with its numbers in it. */
export interface Pattern {
  readonly holes: readonly string[];
  readonly matches: RegExp;
  readonly text: string;
}

/** All texts with holes, those with the most words of their own first: they say most surely what they are. */
export function patternsOf({ messages }: Texts): readonly Pattern[] {
  return Object.entries(messages)
    .filter(([english]) => /\{\w+\}/.test(english))
    .sort(([a], [b]) => ownLength(b) - ownLength(a))
    .map(([english, text]) => {
      const holes = [...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const parts = english.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return { holes, matches: new RegExp(`^${parts.join('(.+?)')}$`, 's'), text };
    });
}

const ownLength = (english: string): number => english.replace(/\{\w+\}/g, '').length;

/** The sentence in the other language, or `undefined` where no text fits. What fills a hole is translated too. */
export function fromPattern(
  sentence: string,
  patterns: readonly Pattern[],
  translate: (part: string) => string,
): string | undefined {
  for (const { holes, matches, text } of patterns) {
    const found = matches.exec(sentence);
    if (!found) continue;
    const values = Object.fromEntries(holes.map((hole, place) => [hole, translate(found[place + 1] ?? '')]));
    return fill(text, values);
  }
  return undefined;
}
