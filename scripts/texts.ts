import { german } from '../src/editor/language/german/german';
import { coreTexts, templateTexts } from './texts/core-texts';
import type { Found } from './texts/find-in';
import { bareTexts, countedWords, editorTexts, kindTexts } from './texts/find-texts';

/** `npm run texts`: which texts have no German yet, and which cannot have any; fails when there are some. */
const without = (known: object, texts: readonly Found[]) =>
  texts.filter(({ text }) => !Object.hasOwn(known, text));

const missing = {
  'of the editor without German': without(german.messages, editorTexts()),
  'of the node kinds without German': without(german.messages, kindTexts()),
  'of compiler and engine without German': without(german.messages, coreTexts()),
  'of the templates without German': without(german.messages, templateTexts()),
  'that are counted without German': without(german.counted, countedWords()),
  'outside t()': bareTexts(),
};
for (const [what, texts] of Object.entries(missing)) {
  console.log(`${texts.length} texts ${what}`);
  for (const { where, text } of texts) console.log(`  ${where}: ${JSON.stringify(text)}`);
  if (texts.length > 0) process.exitCode = 1;
}
