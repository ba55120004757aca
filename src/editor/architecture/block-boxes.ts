import type { BlockInfo } from '../../plan/catalog';

/** A block's box in the picture, in pixels from the top left. */
export interface BlockBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureSize {
  /** From one block to the next: all columns are equally wide, so that a slider's steps meet the gaps. */
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 96;
const LEAST_PITCH = 16;
const MOST_PITCH = 54;
/** What a picture of few or many blocks aims at. */
const WIDTH = 760;
const LEAST_HEIGHT = 14;
const GAP = 3;

export function pictureSize(blocks: number): PictureSize {
  const pitch = Math.round(Math.min(MOST_PITCH, Math.max(LEAST_PITCH, WIDTH / Math.max(1, blocks))));
  return { pitch, width: pitch * blocks, height: HEIGHT };
}

/**
 * As networks are usually drawn: the taller a box, the larger the map [h, w]; the wider, the more
 * channels. Both on a log scale, for they double and halve from stage to stage.
 */
export function blockBoxes(blocks: readonly Pick<BlockInfo, 'shape'>[]): readonly BlockBox[] {
  const { pitch, height } = pictureSize(blocks.length);
  const sides = blocks.map(({ shape: [rows, columns] }) => Math.log2(1 + Math.max(rows, columns)));
  const depths = blocks.map(({ shape: [, , channels] }) => Math.log2(1 + channels));
  const tallest = Math.max(...sides, 1);
  const widest = Math.max(...depths, 1);
  return blocks.map((_, place) => {
    const tall = LEAST_HEIGHT + (height - LEAST_HEIGHT) * ((sides[place] ?? 0) / tallest);
    const wide = (pitch - GAP) * (0.3 + 0.7 * ((depths[place] ?? 0) / widest));
    return { x: pitch * place + (pitch - wide) / 2, y: (height - tall) / 2, width: wide, height: tall };
  });
}

/** Pixels that a label like `112 × 112` takes. */
const LABEL_WIDTH = 62;

/** The size of the maps, wherever it changes and there is room to say so. */
export function mapLabels(
  blocks: readonly Pick<BlockInfo, 'shape'>[],
): readonly { readonly x: number; readonly text: string }[] {
  const { pitch } = pictureSize(blocks.length);
  const labels: { x: number; text: string }[] = [];
  let last = '';
  blocks.forEach(({ shape: [rows, columns] }, place) => {
    const text = `${rows} × ${columns}`;
    const x = pitch * place + 2;
    const before = labels.at(-1);
    if (text !== last && (!before || x - before.x >= LABEL_WIDTH)) labels.push({ x, text });
    last = text;
  });
  return labels;
}
