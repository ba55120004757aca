import { readShareLink } from '../../graph/share/link';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';

/** Offers the graph that the page's address holds, now and whenever the address changes. */
export function watchLink(): () => void {
  window.addEventListener('hashchange', offer);
  offer();
  return () => window.removeEventListener('hashchange', offer);
}

function offer(): void {
  const parsed = readShareLink(location.hash);
  if (!parsed) return;
  // Out of the address: a reload shall not ask again, and the title bar shall not hold a graph.
  history.replaceState(null, '', location.pathname + location.search);
  useEditor.setState({
    dialog: parsed.ok
      ? {
          type: 'incoming',
          incoming: { source: 'link', document: parsed.document, problems: parsed.problems },
        }
      : { type: 'broken-file', name: t('The graph in this link'), problems: parsed.problems },
  });
}
