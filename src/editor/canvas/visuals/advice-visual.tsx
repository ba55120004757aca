import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { nameOf } from '../../results/advice/verdict';
import { useNodeRun } from '../../store/node-hooks';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

const SHOWN = 3;

/** The first few of the ranking. */
export function AdviceVisual({ nodeId }: VisualProps) {
  const { result, outdated } = useNodeRun(nodeId);
  const advice = result?.result?.op === 'advise' ? result.result.advice : undefined;
  if (!advice) return null;
  return (
    <ol className={styles.bars} data-outdated={outdated} aria-label={t('The best backbones')}>
      {advice.candidates.slice(0, SHOWN).map((candidate) => {
        const accuracy = candidate.scores.probe ?? 0;
        return (
          <li key={`${candidate.backbone} ${candidate.cut}`}>
            <span>{nameOf(candidate)}</span>
            <span>{formatPercent(accuracy, 0)}</span>
            <i style={{ width: `${accuracy * 100}%` }} />
          </li>
        );
      })}
    </ol>
  );
}
