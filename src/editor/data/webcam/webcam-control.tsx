import { Plus, Video, VideoOff } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../graph/problem';
import type { DatasetIndex } from '../../../plan/catalog';
import { Button } from '../../controls/button';
import { plural } from '../../format/numbers';
import { ProblemList } from '../../inspector/problem-list';
import { t } from '../../language/t';
import { importDataset } from '../../store/datasets';
import type { OwnDataset } from '../dataset-control';
import { drawFrame } from './camera';
import { CaptureClass } from './capture-class';
import {
  addClass,
  addPicture,
  type Change,
  changeDraft,
  dropDraft,
  EMPTY,
  filesOf,
  useCapture,
} from './capture-store';
import { useCamera } from './use-camera';
import { useStoredClasses } from './use-stored-classes';
import styles from './webcam-control.module.css';

interface WebcamControlProps {
  readonly nodeId: string;
  readonly chosen: OwnDataset | undefined;
  readonly onStored: (dataset: Pick<DatasetIndex, 'id' | 'name'>) => void;
}

/** Tells pictures from the webcam from imported folders. */
const DATASET_NAME = t('Webcam pictures');
const SIDE = 256;
const FRAME_EVERY_MS = 140;

/** Records pictures of each class while a button is held. */
export function WebcamControl({ nodeId, chosen, onStored }: WebcamControlProps) {
  const { video, on, problem, start, stop } = useCamera();
  const draft = useCapture((state) => state.drafts[nodeId]);
  const inUse = useStoredClasses(chosen?.name === DATASET_NAME ? chosen.id : undefined);
  const classes = draft ?? inUse ?? EMPTY;
  const change = useCallback((edit: Change) => changeDraft(nodeId, edit, inUse), [nodeId, inUse]);
  const [recording, setRecording] = useState<number>();
  const [saving, setSaving] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const canvas = useRef<HTMLCanvasElement>(undefined);

  useEffect(() => {
    if (recording === undefined) return;
    canvas.current ??= Object.assign(document.createElement('canvas'), { width: SIDE, height: SIDE });
    const frame = canvas.current;
    const take = () => {
      if (!video.current || !drawFrame(video.current, frame)) return;
      frame.toBlob(
        (blob) => blob && change(addPicture(recording, { id: crypto.randomUUID(), blob })),
        'image/jpeg',
        0.9,
      );
    };
    take();
    const timer = setInterval(take, FRAME_EVERY_MS);
    return () => clearInterval(timer);
  }, [recording, change, video]);

  const files = filesOf(classes);
  const save = async () => {
    setSaving(true);
    setProblems([]);
    try {
      const outcome = await importDataset(DATASET_NAME, files, () => undefined);
      if (outcome.ok) {
        onStored(outcome.value);
        dropDraft(nodeId);
      } else setProblems(outcome.problems);
    } catch (error) {
      setProblems([{ code: 'import/failed', severity: 'error', message: String(error) }]);
    } finally {
      setSaving(false);
    }
  };

  return (
    <div className={styles.control}>
      <div className={styles.screen}>
        {on ? (
          <video ref={video} className={styles.video} muted playsInline aria-label={t('Camera')} />
        ) : (
          <Button icon={Video} tone="primary" onClick={start}>
            {t('Start camera')}
          </Button>
        )}
        {on && (
          <Button icon={VideoOff} className={styles.stop} onClick={stop}>
            {t('Stop')}
          </Button>
        )}
      </div>
      {problem && (
        <ProblemList
          ofOneNode
          problems={[{ code: 'webcam/unavailable', severity: 'error', message: problem }]}
        />
      )}
      <div className={styles.classes}>
        {classes.map((item, place) => (
          <CaptureClass
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is edited in place; its name changes as it is typed
            key={place}
            place={place}
            item={item}
            enabled={on}
            recording={recording === place}
            onRecord={(start) => setRecording(start ? place : undefined)}
            onChange={change}
          />
        ))}
      </div>
      <Button tone="plain" icon={Plus} onClick={() => change(addClass)}>
        {t('Add a class')}
      </Button>
      {problems.length > 0 && <ProblemList problems={problems} ofOneNode />}
      <Button tone="primary" disabled={draft === undefined || files.length === 0 || saving} onClick={save}>
        {saving
          ? t('Storing…')
          : `${draft || files.length === 0 ? t('Use') : t('In use:')} ${plural(files.length, 'picture')}`}
      </Button>
      <p className={styles.note}>
        {draft && inUse
          ? t('The node still uses the pictures from before; use these to replace them.')
          : t('The pictures stay in this browser, and each is kept as it is taken.')}
      </p>
    </div>
  );
}
