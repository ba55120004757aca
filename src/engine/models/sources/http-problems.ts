import { formatBytes } from '../limits';
import { ModelError } from '../model-error';

const CONVERT =
  'In Python: safetensors.torch.save_file(torch.load(path, weights_only=True), "model.safetensors").';

/** Files that are programs: reading them as they are meant to be read runs whatever is in them. */
export const isPickleName = (name: string): boolean => /\.(bin|pt|pth|ckpt|pkl|pickle)$/i.test(name);

/** The first bytes of a pickle (protocols 2 to 5); PyTorch's newer files are zips around one. */
export const isPickle = (first: Uint8Array): boolean =>
  first[0] === 0x80 && (first[1] ?? 0) >= 2 && (first[1] ?? 0) <= 5;

export const refusedPickle = (name: string): ModelError =>
  new ModelError(
    'pickle',
    `"${name}" is a pickle: opening one runs any code that is in it, so Graft does not.`,
    {
      expected: 'a .safetensors file, which holds numbers only',
      hint: `Look for a .safetensors file of the same weights, or convert it where you trust it. ${CONVERT}`,
    },
  );

/** What an answer that brings no file means for the user. */
export function badStatus(url: string, status: number): ModelError {
  const { host } = new URL(url);
  if (status === 401 || status === 403) {
    return new ModelError('denied', `${host} does not give this file to everybody.`, {
      received: `status ${status} for ${url}`,
      hint: 'The repository is private, gated or misspelt. Accept its terms there, download the file in your browser, and open it from your disk.',
    });
  }
  if (status === 404 || status === 410) {
    return new ModelError('not-found', `There is no file at ${url}.`, {
      received: `status ${status}`,
      hint: 'Check the spelling, and for a Hugging Face repository the revision.',
    });
  }
  if (status === 429 || status >= 500) {
    return new ModelError('server', `${host} cannot answer at the moment.`, {
      received: `status ${status}`,
      hint: 'Try again in a while. What has come is kept.',
    });
  }
  return new ModelError('server', `${host} does not send the file.`, {
    received: `status ${status} for ${url}`,
  });
}

/** The connection ended before the file did. */
export const interrupted = (url: string, done: number, total: number | undefined): ModelError =>
  new ModelError('interrupted', `The download from ${new URL(url).host} broke off.`, {
    ...(total === undefined ? {} : { expected: formatBytes(total) }),
    received: formatBytes(done),
    hint: 'Import it again to go on: what has come is kept where the server allows that.',
  });

/** No answer at all: browsers do not say why, so it is found out as far as can be. */
export async function unreachable(url: string): Promise<ModelError> {
  const { host, origin } = new URL(url);
  const cause = await causeOf(url, origin);
  if (cause === 'offline') {
    return new ModelError('offline', 'There is no connection to the internet.', {
      hint: 'Import it again when you are online, or open a file from your disk.',
    });
  }
  if (cause === 'cors') {
    return new ModelError('cors', `${host} does not let other sites read its files.`, {
      hint: 'Download the file in your browser, and open it from your disk. If the server is yours, let it send "Access-Control-Allow-Origin".',
    });
  }
  return new ModelError('offline', `${host} cannot be reached.`, {
    hint: 'Check the address and your connection, or open a file from your disk.',
  });
}

async function causeOf(url: string, origin: string): Promise<'offline' | 'cors' | 'unknown'> {
  const { location, navigator } = globalThis as { location?: Location; navigator?: Navigator };
  if (navigator?.onLine === false) return 'offline';
  if (!location || location.origin === origin) return 'unknown';
  // An answer that nobody may read still shows that the server is there.
  const answers = await fetch(url, { method: 'HEAD', mode: 'no-cors' }).then(
    () => true,
    () => false,
  );
  return answers ? 'cors' : 'unknown';
}

export const storageFull = (needed: number | undefined): ModelError =>
  new ModelError('storage-full', 'There is no room left to keep this download.', {
    ...(needed === undefined ? {} : { expected: `${formatBytes(needed)} of free space` }),
    hint: 'Remove datasets, models or stored results that you no longer need, or free disk space.',
  });
