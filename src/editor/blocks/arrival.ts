import type { Block } from '../../graph/blocks/block';
import { t } from '../language/t';

interface Arrival {
  /** What to store; nothing when it is there already. */
  readonly block?: Block;
  readonly text: string;
}

/**
 * What becomes of a block that comes from a file: a newer version takes the place of the one that is here;
 * another one of the same number, or an older one, stays beside it as a block of its own.
 */
export function arrivalOf(block: Block, known: Block | undefined, newId: () => string): Arrival {
  if (!known) return { block, text: t('“{name}” is in your blocks.', { name: block.name }) };
  if (block.version > known.version) {
    return {
      block,
      text: t('“{name}” is version {version} now, in the place of {version2}.', {
        name: block.name,
        version: block.version,
        version2: known.version,
      }),
    };
  }
  if (JSON.stringify(block) === JSON.stringify(known)) {
    return { text: t('“{name}” is in your blocks already.', { name: block.name }) };
  }
  const name = `${block.name} (imported)`.slice(0, 200);
  return {
    block: { ...block, id: newId(), version: 1, name },
    text: t("You have another “{name}” of this version or a newer one: the file's is “{name2}”.", {
      name: block.name,
      name2: name,
    }),
  };
}
