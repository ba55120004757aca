import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';
import { packageFolder, readPackageFile } from '../models/package-files.ts';

/** The outline of a letter: an SVG path with y upwards, and the box around it, in the font's units. */
export interface Outline {
  readonly path: string;
  readonly box: {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
  };
}

export interface FontCut {
  readonly family: string;
  readonly weight: number;
  /** `undefined` when the font lacks the letter, or draws nothing for it. */
  outline(letter: string): Outline | undefined;
}

/** The upright cuts of a family that hold a subset, e.g. `arimo-greek-400-normal.woff2`, light to bold. */
export function readFamily(family: string, subset: string): FontCut[] {
  const name = `@fontsource/${family}`;
  const pattern = new RegExp(`^${family}-${subset}-(\\d+)-normal\\.woff2$`);
  const files = readdirSync(join(packageFolder(name), 'files')).flatMap((file) => {
    const weight = pattern.exec(file)?.[1];
    return weight === undefined ? [] : [{ file, weight: Number(weight) }];
  });
  files.sort((a, b) => a.weight - b.weight);
  return files.map(({ file, weight }) => {
    const font = create(readPackageFile(name, `files/${file}`)) as Font;
    return { family, weight, outline: (letter) => outlineOf(font, letter) };
  });
}

function outlineOf(font: Font, letter: string): Outline | undefined {
  const code = letter.codePointAt(0) ?? 0;
  if (!font.hasGlyphForCodePoint(code)) return undefined;
  const { path } = font.glyphForCodePoint(code);
  const { minX, minY, maxX, maxY } = path.bbox;
  return maxX > minX && maxY > minY ? { path: path.toSVG(), box: { minX, minY, maxX, maxY } } : undefined;
}
