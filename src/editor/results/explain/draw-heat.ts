import type { Explanation, Picture } from '../../../worker/api';
import { FIGURE_FONTS, type Figure } from '../../export/figure';
import { t } from '../../language/t';
import { escapeXml } from '../../picture/xml';
import type { ExplainSettings } from './explain-settings';
import { scaleWords } from './explain-words';
import { heatPixels, SCALE_STOPS } from './heat-colours';

const SIDE = 360;
const MARGIN = 16;
const BAR = 10;
/** Below the pictures: the scale, its words and the captions. */
const FOOT = 76;

/** The picture with its map, and that of random weights where there is one, as a figure on the page's ground. */
export function drawHeat(answer: Explanation, method: ExplainSettings['method'], opacity: number): Figure {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const { picture, random, classes, target } = answer;
  const ground = dataUrl(picture.width, picture.height, rgba(picture));
  const maps = [answer.heat, ...(random ? [random.heat] : [])];
  const captions = [
    t('{method} for “{name}”', {
      method: method === 'grad-cam' ? 'Grad-CAM' : t('Occlusion'),
      name: classes[target],
    }),
    t('with random weights'),
  ];
  const width = MARGIN + maps.length * (SIDE + MARGIN);
  const height = MARGIN + SIDE + FOOT;
  const { low, high } = scaleWords(method, answer);
  const text = (x: number, y: number, words: string, anchor = 'start') =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${color('--text-2')}">${escapeXml(words)}</text>`;
  const image = (x: number, url: string, extra = '') =>
    `<image x="${x}" y="${MARGIN}" width="${SIDE}" height="${SIDE}" href="${url}"${extra}/>`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FIGURE_FONTS}" font-size="13">`,
    `<defs><linearGradient id="scale">${SCALE_STOPS.map(
      (stop, place) => `<stop offset="${place / (SCALE_STOPS.length - 1)}" stop-color="${stop}"/>`,
    ).join('')}</linearGradient></defs>`,
    `<rect width="${width}" height="${height}" fill="${color('--surface')}"/>`,
    ...maps.flatMap((heat, place) => {
      const x = MARGIN + place * (SIDE + MARGIN);
      const map = dataUrl(picture.width, picture.height, heatPixels(heat, heat.highest));
      return [
        image(x, ground),
        image(x, map, ` opacity="${opacity}"`),
        text(x, MARGIN + SIDE + 20, captions[place] ?? ''),
      ];
    }),
    `<rect x="${MARGIN}" y="${MARGIN + SIDE + 32}" width="${SIDE}" height="${BAR}" fill="url(#scale)"/>`,
    text(MARGIN, MARGIN + SIDE + 60, low),
    text(MARGIN + SIDE, MARGIN + SIDE + 60, high, 'end'),
    '</svg>',
  ].join('');
  return { svg, width, height };
}

function rgba({ rgb, width, height }: Picture): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    pixels.set(rgb.subarray(from, from + 3), to);
  }
  return pixels;
}

function dataUrl(width: number, height: number, pixels: Uint8ClampedArray<ArrayBuffer>): string {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL('image/png');
}
