/** Runs the gradients case on the backend named in the address, in a worker as the engine does; `?gpu=idle` with a GPU that does nothing. */
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const answer = new Promise((resolve) => {
  worker.addEventListener('message', ({ data }) => resolve(data));
  worker.addEventListener('error', ({ message }) => resolve({ error: message }));
});
const asked = new URLSearchParams(location.search);
worker.postMessage({ backend: asked.get('backend'), idle: asked.get('gpu') === 'idle' });
Object.assign(window, { answer });
