import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../graph/document';
import { type Sketch, sketchOf } from '../picture/sketch';

/** What the library knows of a graph without reading it. Times are in ms since 1970. */
export interface GraphRecord {
  readonly id: string;
  readonly title: string;
  /** The empty text at the top. */
  readonly folder: string;
  readonly createdAt: number;
  readonly savedAt: number;
  readonly openedAt: number;
  /** Present while it is in the trash. */
  readonly trashedAt?: number;
  /** Names what is stored: another one after every save. */
  readonly revision: string;
  /** When a version was last kept. */
  readonly versionAt: number;
  /** The template that it is still an unchanged copy of. */
  readonly untouched?: string;
  readonly nodes: number;
  readonly wires: number;
  /** What a search looks at, in lower case. */
  readonly words: string;
  readonly sketch: Sketch;
}

/** A graph as it was at some time. */
export interface GraphVersion {
  readonly id: string;
  readonly graph: string;
  /** When the graph was last like this. */
  readonly at: number;
  /** Given by the user; such versions are never thinned out. */
  readonly name?: string;
  readonly nodes: number;
  /** Its JSON, deflated. */
  readonly packed: Uint8Array<ArrayBuffer>;
}

const LONGEST_WORDS = 4000;

/** The fields of a record that follow from the document. */
export function describeDocument(
  document: GraphDocument,
): Pick<GraphRecord, 'title' | 'nodes' | 'wires' | 'words' | 'sketch'> {
  const labels = document.nodes.map((node) => node.label ?? registry.get(node.kind)?.label ?? node.kind);
  return {
    title: document.title,
    nodes: document.nodes.length,
    wires: document.wires.length,
    words: [document.title, ...new Set(labels), document.description]
      .join(' ')
      .toLowerCase()
      .slice(0, LONGEST_WORDS),
    sketch: sketchOf(document),
  };
}
