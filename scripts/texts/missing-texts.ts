import { german } from '../../src/editor/language/german/german';
import { coreTexts, templateTexts } from './core-texts';
import type { Found } from './find-in';
import { bareTexts, countedWords, editorTexts, kindTexts } from './find-texts';

const without = (known: object, texts: readonly Found[]): readonly Found[] =>
  texts.filter(({ text }) => !Object.hasOwn(known, text));

/** Which texts have no German yet, with the file that they belong into, and which cannot have any. */
export const missingTexts = (): Readonly<Record<string, readonly Found[]>> => ({
  'of the editor without German (editor.json)': without(german.messages, editorTexts()),
  'of the node kinds without German (nodes.json)': without(german.messages, kindTexts()),
  'of compiler, engine and readers without German (sentences.json)': without(german.messages, coreTexts()),
  'of the templates without German (templates.json)': without(german.messages, templateTexts()),
  'that are counted without German (counted.json)': without(german.counted, countedWords()),
  'outside t()': bareTexts(),
});
