import { t } from '../../language/t';
/** Opens the camera, or says in plain words why it cannot. */
export async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new Error(t('This page has no access to cameras. Open it through https or localhost.'));
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 }, audio: false });
  } catch (error) {
    throw new Error(explain(error));
  }
}

function explain(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError')
    return t('The camera was not allowed. Allow it in the address bar and try again.');
  if (name === 'NotFoundError') return t('No camera was found. Connect one and try again.');
  if (name === 'NotReadableError')
    return t('The camera is in use by another program. Close that and try again.');
  return t('The camera did not start{value}.', { value: error instanceof Error ? `: ${error.message}` : '' });
}

/** Lets go of the camera: its light goes off. */
export function closeCamera(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** The middle square of the video, drawn to `canvas` at its size. `false` when there is no frame yet. */
export function drawFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement): boolean {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const side = Math.min(video.videoWidth, video.videoHeight);
  if (!context || side === 0) return false;
  const left = (video.videoWidth - side) / 2;
  const top = (video.videoHeight - side) / 2;
  context.drawImage(video, left, top, side, side, 0, 0, canvas.width, canvas.height);
  return true;
}
