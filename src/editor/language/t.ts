import { language, locale } from './language';
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

/**
 * A text that comes from a node kind, which knows no language. Sentences that the compiler or the engine
 * made of values are given back as they are.
 */
export const translated = (text: string): string =>
  language === 'en' ? text : (own(text) ?? localNumber(text) ?? text);

/** A label in the middle of a sentence; German nouns keep their capital there. */
export const inSentence = (label: string): string => (language === 'en' ? label.toLowerCase() : label);

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
