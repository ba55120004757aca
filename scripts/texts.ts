import { missingTexts } from './texts/missing-texts';

/** `npm run texts`: which texts have no German yet, and which cannot have any; fails when there are some. */
for (const [what, texts] of Object.entries(missingTexts())) {
  console.log(`${texts.length} texts ${what}`);
  for (const { where, text } of texts) console.log(`  ${where}: ${JSON.stringify(text)}`);
  if (texts.length > 0) process.exitCode = 1;
}
