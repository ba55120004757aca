import { Camera, ImageUp, ScanSearch, Video, VideoOff } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Picture } from '../../../worker/api';
import { Button } from '../../controls/button';
import { drawFrame } from '../../data/webcam/camera';
import { useCamera } from '../../data/webcam/use-camera';
import { engine } from '../../engine/engine';
import { t, translated } from '../../language/t';
import { useEditor } from '../../store/editor-store';
import { useNodeRun } from '../../store/node-hooks';
import { NoResult } from '../no-result';
import { Outdated } from '../outdated';
import { ProbabilityBars } from './probability-bars';
import { showAnswer, useTryIt } from './try-it-store';
import styles from './try-it-view.module.css';

const SIDE = 224;
const BETWEEN_FRAMES_MS = 60;

/** Ask the trained network about a picture: dropped, pasted, picked, or live from the webcam. */
export function TryItView({ nodeId }: { readonly nodeId: string }) {
  const { result, outdated } = useNodeRun(nodeId);
  const fitKey = result?.result?.op === 'fit' ? result.key : undefined;
  if (fitKey === undefined) {
    return (
      <NoResult nodeId={nodeId} icon={Camera} title={t('There is no trained network to ask yet')}>
        {t('Press Run. When training is done, drop a picture here or switch the webcam on.')}
      </NoResult>
    );
  }
  return (
    <>
      {outdated && <Outdated />}
      <Asking nodeId={nodeId} fitKey={fitKey} />
    </>
  );
}

function Asking({ nodeId, fitKey }: { readonly nodeId: string; readonly fitKey: string }) {
  const answer = useTryIt((state) => state.answers[nodeId]);
  const [problem, setProblem] = useState<string>();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const camera = useCamera();
  const wrong = problem ?? camera.problem;

  const ask = useCallback(
    async (image: Blob | Picture): Promise<boolean> => {
      try {
        const outcome = await (await engine()).predict(fitKey, image);
        if (!outcome.ok) {
          setProblem([outcome.problems[0]?.message, outcome.problems[0]?.hint].filter(Boolean).join(' '));
          return false;
        }
        setProblem(undefined);
        const given = image instanceof Blob ? { picture: URL.createObjectURL(image), blob: image } : {};
        showAnswer(nodeId, { probabilities: outcome.value, ...given });
        return true;
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
        return false;
      }
    },
    [nodeId, fitKey],
  );

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (file) void ask(file);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [ask]);

  useEffect(() => {
    if (!camera.on) return;
    const canvas = Object.assign(document.createElement('canvas'), { width: SIDE, height: SIDE });
    let timer: ReturnType<typeof setTimeout>;
    let going = true;
    const look = async () => {
      const picture = camera.video.current && readFrame(camera.video.current, canvas);
      if (picture && !(await ask(picture))) return camera.stop();
      if (going) timer = setTimeout(look, BETWEEN_FRAMES_MS);
    };
    void look();
    return () => {
      going = false;
      clearTimeout(timer);
    };
  }, [camera.on, camera.video, camera.stop, ask]);

  return (
    <div className={styles.view}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        className={styles.zone}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file) void ask(file);
        }}
      >
        {camera.on ? (
          <video ref={camera.video} className={styles.video} muted playsInline aria-label={t('Camera')} />
        ) : answer?.picture ? (
          <img src={answer.picture} alt={t('Asked about')} />
        ) : (
          <>
            <ImageUp size={26} aria-hidden />
            <p>{t('Drop or paste a picture')}</p>
          </>
        )}
      </div>
      <div className={styles.side}>
        <div className={styles.buttons}>
          <Button icon={ImageUp} onClick={() => input.current?.click()}>
            {t('Choose picture…')}
          </Button>
          <Button icon={camera.on ? VideoOff : Video} onClick={camera.on ? camera.stop : camera.start}>
            {camera.on ? t('Stop webcam') : t('Webcam')}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('Picture to ask about')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void ask(file);
            event.target.value = '';
          }}
        />
        {wrong && <p className={styles.problem}>{translated(wrong)}</p>}
        {answer && <ProbabilityBars probabilities={answer.probabilities} />}
        {answer?.blob && (
          <div className={styles.buttons}>
            <Button icon={ScanSearch} onClick={() => explainPicture(fitKey, answer.blob)}>
              {t('Why this answer?')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function explainPicture(fitKey: string, picture: Blob | undefined): void {
  if (picture) useEditor.setState({ dialog: { type: 'explain', about: { fitKey, picture } } });
}

function readFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement): Picture | undefined {
  if (!drawFrame(video, canvas)) return undefined;
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  if (!rgba) return undefined;
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return { width, height, rgb };
}
