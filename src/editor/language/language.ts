import { readPreference, writePreference } from '../store/preference';

export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
] as const;

export type Language = (typeof LANGUAGES)[number]['value'];

const KEY = 'graft-language';
const CODES = LANGUAGES.map(({ value }) => value);

/** The first of the languages that a person reads which Graft has; else English. */
export function firstKnown(read: readonly string[]): Language {
  const bases = read.map((tag) => tag.toLowerCase().split('-')[0]);
  return CODES.find((code) => code === bases.find((base) => CODES.some((known) => known === base))) ?? 'en';
}

/** What was chosen here, else what the browser asks for. Where there is no page, as in tests: English. */
export const language: Language =
  typeof document === 'undefined'
    ? 'en'
    : (readPreference(KEY, CODES) ?? firstKnown(navigator.languages ?? [navigator.language]));

/** For `Intl`: English as it is written in the texts themselves. */
export const locale = language === 'en' ? 'en-US' : language;

/** Texts are read once, when the page loads: it loads again, and what was unsaved is kept as at any reload. */
export function chooseLanguage(wanted: Language): void {
  if (wanted === language) return;
  writePreference(KEY, wanted);
  location.reload();
}
