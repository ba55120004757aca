import type { LibraryEntry } from '../../worker/api';
import { MismatchView } from './mismatch-view';
import styles from './models-dialog.module.css';
import { ReadProgressView } from './read-progress';
import { ReviewForm } from './review-form';
import { SourceForm } from './source-form';
import { useReading } from './use-reading';

interface LoadWeightsProps {
  readonly onKept: (entry: LibraryEntry) => void;
  /** What the last button says. */
  readonly useLabel: string;
}

/** Brings weights from files, an address or Hugging Face: ask, read, look at what it is, keep. */
export function LoadWeights({ onKept, useLabel }: LoadWeightsProps) {
  const { reading, read, again, stop, back, keep } = useReading(onKept);
  return (
    <div className={styles.load} aria-live="polite">
      {/* What was typed is still there when one comes back. */}
      <div hidden={reading.stage !== 'form'}>
        <SourceForm
          problems={reading.stage === 'form' ? reading.problems : []}
          stopped={reading.stage === 'form' && reading.stopped === true}
          onRead={(source, choices) => void read(source, choices)}
        />
      </div>
      {reading.stage === 'reading' && (
        <ReadProgressView
          progress={reading.progress}
          stopping={reading.stopping === true}
          onStop={() => void stop()}
        />
      )}
      {reading.stage === 'mismatch' && (
        <MismatchView
          report={reading.report}
          onLoadWhatFits={() => void again({ partial: true, architecture: reading.report.architecture })}
          onTry={(architecture) => void again({ architecture })}
          onBack={back}
        />
      )}
      {reading.stage === 'review' && (
        <ReviewForm
          key={reading.model.info.id}
          model={reading.model}
          problems={reading.problems}
          keepLabel={useLabel}
          onKeep={keep}
          onBack={back}
        />
      )}
    </div>
  );
}
