import { Plus, Video, VideoOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../graph/problem';
import type { DatasetIndex } from '../../../plan/catalog';
import { Button } from '../../controls/button';
import { plural } from '../../format/numbers';
import { ProblemList } from '../../inspector/problem-list';
import { importDataset } from '../../store/datasets';
import type { OwnDataset } from '../dataset-control';
import { drawFrame } from './camera';
import { CaptureClass } from './capture-class';
import { addClass, addPicture, changeDraft, draftOf, filesOf, useCapture } from './capture-store';
import { useCamera } from './use-camera';
import styles from './webcam-control.module.css';

interface WebcamControlProps {
  readonly nodeId: string;
  readonly chosen: OwnDataset | undefined;
  readonly onStored: (dataset: Pick<DatasetIndex, 'id' | 'name'>) => void;
}

const SIDE = 256;
const FRAME_EVERY_MS = 140;

/** Records pictures of each class while a button is held. */
export function WebcamControl({ nodeId, chosen, onStored }: WebcamControlProps) {
  const { video, on, problem, start, stop } = useCamera();
  const classes = useCapture((state) => draftOf(state, nodeId));
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
      frame.toBlob((blob) => blob && changeDraft(nodeId, addPicture(recording, blob)), 'image/jpeg', 0.9);
    };
    take();
    const timer = setInterval(take, FRAME_EVERY_MS);
    return () => clearInterval(timer);
  }, [recording, nodeId, video]);

  const files = filesOf(classes);
  const save = async () => {
    setSaving(true);
    setProblems([]);
    try {
      const outcome = await importDataset('Webcam pictures', files, () => undefined);
      if (outcome.ok) onStored(outcome.value);
      else setProblems(outcome.problems);
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
          <video ref={video} className={styles.video} muted playsInline aria-label="Camera" />
        ) : (
          <Button icon={Video} tone="primary" onClick={start}>
            Start camera
          </Button>
        )}
        {on && (
          <Button icon={VideoOff} className={styles.stop} onClick={stop}>
            Stop
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
            nodeId={nodeId}
            place={place}
            item={item}
            enabled={on}
            recording={recording === place}
            onRecord={(start) => setRecording(start ? place : undefined)}
          />
        ))}
      </div>
      <Button tone="plain" icon={Plus} onClick={() => changeDraft(nodeId, addClass)}>
        Add a class
      </Button>
      {problems.length > 0 && <ProblemList problems={problems} ofOneNode />}
      <Button tone="primary" disabled={files.length === 0 || saving} onClick={save}>
        {saving ? 'Storing…' : `Use ${plural(files.length, 'picture')}`}
      </Button>
      <p className={styles.note}>
        {chosen
          ? 'The node uses pictures stored before; storing again replaces them.'
          : 'The pictures stay in this browser.'}
      </p>
    </div>
  );
}
