import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { useTryIt } from '../../results/try-it/try-it-store';
import { useNodeRun } from '../../store/node-hooks';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

const SHOWN = 3;

/** The last picture asked about and its most probable classes. */
export function TryItVisual({ nodeId }: VisualProps) {
  const { outdated } = useNodeRun(nodeId);
  const last = useTryIt((state) => state.answers[nodeId]);
  if (!last) return <p className={styles.quiet}>{t('Select this node to ask about a picture of yours.')}</p>;
  const best = [...last.probabilities].sort((a, b) => b.probability - a.probability).slice(0, SHOWN);
  return (
    <ul className={styles.bars} data-outdated={outdated}>
      {best.map(({ name, probability }) => (
        <li key={name}>
          <span>{name}</span>
          <b>{formatPercent(probability, 0)}</b>
          <i style={{ width: `${probability * 100}%` }} />
        </li>
      ))}
    </ul>
  );
}
