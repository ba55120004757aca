import { useCallback, useEffect, useRef, useState } from 'react';
import { closeCamera, openCamera } from './camera';

/** A camera that a video element shows; it is let go of when the component leaves. */
export function useCamera() {
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream>(undefined);
  const [on, setOn] = useState(false);
  const [problem, setProblem] = useState<string>();

  const stop = useCallback(() => {
    closeCamera(stream.current);
    stream.current = undefined;
    setOn(false);
  }, []);

  const start = useCallback(async () => {
    setProblem(undefined);
    try {
      stream.current = await openCamera();
      setOn(true);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }, []);

  useEffect(() => {
    const element = video.current;
    if (!on || !element || !stream.current) return;
    element.srcObject = stream.current;
    // Rejected when the element leaves before the first frame: nothing to tell.
    element.play().catch(() => undefined);
  }, [on]);

  useEffect(() => stop, [stop]);
  return { video, on, problem, start, stop };
}
