import { german } from '../src/editor/language/german/german';
import { editorTexts, kindTexts } from './texts/find-texts';

/** `npm run texts`: which texts of the editor and of the node kinds have no German yet; fails when one of the editor has none. */
const missing = {
  editor: editorTexts().filter(({ text }) => !Object.hasOwn(german.messages, text)),
  kinds: kindTexts().filter(({ text }) => !Object.hasOwn(german.messages, text)),
};
for (const [what, texts] of Object.entries(missing)) {
  console.log(`${what}: ${texts.length} without German`);
  for (const { where, text } of texts) console.log(`  ${where}: ${JSON.stringify(text)}`);
}
if (missing.editor.length > 0) process.exitCode = 1;
