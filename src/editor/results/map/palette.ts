import { interpolateSinebow, schemeTableau10 } from 'd3-scale-chromatic';
import type { ColourBy } from './map-points';

/** For right and wrong answers: apart in lightness and hue, also for those who see no red or no green. */
const RIGHT_WRONG = ['#76b7b2', '#e15759'];

/** A colour for each of `count` groups, readable on the ground of either theme. */
export function mapColours(count: number, by: ColourBy): readonly string[] {
  if (by === 'right') return RIGHT_WRONG;
  if (count <= schemeTableau10.length) return schemeTableau10.slice(0, count);
  return Array.from({ length: count }, (_, place) => interpolateSinebow(place / count));
}
