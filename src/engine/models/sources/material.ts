import { blobAccess, bytesAccess, type RandomAccess } from '../../data/import/source';
import type { FileStore } from '../../platform/files';
import type { ModelSource, NamedFile, Provenance, ReadOptions, ReadProgress } from '../bundle';
import { MAX_JSON_BYTES } from '../limits';
import { ModelError } from '../model-error';
import { type Downloaded, download } from './download';
import { isPickleName, refusedPickle } from './http-problems';
import { chooseFile, DEFAULT_HUB, hubUrl, listRepository, parseHubId } from './hugging-face';
import { type ModelConfig, readConfig } from './model-config';

/** A model's files, wherever they come from. */
export interface Material {
  readonly kind: Exclude<Provenance['kind'], 'trained'>;
  readonly origin: string;
  /** For people, e.g. `resnet18.a1_in1k`. */
  readonly label: string;
  readonly name: string;
  readonly file: RandomAccess;
  /** SHA-256 of `file`, where it is known already. */
  readonly checksum?: string;
  readonly verified: boolean;
  readonly config: ModelConfig;
  /** Another file that `file` names, relative to it. */
  beside(path: string): Promise<RandomAccess>;
}

export interface Gathering {
  readonly options: Pick<ReadOptions, 'checksum' | 'hub'>;
  readonly downloads?: FileStore;
  readonly onProgress: (progress: ReadProgress) => void;
  readonly signal?: AbortSignal;
}

/** Finds the file that holds the weights, downloading it where needed. Throws a `ModelError`. */
export async function gather(source: ModelSource, gathering: Gathering): Promise<Material> {
  switch (source.kind) {
    case 'files':
      return fromFiles(source.files);
    case 'url':
      return fromUrl(source.url, gathering);
    case 'hugging-face':
      return fromHub(source.id, gathering);
  }
}

const accessTo = ({ content }: NamedFile): RandomAccess =>
  content instanceof Uint8Array ? bytesAccess(content) : blobAccess(content);

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const withoutEnding = (name: string): string => name.replace(/\.(safetensors|keras|h5|hdf5|json)$/i, '');

const MAIN: readonly RegExp[] = [/\.safetensors$/i, /\.keras$/i, /\.(h5|hdf5)$/i, /\.json$/i];
const isConfig = (name: string): boolean => /^config\.json$/i.test(baseName(name));

async function fromFiles(files: readonly NamedFile[]): Promise<Material> {
  const main =
    MAIN.flatMap((ending) => files.filter(({ name }) => ending.test(name) && !isConfig(name)))[0] ?? files[0];
  if (!main) throw new ModelError('no-file', 'No file was chosen.');
  if (isPickleName(main.name) && !files.some(({ name }) => /\.json$/i.test(name)))
    throw refusedPickle(main.name);
  const config = files.find((file) => file !== main && isConfig(file.name));
  return {
    kind: 'file',
    origin: baseName(main.name),
    label: withoutEnding(baseName(main.name)),
    name: main.name,
    file: accessTo(main),
    verified: false,
    config: config ? readConfig(await parseJson(accessTo(config), config.name)) : {},
    async beside(path) {
      const found =
        files.find(({ name }) => name === path) ??
        files.find(({ name }) => baseName(name) === baseName(path));
      if (found) return accessTo(found);
      throw new ModelError('missing-file', `The model.json names the file "${path}", which was not chosen.`, {
        hint: 'Choose the model.json together with all of its .bin files.',
      });
    },
  };
}

async function fromUrl(text: string, gathering: Gathering): Promise<Material> {
  const url = webAddress(text);
  const name = decodeURIComponent(baseName(url.pathname));
  if (isPickleName(name)) throw refusedPickle(name);
  const { file, checksum, verified } = await fetchFile(url.href, name, gathering, gathering.options.checksum);
  return {
    kind: 'url',
    origin: shown(url),
    label: withoutEnding(name) || url.host,
    name,
    file,
    checksum,
    verified,
    config: await configBeside(url, gathering),
    beside: (path) => fetchBeside(url, path, gathering),
  };
}

async function fromHub(id: string, gathering: Gathering): Promise<Material> {
  const { hub = DEFAULT_HUB, checksum: expected } = gathering.options;
  const asked = parseHubId(id);
  const listing = await listRepository(hub, asked, gathering.signal);
  const name = chooseFile(asked, listing);
  // Of one commit, whatever happens to the branch meanwhile.
  const repository = { ...asked, revision: listing?.commit ?? asked.revision };
  const url = new URL(hubUrl(hub, repository, name));
  const known = expected ?? listing?.checksums.get(name);
  const { file, checksum, verified } = await fetchFile(url.href, name, gathering, known);
  const hasConfig = listing?.files.includes('config.json') ?? true;
  const config = hasConfig ? await configBeside(url, gathering) : {};
  return {
    kind: 'hugging-face',
    origin: `${asked.name}${repository.revision === 'main' ? '' : `@${repository.revision}`}`,
    label: baseName(asked.name),
    name,
    file,
    checksum,
    verified,
    config: {
      ...config,
      ...(listing?.licence !== undefined && !config.licence && { licence: listing.licence }),
    },
    beside: (path) => fetchBeside(url, path, gathering),
  };
}

function webAddress(text: string): URL {
  const url = URL.parse(text.trim());
  if (url && ['http:', 'https:'].includes(url.protocol)) {
    url.hash = '';
    return url;
  }
  throw new ModelError('bad-address', `"${text}" is no address of the web.`, {
    expected: 'one that begins with https://',
  });
}

/** Without what may be secret: names, passwords and signed parameters. */
const shown = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

const fetchFile = (
  url: string,
  name: string,
  { downloads, signal, onProgress }: Gathering,
  checksum: string | undefined,
): Promise<Downloaded> =>
  download(url, {
    files: downloads,
    signal,
    checksum,
    onProgress: (done, total) => onProgress({ phase: 'download', label: name, done, total }),
  });

async function fetchBeside(base: URL, path: string, gathering: Gathering): Promise<RandomAccess> {
  const url = URL.parse(path, base);
  if (!url || url.origin !== base.origin) {
    throw new ModelError('bad-tfjs', `The model names the file "${path}", which lies on another server.`);
  }
  // A signed address is signed for its whole folder, where it is.
  if (url.search === '') url.search = base.search;
  return (await fetchFile(url.href, baseName(path), gathering, undefined)).file;
}

/** A config.json is welcome, not needed. */
async function configBeside(base: URL, gathering: Gathering): Promise<ModelConfig> {
  if (/\.json$/i.test(base.pathname)) return {};
  try {
    return readConfig(await parseJson(await fetchBeside(base, 'config.json', gathering), 'config.json'));
  } catch (error) {
    if (error instanceof ModelError) return {};
    throw error;
  }
}

export async function parseJson(file: RandomAccess, name: string): Promise<unknown> {
  if (file.size > MAX_JSON_BYTES) {
    throw new ModelError('too-large', `${name} is too large to be a description of a model.`, {
      expected: `at most ${MAX_JSON_BYTES} bytes`,
      received: `${file.size} bytes`,
    });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await file.read(0, file.size)));
  } catch {
    throw new ModelError('bad-json', `${name} is no valid JSON.`);
  }
}
