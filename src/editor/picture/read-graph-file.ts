import { MAX_TEXT } from '../../graph/limits';
import { type Parsed, parseDocument } from '../../graph/parse';
import type { Problem } from '../../graph/problem';
import { decodeGraph } from '../../graph/share/code';
import { codeInPng, isPng } from '../../graph/share/png';
import { codeInSvg } from '../../graph/share/svg';
import { t } from '../language/t';

/** The graph in a file: JSON, or a PNG or SVG that carries one, whatever the file is called. */
export async function readGraphFile(file: Blob): Promise<Parsed> {
  if (file.size > MAX_TEXT) return refuse(tooLarge);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isPng(bytes)) return fromPicture(codeInPng(bytes));
  const text = new TextDecoder().decode(bytes);
  if (/^\uFEFF?\s*</.test(text)) return fromPicture(codeInSvg(text));
  return parseDocument(text);
}

/** A zip begins with `PK`, whatever it is called. */
export async function isZip(file: Blob): Promise<boolean> {
  const [p, k] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return p === 0x50 && k === 0x4b;
}

const fromPicture = (code: string | undefined): Parsed =>
  code === undefined ? refuse(noGraph) : decodeGraph(code);

const refuse = (problem: Problem): Parsed => ({ ok: false, problems: [problem] });

const tooLarge: Problem = {
  code: 'file/too-large',
  severity: 'error',
  message: t('The file is far too large to be a graph.'),
  hint: t('To train on your images, drop them on a Dataset node.'),
};

const noGraph: Problem = {
  code: 'file/picture-without-graph',
  severity: 'error',
  message: t('This picture carries no graph.'),
  hint: t(
    'Only PNG and SVG files that Graft exported do, and many websites strip it. To train on pictures, drop them on a Dataset node.',
  ),
};
