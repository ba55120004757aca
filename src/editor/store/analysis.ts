import { registry } from '../../../nodes/registry';
import { compile, compileInferred } from '../../plan/compile';
import { inferGraph } from '../../plan/infer';
import type { Plan } from '../../plan/plan';
import { keepSame, revalidate } from '../../plan/revalidate';
import { catalogOf, currentCatalog } from './catalog';
import { currentDocument, type EditorState, useEditor } from './editor-store';

const QUIET_MS = 50;

/** Compiles the document as it is now, for these nodes or for all targets. */
export function compileNow(targets?: readonly string[]): Plan {
  return compile(currentDocument(), { registry, catalog: currentCatalog(), targets });
}

/** What the document means now, found from what it meant at the last edit. */
function infer(state: EditorState) {
  const document = state.history.present;
  const catalog = catalogOf(state);
  const before = state.analysis;
  if (before?.document === document && before.catalog === catalog) return before;
  return { document, catalog, inferred: inferGraph(document, registry, catalog, before) };
}

/** At every edit at once: what each node gives and what is wrong with it. */
function validate(): void {
  const state = useEditor.getState();
  const before = state.analysis;
  if (!before) return;
  const inference = infer(state);
  const plan = revalidate(before.plan, before, inference, { registry });
  useEditor.setState({ analysis: { ...inference, plan } });
}

/** The steps too: takes too long to be done at every key. */
function analyse(): void {
  const state = useEditor.getState();
  const inference = infer(state);
  const { document, catalog, inferred } = inference;
  const plan = compileInferred(document, inferred, { registry, catalog });
  const before = state.analysis?.plan;
  useEditor.setState({ analysis: { ...inference, plan: before ? keepSame(before, plan) : plan } });
}

/** Keeps `analysis` up to date with the document and with what the user has. Returns a function that stops it. */
export function watchDocument(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  analyse();
  const stop = useEditor.subscribe(
    (state) => [state.history.present, catalogOf(state)] as const,
    () => {
      validate();
      clearTimeout(timer);
      timer = setTimeout(analyse, QUIET_MS);
    },
    { equalityFn: ([a, b], [c, d]) => a === c && b === d },
  );
  return () => {
    clearTimeout(timer);
    stop();
  };
}
