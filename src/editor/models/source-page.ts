import type { BackboneInfo } from '../../plan/catalog';
import type { LibraryEntry } from '../../worker/api';
import { HUB } from './sources';

type Source = Pick<LibraryEntry['provenance'], 'kind' | 'origin'>;

/** The page about a network that its origin names, to be opened by whoever wants to; `undefined` when it names none. */
export function sourcePage({ origin }: Pick<BackboneInfo, 'origin'>, source?: Source): string | undefined {
  if (source?.kind === 'hugging-face') return hubPage(source.origin);
  if (source?.kind === 'url') return webPage(source.origin);
  if (source) return undefined;
  const paper = /arXiv:(\d{4}\.\d{4,5})/.exec(origin)?.[1];
  if (paper !== undefined) return `https://arxiv.org/abs/${paper}`;
  const repository = /^github\.com\/[\w.-]+\/[\w.-]+/.exec(origin)?.[0];
  return repository && `https://${repository}`;
}

/** `owner/name` or `owner/name@revision`. */
function hubPage(origin: string): string | undefined {
  const [, name, revision] = /^([\w.-]+\/[\w.-]+)(?:@([\w.-]+))?$/.exec(origin) ?? [];
  return name && `https://${HUB}/${name}${revision === undefined ? '' : `/tree/${revision}`}`;
}

/** Text of a file's may say anything: only addresses of the web are links. */
function webPage(origin: string): string | undefined {
  const url = URL.parse(origin);
  return url?.protocol === 'https:' ? url.href : undefined;
}
