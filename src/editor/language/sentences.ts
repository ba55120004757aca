/**
 * Finds the sentences that compiler and engine made of values, e.g. `"Data" is not connected.`, among
 * texts with numbered holes, `"{0}" is not connected.`: the core makes English ones, and only here it
 * shows which.
 */

interface Sentence {
  /** What it begins with, before its first hole: most sentences are ruled out by it. */
  readonly start: string;
  readonly pattern: RegExp;
  /** The numbers of its holes, in the order of the English text. */
  readonly holes: readonly string[];
  /** Characters outside of its holes: the more are known, the surer it is the right one. */
  readonly known: number;
  readonly translation: string;
}

const HOLE = /\{(\d+)\}/;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function sentenceOf(english: string, translation: string): Sentence {
  // Splitting by an expression with a group gives texts and numbers in turn.
  const parts = english.split(HOLE);
  const texts = parts.filter((_, place) => place % 2 === 0);
  return {
    start: texts[0] ?? '',
    pattern: new RegExp(`^${texts.map(escaped).join('([\\s\\S]*?)')}$`),
    holes: parts.filter((_, place) => place % 2 === 1),
    known: texts.join('').length,
    translation,
  };
}

/** Somebody's own words may be of any length, and looking for several holes takes its square. */
const LONGEST = 1000;

export interface Match {
  readonly translation: string;
  /** By the number of the hole. */
  readonly values: Readonly<Record<string, string>>;
}

/** Of texts in English and another language, a way to find the one that a sentence was made of. */
export function sentenceFinder(
  messages: Readonly<Record<string, string>>,
): (text: string) => Match | undefined {
  const sentences = Object.entries(messages)
    .filter(([english]) => HOLE.test(english))
    .map(([english, translation]) => sentenceOf(english, translation))
    .sort((one, other) => other.known - one.known);
  return (text) => {
    if (text.length > LONGEST) return undefined;
    for (const { start, pattern, holes, translation } of sentences) {
      const found = text.startsWith(start) ? pattern.exec(text) : null;
      if (found) {
        const values = holes.map((hole, place) => [hole, found[place + 1] ?? ''] as const);
        return { translation, values: Object.fromEntries(values) };
      }
    }
    return undefined;
  };
}
