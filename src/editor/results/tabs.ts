import type { GraphDocument } from '../../graph/document';
import { t } from '../language/t';
import { nodeTitle } from '../store/node-hooks';

export const COMPARE_TAB = 'compare';
/** Of the plan, which belongs to no node: it is there for every graph. */
export const PLAN_TAB = 'view:plan';

/** Kinds whose results have a view of their own in the panel. */
const WITH_RESULTS: readonly string[] = ['advisor', 'rate-finder', 'train', 'evaluate', 'try-it'];

export interface ResultTab {
  /** The node's id, or `compare`. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

/** Kinds that have nothing to show but themselves. */
const WITHOUT_VIEW: readonly string[] = ['note'];

/**
 * The panel's tabs: nodes with results in the order in which they are run, and a comparison of
 * evaluations. Any other node that is `looked` at stands before them.
 */
export function resultTabs(document: GraphDocument, looked?: string): readonly ResultTab[] {
  const extra = document.nodes
    .filter(({ id, kind }) => id === looked && !WITH_RESULTS.includes(kind) && !WITHOUT_VIEW.includes(kind))
    .map((node): ResultTab => ({ id: node.id, kind: node.kind, title: nodeTitle(node) }));
  return [...extra, ...tabsWithResults(document)];
}

function tabsWithResults(document: GraphDocument): readonly ResultTab[] {
  const tabs = WITH_RESULTS.flatMap((kind) =>
    document.nodes
      .filter((node) => node.kind === kind)
      .map((node): ResultTab => ({ id: node.id, kind, title: nodeTitle(node) })),
  );
  const evaluations = tabs.filter((tab) => tab.kind === 'evaluate').length;
  return evaluations > 1 ? [...tabs, { id: COMPARE_TAB, kind: COMPARE_TAB, title: t('Compare') }] : tabs;
}

/** More than anybody looks through; a graph may have hundreds of nodes with results. */
const MOST_TABS = 24;

/** The tabs to draw, among them always the current one and the comparison, and how many are left out. */
export function tabsInView(tabs: readonly ResultTab[], current: string | undefined) {
  const shown = tabs.filter(({ id }, place) => place < MOST_TABS || id === current || id === COMPARE_TAB);
  return { shown, more: tabs.length - shown.length };
}
