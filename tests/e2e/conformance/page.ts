/** Runs the gradients case on the backend named in the address, in a worker as the engine does. */
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const answer = new Promise((resolve) => {
  worker.addEventListener('message', ({ data }) => resolve(data));
  worker.addEventListener('error', ({ message }) => resolve({ error: message }));
});
worker.postMessage(new URLSearchParams(location.search).get('backend'));
Object.assign(window, { answer });
