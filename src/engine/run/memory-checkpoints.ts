import type { Checkpoint, CheckpointStore } from '../training/checkpoint';

/** Checkpoints that live as long as this process, by the content key of a training. */
export function memoryCheckpoints(): (stepKey: string) => CheckpointStore {
  const kept = new Map<string, Checkpoint>();
  return (stepKey) => ({
    load: async () => kept.get(stepKey),
    save: async (checkpoint) => void kept.set(stepKey, checkpoint),
    drop: async () => void kept.delete(stepKey),
  });
}
