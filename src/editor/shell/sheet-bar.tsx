import { BookOpen, ChartLine, Plus, SlidersHorizontal } from 'lucide-react';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { type Sheet, useSheet } from './sheet';
import styles from './sheet-bar.module.css';

/** On a narrow page: what stands beside the graph elsewhere, one sheet at a time. */
export function SheetBar() {
  const open = useSheet((state) => state.open);
  const results = useEditor((state) => state.resultsOpen);
  const hasSelection = useEditor(({ selection }) => selection.nodes.size + selection.wires.size > 0);
  const toggle = (sheet: Sheet) => {
    useSheet.setState({ open: open === sheet ? 'none' : sheet });
    useEditor.setState({ resultsOpen: false });
  };
  const toggleResults = () => {
    useSheet.setState({ open: 'none' });
    useEditor.setState({ resultsOpen: !results });
  };
  return (
    <nav className={styles.bar} aria-label={t('Sheets')}>
      <button type="button" aria-pressed={open === 'inspector'} onClick={() => toggle('inspector')}>
        {hasSelection ? <SlidersHorizontal size={18} aria-hidden /> : <BookOpen size={18} aria-hidden />}
        {hasSelection ? t('Settings') : t('Lesson')}
      </button>
      <button type="button" aria-pressed={results} onClick={toggleResults}>
        <ChartLine size={18} aria-hidden />
        {t('Results')}
      </button>
      <button type="button" aria-pressed={open === 'nodes'} onClick={() => toggle('nodes')}>
        <Plus size={18} aria-hidden />
        {t('Add nodes')}
      </button>
    </nav>
  );
}
