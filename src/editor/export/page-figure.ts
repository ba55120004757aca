import { FIGURE_FONTS, type Figure } from './figure';
import { plainColor } from './plain-color';

/** What a style sheet of the page may say about a shape or a text. */
const COPIED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'image-rendering',
] as const;

const COLORS: ReadonlySet<string> = new Set(['fill', 'stroke']);
const PADDING = 12;

/** The picture in a part of the page, as `standalone` gives it; `undefined` where there is none. */
export function pageFigure(part: Element | null): Figure | undefined {
  // Signs on buttons are pictures too: the picture that is meant says what it is.
  const picture = part?.querySelector<SVGSVGElement>('svg[role="img"]');
  return picture ? standalone(picture) : undefined;
}

/**
 * A picture on the page as one that stands on its own, as it looks now and on the page's own ground.
 * Styles are written into the elements; what answers the mouse or is for this page alone is left out.
 */
function standalone(source: SVGSVGElement): Figure {
  const width = source.width.baseVal.value + 2 * PADDING;
  const height = source.height.baseVal.value + 2 * PADDING;
  const copy = source.cloneNode(true) as SVGSVGElement;
  copyStyles(source, copy);
  for (const { name } of [...copy.attributes]) copy.removeAttribute(name);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('viewBox', `${-PADDING} ${-PADDING} ${width} ${height}`);
  copy.setAttribute('font-family', FIGURE_FONTS);
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const fill = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  for (const [name, value] of Object.entries({ x: -PADDING, y: -PADDING, width, height, fill })) {
    ground.setAttribute(name, String(value));
  }
  copy.prepend(ground);
  return { svg: new XMLSerializer().serializeToString(copy), width, height };
}

function copyStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  if (to.tagName !== 'svg' && to.tagName !== 'title') {
    for (const name of COPIED) {
      const value = style.getPropertyValue(name);
      to.setAttribute(name, COLORS.has(name) ? plainColor(value) : value);
    }
    for (const name of ['class', 'style', 'tabindex', 'role']) to.removeAttribute(name);
  }
  [...from.children].forEach((child, place) => {
    const twin = to.children[place];
    if (twin) copyStyles(child, twin);
  });
}
