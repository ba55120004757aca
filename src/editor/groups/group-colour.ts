import type { GroupColour } from '../../graph/groups/edit';

/** The design's token of each colour. */
export const GROUP_TOKENS = {
  grey: 'text-3',
  blue: 'data',
  violet: 'model',
  orange: 'training',
  pink: 'results',
  olive: 'notes',
  green: 'accent',
} as const satisfies Readonly<Record<GroupColour, string>>;

/** The value of `data-tint` that draws in a colour. */
export const groupTint = (colour: GroupColour): string =>
  colour === 'grey' ? 'unknown' : GROUP_TOKENS[colour];
