import type { Checkpoint, CheckpointStore } from '../training/checkpoint';
import type { Alternating } from './alternating';
import type { ContentStore } from './content-store';

/** The key under which the state of a training is stored: free of the backend, since another one may go on. */
export const checkpointKey = (stepKey: string): string => `checkpoint:${stepKey}`;

/**
 * Where the states of trainings are kept across reloads, by the content key of their step. What cannot
 * be stored is held in memory, so that a pause works everywhere.
 */
export function storedCheckpoints(store: ContentStore): (stepKey: string) => CheckpointStore {
  const slots = new Map<string, Alternating>();
  const inMemory = new Map<string, Checkpoint>();
  return (stepKey) => {
    const slot = slots.get(stepKey) ?? store.alternating(checkpointKey(stepKey), 'checkpoint');
    slots.set(stepKey, slot);
    return {
      load: async () => inMemory.get(stepKey) ?? ((await slot.load()) as Checkpoint | undefined),
      async save(checkpoint) {
        const { epoch, epochs } = checkpoint;
        const label = `Training, in epoch ${epoch} of ${epochs}`;
        if (await slot.save(checkpoint, label, { epoch, epochs })) inMemory.delete(stepKey);
        else inMemory.set(stepKey, checkpoint);
      },
      async drop() {
        inMemory.delete(stepKey);
        await slot.drop();
      },
    };
  };
}
