import type { Block } from '../../graph/blocks/block';

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
  if (!known) return { block, text: `“${block.name}” is in your blocks.` };
  if (block.version > known.version) {
    return {
      block,
      text: `“${block.name}” is version ${block.version} now, in the place of ${known.version}.`,
    };
  }
  if (JSON.stringify(block) === JSON.stringify(known)) {
    return { text: `“${block.name}” is in your blocks already.` };
  }
  const name = `${block.name} (imported)`.slice(0, 200);
  return {
    block: { ...block, id: newId(), version: 1, name },
    text: `You have another “${block.name}” of this version or a newer one: the file's is “${name}”.`,
  };
}
