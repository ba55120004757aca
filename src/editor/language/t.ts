import { language, locale } from './language';
import { fromPattern, type Pattern, patternsOf } from './patterns';
import { fill, noTexts, type Texts, type Values } from './texts';

/** Loaded before anything that shows text, and only where it is wanted. */
const texts: Texts = language === 'de' ? (await import('./german/german')).german : noTexts;

/** A text of the editor in the language of the page: `t('Saved as {name}', { name })`. */
export function t(text: string, values?: Values): string {
  const found = Object.hasOwn(texts.messages, text) ? (texts.messages[text] ?? text) : text;
  return values ? fill(found, values) : found;
}

const LARGEST_MEMORY = 5000;
const known = new Map<string, string>();
let patterns: readonly Pattern[] | undefined;

/**
 * A text that comes from the compiler, the engine or a node kind, which know no language: found by the
 * English text, or by the text with holes that it was made from. In English it is given back at once.
 */
export function translated(text: string): string {
  if (language === 'en' || text === '') return text;
  if (Object.hasOwn(texts.messages, text)) return texts.messages[text] ?? text;
  const before = known.get(text);
  if (before !== undefined) return before;
  patterns ??= patternsOf(texts);
  const found = localNumber(text) ?? fromPattern(text, patterns, translated) ?? text;
  if (known.size >= LARGEST_MEMORY) known.clear();
  known.set(text, found);
  return found;
}

const rules = new Intl.PluralRules(locale);
const whole = new Intl.NumberFormat(locale);
const marks = new Map(whole.formatToParts(12345.6).map(({ type, value }) => [type, value]));

/** `1,234.5` with the marks of the language; `undefined` for what is no such number. */
function localNumber(text: string): string | undefined {
  if (!/^[-−]?\d{1,3}(,\d{3})*(\.\d+)?( %)?$/.test(text)) return undefined;
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
