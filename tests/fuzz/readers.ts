import { strToU8 } from 'fflate';
import sharp from 'sharp';
import { drawGraph } from '../../src/editor/picture/draw-graph';
import { readGraphFile } from '../../src/editor/picture/read-graph-file';
import { sketchOf } from '../../src/editor/picture/sketch';
import { estimateWidth } from '../../src/editor/picture/text-width';
import { whatItLoads } from '../../src/editor/share/what-it-loads';
import { bytesAccess, ImportError } from '../../src/engine/data/import/source';
import { zipFiles } from '../../src/engine/data/import/zip-files';
import { importBundle } from '../../src/engine/graph-bundle/import-bundle';
import { openBundle } from '../../src/engine/graph-bundle/open-bundle';
import { modelStore } from '../../src/engine/library/model-store';
import { diffGraphs } from '../../src/graph/diff';
import { type Parsed, parseDocument } from '../../src/graph/parse';
import { encodeGraph } from '../../src/graph/share/code';
import { readShareLink, shareLink } from '../../src/graph/share/link';
import { embedInPng } from '../../src/graph/share/png';
import { svgMetadata } from '../../src/graph/share/svg';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { memoryDatasets } from '../engine/graph-bundle/memory-stores';
import { bundleOf, storedModel, storedPictures } from '../engine/graph-bundle/sample-bundle';
import { memoryFiles } from '../engine/store/memory-files';
import { loadTemplate } from '../templates/load';
import { mutateBytes, mutateText, seededInteger } from './mutate';

/**
 * Reads damaged and hostile input. Every case must end with a graph or with problems that say what is
 * wrong: an exception is a crash. What comes through is drawn, and must be nothing but inert drawing.
 */
export interface Reader {
  readonly name: string;
  /** Reads the case that a seed makes; returns whether something came through. */
  read(seed: number): Promise<boolean>;
}

const template = loadTemplate('first-transfer');
const small = { ...template, description: 'A lesson', nodes: template.nodes.slice(0, 4) };
const text = JSON.stringify(small);
const code = encodeGraph(small);
const link = new URL(shareLink('https://graft.example/', small)).hash;
const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
  .png()
  .toBuffer();
const png = embedInPng(picture, code);
const svg = `<svg xmlns="http://www.w3.org/2000/svg">${svgMetadata(code)}<g/></svg>`;
const bundle = await bundleOf(text, [await storedPictures()], [await storedModel(300)]);

/** All that a drawing may consist of. */
const DRAWN = new Set(['svg', 'title', 'rect', 'circle', 'path', 'text', 'g']);
const palette = new Proxy({}, { get: () => '#888888' }) as Parameters<typeof drawGraph>[1]['palette'];

/** Of what was read: looked at in every way in which the editor looks at what is not open yet. */
function accept(parsed: Parsed): boolean {
  if (!parsed.ok) {
    if (!parsed.problems[0]?.message) throw new Error('It was refused without a reason.');
    return false;
  }
  const { document } = parsed;
  sketchOf(document);
  diffGraphs(small, document);
  whatItLoads(document, catalogWith(), { datasets: new Set(), models: new Set() });
  const drawing = drawGraph(document, { palette, measure: estimateWidth, infoOf: () => undefined });
  for (const [, name = ''] of drawing.svg.matchAll(/<\/?([^\s/>]*)/g)) {
    if (!DRAWN.has(name)) throw new Error(`The picture holds <${name}>.`);
  }
  if (/<[^>]*\s(?:on\w+|href|style)\s*=/i.test(drawing.svg)) throw new Error('The picture holds code.');
  return true;
}

export const readers: readonly Reader[] = [
  {
    name: 'document',
    read: async (seed) => accept(parseDocument(mutateText(text, seededInteger(seed)))),
  },
  {
    name: 'link',
    async read(seed) {
      const random = seededInteger(seed);
      // Half of them hold a well-packed document that is itself damaged.
      if (seed % 2 === 0) return accept(readShareLink(mutateText(link, random)) ?? parseDocument(''));
      const parsed = parseDocument(mutateText(text, random));
      return parsed.ok && accept(readShareLink(`#graph=${encodeGraph(parsed.document)}`) ?? parsed);
    },
  },
  {
    name: 'png',
    read: async (seed) =>
      accept(await readGraphFile(new Blob([new Uint8Array(mutateBytes(png, seededInteger(seed)))]))),
  },
  {
    name: 'svg',
    read: async (seed) =>
      accept(await readGraphFile(new Blob([strToU8(mutateText(svg, seededInteger(seed)))]))),
  },
  {
    name: 'zip',
    async read(seed) {
      const zip = bytesAccess(mutateBytes(bundle, seededInteger(seed)));
      try {
        for (const file of await zipFiles(zip)) await file.read().catch(asReason);
        const opened = await openBundle(zip);
        const stores = { datasets: memoryDatasets(), models: modelStore(memoryFiles()) };
        const { problems } = await importBundle(opened, stores);
        return accept(parseDocument(opened.graph)) && problems.length === 0;
      } catch (error) {
        // The way in which these readers refuse; the worker turns it into a problem.
        if (error instanceof ImportError) return false;
        throw error;
      }
    },
  },
];

/** A file of an archive that cannot be read is told to the user by its message. */
function asReason(error: unknown): void {
  if (!(error instanceof Error) || error instanceof TypeError) throw error;
}
