import type { Part } from '../../../plan/catalog';
import { isFolder } from './source';

/** A file in its place: `id` is its path without what wraps all classes. */
export interface PlacedFile {
  readonly path: string;
  readonly id: string;
  readonly className: string;
  readonly part?: Part;
  /** The class folder that holds it, e.g. `train/cat`. */
  readonly folder: string;
}

export interface Layout {
  /** Sorted by id. */
  readonly placed: readonly PlacedFile[];
  /** All class folders, those without files included: path → class name. */
  readonly folders: ReadonlyMap<string, string>;
  /** Files outside of every class folder. */
  readonly outside: readonly string[];
}

const PART_FOLDERS: Readonly<Record<string, Part>> = {
  train: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  test: 'test',
};
const IMAGE_NAME = /\.(?:png|jpe?g|webp|gif|bmp)$/i;
const SYSTEM_FILES = new Set(['__MACOSX', 'Thumbs.db', 'desktop.ini', 'Icon\r']);

interface Path {
  readonly original: string;
  readonly segments: readonly string[];
  readonly folder: boolean;
}

/**
 * Reads classes and parts from paths: one folder a class, optionally below `train`, `val` (or `valid`,
 * `validation`) and `test`; folders that merely wrap all the others are passed over, folders inside
 * a class folder belong to the class. Hidden and system files are ignored.
 */
export function layOut(paths: readonly string[]): Layout {
  const visible = paths.map(parsePath).filter((path) => path.segments.length > 0 && !isHidden(path));
  const files = visible.filter((path) => !path.folder);
  const byName = files.filter((path) => IMAGE_NAME.test(path.original));
  const images = byName.length > 0 ? byName : files;
  const wrapper = wrapperOf(images);
  const parts = partFolders(images, wrapper.length);
  const folders = new Map<string, string>();
  const placed: PlacedFile[] = [];
  const outside: string[] = [];
  for (const path of visible) {
    const inner = path.segments.slice(wrapper.length);
    const part = parts.get(inner[0] ?? '');
    const [className, ...rest] = part ? inner.slice(1) : inner;
    const isWrapped = wrapper.every((name, i) => path.segments[i] === name);
    const isInClass = isWrapped && className !== undefined && (path.folder || rest.length > 0);
    if (isInClass) {
      const folder = inner.slice(0, part ? 2 : 1).join('/');
      folders.set(folder, className);
      if (!path.folder)
        placed.push({ path: path.original, id: inner.join('/'), className, ...(part && { part }), folder });
    } else if (!path.folder) outside.push(path.original);
  }
  placed.sort((a, b) => compare(a.id, b.id));
  return { placed, folders, outside };
}

/** By code unit: the same on every machine, whatever its language. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Segments in one Unicode form: macOS writes `é` as two characters, others as one. */
const parsePath = (original: string): Path => ({
  original,
  segments: original
    .normalize('NFC')
    .split(/[\\/]+/)
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..'),
  folder: isFolder(original),
});

const isHidden = ({ segments }: Path): boolean =>
  segments.some((segment) => segment.startsWith('.') || SYSTEM_FILES.has(segment));

/** The folders that hold all images, but none directly, and are no part: `photos` in `photos/cat/1.jpg`. */
function wrapperOf(images: readonly Path[]): string[] {
  const wrapper: string[] = [];
  const [first] = images;
  if (!first) return wrapper;
  for (let depth = 0; ; depth++) {
    const name = first.segments[depth] ?? '';
    const holdsAll = images.every(({ segments }) => segments[depth] === name && segments.length > depth + 2);
    if (!holdsAll || isPartName(name)) return wrapper;
    wrapper.push(name);
  }
}

const isPartName = (name: string): boolean => Object.hasOwn(PART_FOLDERS, name.toLowerCase());

/**
 * The folders at `depth` that are parts. `train` may also be a class, of toys for instance: then images lie
 * directly in it, and other folders beside it are not parts.
 */
function partFolders(images: readonly Path[], depth: number): Map<string, Part> {
  const tops = new Map<string, boolean>();
  for (const { segments } of images) {
    const top = segments[depth];
    if (top === undefined || segments.length < depth + 2) continue;
    const isDirect = segments.length === depth + 2;
    tops.set(top, (tops.get(top) ?? false) || isDirect);
  }
  const allAreParts = [...tops.keys()].every(isPartName);
  const parts = new Map<string, Part>();
  for (const [name, hasDirectImages] of tops) {
    const part = isPartName(name) ? PART_FOLDERS[name.toLowerCase()] : undefined;
    if (part && (allAreParts || !hasDirectImages)) parts.set(name, part);
  }
  return parts;
}
