import type { GraphDocument } from '../../graph/document';
import { encodeGraph } from '../../graph/share/code';
import { embedInPng } from '../../graph/share/png';
import { svgMetadata } from '../../graph/share/svg';
import { type Drawing, drawGraph } from '../picture/draw-graph';
import { currentPalette } from '../picture/palette';
import { rasterize } from '../picture/rasterize';
import { browserMeasure } from '../picture/text-width';
import { download } from '../store/download';
import { useEditor } from '../store/editor-store';
import { fileName } from '../store/file-name';
import { rememberOwn } from './own-files';

/** Twice as fine as the screen's pixels: legible when it is enlarged or printed. */
const SCALE = 2;
/** Browsers draw no canvas beyond these. */
const LONGEST_SIDE = 16_000;
const MOST_PIXELS = 120_000_000;

function draw(document: GraphDocument, metadata?: string): Drawing {
  const plan = useEditor.getState().analysis?.plan;
  return drawGraph(document, {
    palette: currentPalette(),
    measure: browserMeasure(),
    infoOf: (id) => plan?.nodes[id],
    metadata,
  });
}

/** Downloads the whole graph as an SVG in the colours of the theme, with the graph in its metadata. */
export function saveSvg(document: GraphDocument): void {
  const { svg } = draw(document, svgMetadata(encodeGraph(document)));
  download(`${fileName(document.title)}.graft.svg`, new Blob([svg], { type: 'image/svg+xml' }));
  rememberOwn(document);
}

/** As `saveSvg`, as a PNG. */
export async function savePng(document: GraphDocument): Promise<void> {
  const { svg, width, height } = draw(document);
  const scale = Math.min(
    SCALE,
    LONGEST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / (width * height)),
  );
  const png = await rasterize(svg, Math.round(width * scale), Math.round(height * scale));
  const bytes = embedInPng(new Uint8Array(await png.arrayBuffer()), encodeGraph(document));
  download(`${fileName(document.title)}.graft.png`, new Blob([bytes], { type: 'image/png' }));
  rememberOwn(document);
}
