import type { DBSchema } from 'idb';
import { create } from 'zustand';
import type { Block } from '../../graph/blocks/block';
import { readBlock } from '../../graph/blocks/read';
import { keptDatabase } from '../store/kept-database';
import { reportStorage } from '../store/saving';

interface BlockSchema extends DBSchema {
  blocks: { key: string; value: Block };
}

const blockDatabase = keptDatabase<BlockSchema>('graft-blocks', (db) => {
  db.createObjectStore('blocks', { keyPath: 'id' });
});

/** The user's blocks, by name: the newest version of each. */
export const useBlocks = create<{ readonly blocks: readonly Block[] }>()(() => ({ blocks: [] }));

let channel: BroadcastChannel | undefined;

async function refresh(): Promise<void> {
  const stored = await (await blockDatabase()).getAll('blocks');
  const blocks = stored.flatMap((value) => {
    // What another version of Graft wrote is looked at like a file.
    const parsed = readBlock(value);
    return parsed.ok ? [parsed.block] : [];
  });
  useBlocks.setState({ blocks: blocks.sort((a, b) => a.name.localeCompare(b.name)) });
}

/** Reads the blocks, and again whenever another tab changes them. Call once. */
export function watchBlocks(): void {
  if (typeof BroadcastChannel !== 'undefined') {
    channel = new BroadcastChannel('graft-blocks');
    channel.onmessage = () => void refresh().catch(reportStorage);
  }
  refresh().catch(reportStorage);
}

/** Stores a block in the place of any other version of it. Resolves when it is on the disk. */
export async function putBlock(block: Block): Promise<void> {
  await (await blockDatabase()).put('blocks', block);
  channel?.postMessage('changed');
  await refresh();
}

export async function deleteBlock(id: string): Promise<void> {
  await (await blockDatabase()).delete('blocks', id);
  channel?.postMessage('changed');
  await refresh();
}

/** The stored version of a block. */
export const blockOf = (id: string): Block | undefined =>
  useBlocks.getState().blocks.find((block) => block.id === id);
