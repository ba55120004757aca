import type { GraphDocument } from '../../graph/document';
import { nodeTitle } from '../store/node-hooks';

export const COMPARE_TAB = 'compare';

/** Kinds whose results have a view of their own in the panel. */
const WITH_RESULTS: readonly string[] = ['train', 'evaluate', 'try-it'];

export interface ResultTab {
  /** The node's id, or `compare`. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

/** The panel's tabs: nodes with results in the order in which they are run, and a comparison of evaluations. */
export function resultTabs(document: GraphDocument): readonly ResultTab[] {
  const tabs = WITH_RESULTS.flatMap((kind) =>
    document.nodes
      .filter((node) => node.kind === kind)
      .map((node): ResultTab => ({ id: node.id, kind, title: nodeTitle(node) })),
  );
  const evaluations = tabs.filter((tab) => tab.kind === 'evaluate').length;
  return evaluations > 1 ? [...tabs, { id: COMPARE_TAB, kind: COMPARE_TAB, title: 'Compare' }] : tabs;
}
