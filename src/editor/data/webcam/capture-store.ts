import { create } from 'zustand';
import { t } from '../../language/t';

export interface CapturedPicture {
  /** Unique among all pictures of all nodes. */
  readonly id: string;
  readonly blob: Blob;
}

export interface CapturedClass {
  readonly name: string;
  readonly pictures: readonly CapturedPicture[];
}

interface CaptureState {
  /** Pictures recorded and not put to use yet, by node. */
  readonly drafts: Readonly<Record<string, readonly CapturedClass[]>>;
}

export const EMPTY: readonly CapturedClass[] = [
  { name: t('Class 1'), pictures: [] },
  { name: t('Class 2'), pictures: [] },
];

export const useCapture = create<CaptureState>()(() => ({ drafts: {} }));

export type Change = (classes: readonly CapturedClass[]) => readonly CapturedClass[];

/** Changes a node's draft; without one, it begins with the pictures that are in use, or empty. */
export const changeDraft = (nodeId: string, change: Change, inUse: readonly CapturedClass[] = EMPTY): void =>
  useCapture.setState(({ drafts }) => ({
    drafts: { ...drafts, [nodeId]: change(drafts[nodeId] ?? inUse) },
  }));

/** The draft was put to use, or is not wanted any more. */
export const dropDraft = (nodeId: string): void =>
  useCapture.setState(({ drafts: { [nodeId]: _dropped, ...drafts } }) => ({ drafts }));

const nameOf = (number: number): string => t('Class {number}', { number });

export const addClass: Change = (classes) => {
  const taken = new Set(classes.map(({ name }) => name));
  let number = classes.length + 1;
  while (taken.has(nameOf(number))) number++;
  return [...classes, { name: nameOf(number), pictures: [] }];
};

const changeAt =
  (place: number, change: (item: CapturedClass) => CapturedClass): Change =>
  (classes) =>
    classes.map((item, index) => (index === place ? change(item) : item));

export const removeClass =
  (place: number): Change =>
  (classes) =>
    classes.filter((_, index) => index !== place);

export const renameClass = (place: number, name: string): Change =>
  changeAt(place, (item) => ({ ...item, name }));

export const addPicture = (place: number, picture: CapturedPicture): Change =>
  changeAt(place, (item) => ({ ...item, pictures: [...item.pictures, picture] }));

export const removeLastPicture = (place: number): Change =>
  changeAt(place, (item) => ({ ...item, pictures: item.pictures.slice(0, -1) }));

/** The classes as files to import, one folder a class; unnamed and empty ones are left out. */
export function filesOf(classes: readonly CapturedClass[]): { readonly path: string; readonly blob: Blob }[] {
  return classes.flatMap(({ name, pictures }) => {
    // A slash would make a folder in a folder.
    const folder = name.trim().replaceAll('/', '∕');
    if (folder === '') return [];
    return pictures.map(({ blob }, index) => ({
      path: `${folder}/${String(index + 1).padStart(4, '0')}.jpg`,
      blob,
    }));
  });
}
