import type { FileStore } from '../platform/files';

const refuse = () => Promise.reject(new Error('this browser has no private file system'));

/** Where there is nowhere to store anything. */
export const noFiles: FileStore = {
  open: async () => undefined,
  openSlot: refuse,
  create: refuse,
  remove: async () => undefined,
  list: async () => [],
  touch: async () => undefined,
  room: async () => undefined,
};
