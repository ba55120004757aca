import { totalCounts } from '../../flow/wire-text';
import { useEditor } from '../../store/editor-store';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

const PARTS = ['train', 'val', 'test'] as const;

/** How the samples are divided, as one bar; the facts below say it in numbers. */
export function SplitVisual({ nodeId }: VisualProps) {
  const shares = useEditor(({ analysis }) => {
    const data = analysis?.inferred.get(nodeId)?.outputs.data;
    if (data?.type !== 'data') return '';
    const counts = totalCounts(data.classCounts);
    return PARTS.map((part) => counts[part]).join(' ');
  });
  if (shares === '') return null;
  const counts = shares.split(' ').map(Number);
  return (
    <div className={styles.split} aria-hidden>
      {PARTS.map((part, place) => (
        <i key={part} data-part={part} style={{ flexGrow: counts[place] }} />
      ))}
    </div>
  );
}
