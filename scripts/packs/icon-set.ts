import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder, readPackageFile } from '../models/package-files.ts';

interface Icon {
  readonly body: string;
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
}

interface IconsJson {
  readonly icons: Record<string, Icon>;
  readonly aliases?: Record<string, { readonly parent: string } & Record<string, unknown>>;
  readonly width?: number;
  readonly height?: number;
}

/** One vendor's emoji, as the package `@iconify-json/<vendor>` holds them. */
export interface IconSet {
  readonly vendor: string;
  /** Emoji name → its code points, hexadecimal and joined by `-`, where the package lists them. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  /** Category → emoji names. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
  /** The SVG of an emoji, found by one of its code points or else by its name. */
  svg(name: string, codes: readonly string[]): string | undefined;
}

export function readIconSet(vendor: string): IconSet {
  const name = `@iconify-json/${vendor}`;
  const json = <T>(file: string): T => JSON.parse(readPackageFile(name, file).toString('utf8')) as T;
  const icons = json<IconsJson>('icons.json');
  // Not every package has the table of code points.
  const hasChars = existsSync(join(packageFolder(name), 'chars.json'));
  const chars = hasChars ? json<Record<string, string>>('chars.json') : {};
  const codes = new Map<string, string[]>();
  for (const [code, icon] of Object.entries(chars)) codes.set(icon, [...(codes.get(icon) ?? []), code]);
  return {
    vendor,
    codes,
    categories: json<{ categories: Record<string, string[]> }>('metadata.json').categories,
    svg(wanted, wantedCodes) {
      const byCode = wantedCodes.map((code) => chars[code]).find((icon) => icon !== undefined);
      return draw(icons, byCode ?? wanted);
    },
  };
}

function draw(set: IconsJson, name: string): string | undefined {
  const alias = set.aliases?.[name];
  // An alias may also turn or mirror its parent; none of those is an emoji of its own.
  const icon =
    set.icons[name] ?? (alias && Object.keys(alias).length === 1 ? set.icons[alias.parent] : undefined);
  if (!icon) return undefined;
  const width = icon.width ?? set.width ?? 16;
  const height = icon.height ?? set.height ?? 16;
  const box = `${icon.left ?? 0} ${icon.top ?? 0} ${width} ${height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${box}" width="${width}" height="${height}">${icon.body}</svg>`;
}
