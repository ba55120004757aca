import { rasterize } from '../picture/rasterize';
import { download } from '../store/download';

/** A picture that stands on its own: it names no style sheet, font file or variable of this page. */
export interface Figure {
  readonly svg: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Fonts of the page; each machine takes the first that it has. Without quotes, for use in an attribute. */
export const FIGURE_FONTS =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Fine enough for print at the size of the screen. */
const PNG_SCALE = 3;

export const saveFigureSvg = ({ svg }: Figure, name: string): void =>
  download(`${name}.svg`, new Blob([svg], { type: 'image/svg+xml' }));

export async function saveFigurePng({ svg, width, height }: Figure, name: string): Promise<void> {
  download(`${name}.png`, await rasterize(svg, Math.ceil(width * PNG_SCALE), Math.ceil(height * PNG_SCALE)));
}
