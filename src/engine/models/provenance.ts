import type { BackboneInfo } from '../../plan/catalog';
import type { RandomAccess } from '../data/import/source';
import type { Provenance, SourceFormat } from './bundle';
import type { Reading } from './reading';
import { checksumOf, wrongChecksum } from './sources/checksum';

/** Where a model is from. `files`: all that it was read from. Throws when the checksum is not the one asked for. */
export async function provenanceOf(
  { material, options, signal }: Reading,
  format: SourceFormat,
  files: readonly RandomAccess[],
): Promise<Omit<Provenance, 'leftOut'>> {
  const known = files.length === 1 ? material.checksum : undefined;
  const checksum = known ?? (await checksumOf(files, signal));
  const expected = material.kind === 'file' ? options.checksum?.toLowerCase() : undefined;
  if (expected !== undefined && expected !== checksum) throw wrongChecksum(material.name, expected, checksum);
  return {
    kind: material.kind,
    origin: material.origin,
    checksum,
    verified: material.verified || expected !== undefined,
    readAt: options.readAt,
    format,
    ...(material.config.classes && { sourceClasses: material.config.classes }),
  };
}

/** What the source says of a model, or that it says nothing. `classes`: outputs of its classifier, where known. */
export function factsOf(
  { material }: Reading,
  id: string,
  classes: number | undefined,
): Pick<BackboneInfo, 'id' | 'weights' | 'sourceTask' | 'licence' | 'origin'> {
  const { config, origin } = material;
  return {
    id,
    // The id is a hash of topology and weights already.
    weights: id,
    sourceTask: taskOf(config.classes?.length ?? classes, config.tag),
    licence: config.licence ?? 'Not stated: ask where the weights came from',
    origin,
  };
}

function taskOf(classes: number | undefined, tag: string | undefined): string {
  const data = dataOf(tag);
  if (classes === undefined) return data === undefined ? 'Not stated' : `Trained on ${data}`;
  return `Telling apart ${classes.toLocaleString('en')} classes${data === undefined ? '' : ` (${data})`}`;
}

/** timm's tags end in the data that weights were trained on, and last fine-tuned on. */
function dataOf(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  const names: readonly (readonly [RegExp, string])[] = [
    [/in1k/, 'ImageNet-1k'],
    [/in(21|22)k/, 'ImageNet-21k'],
    [/in12k/, 'ImageNet-12k'],
    [/ig\d*[bm]/, 'Instagram'],
    [/yfcc/, 'YFCC100M'],
  ];
  const found = names.filter(([pattern]) => pattern.test(tag)).map(([, name]) => name);
  return found.length > 0 ? found.join(', ') : undefined;
}
