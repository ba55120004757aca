import { language, locale } from './language';
import { sentenceFinder } from './sentences';
import { fill, noTexts, type Texts, type Values } from './texts';

/** Loaded before anything that shows text, and only where it is wanted. */
const texts: Texts = language === 'de' ? (await import('./german/german')).german : noTexts;

const own = (text: string): string | undefined =>
  Object.hasOwn(texts.messages, text) ? texts.messages[text] : undefined;

/** A text of the editor in the language of the page: `t('Saved as {name}', { name })`. */
export function t(text: string, values?: Values): string {
  const found = own(text) ?? text;
  return values ? fill(found, values) : found;
}

const sentenceIn = sentenceFinder(texts.messages);
/** The compiler says the same of the same graph after every edit. Bounded by starting anew. */
const known = new Map<string, string>();
const MOST_KNOWN = 5000;

/**
 * A text of a node kind, the compiler or the engine, which know no language: as it stands there, or with
 * values in it. What nobody has put into the language, such as a person's own words, stays.
 */
export function translated(text: string): string {
  if (language === 'en') return text;
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = own(text) ?? localNumber(text) ?? translatedSentence(text) ?? text;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, found);
  return found;
}

function translatedSentence(text: string): string | undefined {
  const match = sentenceIn(text);
  if (!match) return undefined;
  const values = Object.entries(match.values).map(([hole, value]) => [hole, translatedValue(value)]);
  return fill(match.translation, Object.fromEntries(values));
}

/** A value in a sentence: words, a number, names in quotation marks, or a list like `1. this; 2. that`. */
function translatedValue(value: string): string {
  if (/^1\. /.test(value))
    return value.replace(/(\d+\. )(.*?)(?=$|; \d+\. )/g, (_, number, item) => number + translated(item));
  const words = translated(value);
  return words === value
    ? value.replace(/"([^"]*)"/g, (_, name) => texts.quotes[0] + name + texts.quotes[1])
    : words;
}

/** A label in the middle of a sentence; German nouns keep their capital there. */
export const inSentence = (label: string): string => (language === 'en' ? label.toLowerCase() : label);

const rules = new Intl.PluralRules(locale);
const whole = new Intl.NumberFormat(locale);
const marks = new Map(whole.formatToParts(12345.6).map(({ type, value }) => [type, value]));

/** `1,234.5` with the marks of the language; `undefined` for what is no such number. */
function localNumber(text: string): string | undefined {
  if (!/^[-−]?\d{1,3}(,\d{3})*(\.\d+)?(e[+-]?\d+)?( %)?$/.test(text)) return undefined;
  return text.replace(/[,.]/g, (mark) => marks.get(mark === ',' ? 'group' : 'decimal') ?? mark);
}

/** A number that was written with a decimal point, with the mark of the language. */
export const withDecimalMark = (text: string): string =>
  language === 'en' ? text : text.replace('.', marks.get('decimal') ?? '.');

/** `3 images` in the language of the page. */
export function counted(count: number, one: string, many: string): string {
  const forms = Object.hasOwn(texts.counted, one) ? texts.counted[one] : undefined;
  const word = forms?.[rules.select(count)] ?? forms?.other ?? (count === 1 ? one : many);
  return `${whole.format(count)} ${word}`;
}
