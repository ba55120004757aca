import { registry } from '../../../nodes/registry';
import { compile, compileInferred } from '../../plan/compile';
import { inferGraph } from '../../plan/infer';
import type { Plan } from '../../plan/plan';
import { catalogOf, currentCatalog } from './catalog';
import { currentDocument, useEditor } from './editor-store';

const QUIET_MS = 50;

/** Compiles the document as it is now, for these nodes or for all targets. */
export function compileNow(targets?: readonly string[]): Plan {
  return compile(currentDocument(), { registry, catalog: currentCatalog(), targets });
}

function analyse(): void {
  const state = useEditor.getState();
  const document = state.history.present;
  const catalog = catalogOf(state);
  const inferred = inferGraph(document, registry, catalog);
  const plan = compileInferred(document, inferred, { registry, catalog });
  useEditor.setState({ analysis: { document, plan, inferred } });
}

/** Keeps `analysis` up to date with the document and with what the user has. Returns a function that stops it. */
export function watchDocument(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  analyse();
  const stop = useEditor.subscribe(
    (state) => [state.history.present, catalogOf(state)] as const,
    () => {
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
