import { isObject, objectsIn } from '../keras/topology';
import { ModelError } from '../model-error';
import { asSha256 } from './checksum';
import { isPickleName, refusedPickle } from './http-problems';
import { isPart, splitWeights } from './split-weights';

export const DEFAULT_HUB = 'https://huggingface.co';

/** A repository of the Hub at one revision. */
export interface HubRepository {
  readonly name: string;
  readonly revision: string;
}

/** `owner/name`, `owner/name@revision`, or the address of a repository's page. */
export function parseHubId(text: string): HubRepository {
  const plain = text
    .trim()
    .replace(/^https?:\/\/huggingface\.co\//, '')
    .replace(/\/tree\//, '@')
    .replace(/\/+$/, '');
  const match = /^([\w.-]+\/[\w.-]+)(?:@([\w./-]+))?$/.exec(plain);
  const [, name, revision = 'main'] = match ?? [];
  if (name === undefined || revision.includes('..') || name.includes('..')) {
    throw new ModelError('bad-id', `"${text}" is no repository of Hugging Face.`, {
      expected: 'owner/name, e.g. timm/resnet18.a1_in1k, with @revision where not the newest',
    });
  }
  return { name, revision };
}

/** Where a file of a repository is to be had. */
export const hubUrl = (hub: string, { name, revision }: HubRepository, file: string): string =>
  `${hub.replace(/\/+$/, '')}/${name}/resolve/${encodeURIComponent(revision)}/${file}`;

/** What the Hub lists of a repository. */
export interface HubListing {
  /** The commit that the revision is now. */
  readonly commit?: string;
  readonly files: readonly string[];
  /** SHA-256 of large files, by name. */
  readonly checksums: ReadonlyMap<string, string>;
  readonly licence?: string;
}

/** Asks what is in a repository; `undefined` when nobody answers, which hinders nothing. */
export async function listRepository(
  hub: string,
  { name, revision }: HubRepository,
  signal?: AbortSignal,
): Promise<HubListing | undefined> {
  const url = `${hub.replace(/\/+$/, '')}/api/models/${name}/revision/${encodeURIComponent(revision)}?blobs=true`;
  try {
    const response = await fetch(url, { signal });
    return response.ok ? readListing(await response.json()) : undefined;
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

function readListing(json: unknown): HubListing | undefined {
  if (!isObject(json)) return undefined;
  const siblings = objectsIn(json.siblings).filter(({ rfilename }) => typeof rfilename === 'string');
  const checksums = new Map<string, string>();
  for (const { rfilename, lfs } of siblings) {
    const checksum = isObject(lfs) && typeof lfs.sha256 === 'string' ? asSha256(lfs.sha256) : undefined;
    if (checksum !== undefined) checksums.set(String(rfilename), checksum);
  }
  const card = isObject(json.cardData) ? json.cardData : {};
  return {
    ...(typeof json.sha === 'string' && /^[0-9a-f]{40}$/.test(json.sha) && { commit: json.sha }),
    files: siblings.map(({ rfilename }) => String(rfilename)),
    checksums,
    ...(typeof card.license === 'string' && { licence: card.license }),
  };
}

const USUAL = 'model.safetensors';
const CHOICES: readonly RegExp[] = [
  /^model\.safetensors$/,
  /^[^/]+\.safetensors$/,
  /^(.*\/)?model\.json$/,
  /^[^/]+\.keras$/,
  /^[^/]+\.(h5|hdf5)$/,
];

/** Which file of a repository holds the weights. Throws a `ModelError` where there are only pickles, or none. */
export function chooseFile({ name }: HubRepository, listing: HubListing | undefined): string {
  if (!listing) return USUAL;
  const { files } = listing;
  const found = CHOICES.flatMap((choice) => files.filter((file) => choice.test(file) && !isPart(file)));
  const [first] = found;
  if (first !== undefined) return first;
  const part = files.find(isPart);
  if (part !== undefined) throw splitWeights(part);
  const pickle = files.find(isPickleName);
  if (pickle !== undefined) throw refusedPickle(pickle);
  throw new ModelError('not-found', `The repository ${name} holds no weights that Graft reads.`, {
    expected: 'model.safetensors, a TF.js model.json, a .keras or an .h5 file',
    received: files.slice(0, 10).join(', ') || 'no files',
  });
}
