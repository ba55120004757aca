/** A graph of the library changed: in this tab or another one. */
export interface Change {
  readonly id: string;
  /** What is stored now; absent when that is not what changed, or it is gone. */
  readonly revision?: string;
}

type Listener = (change: Change, here: boolean) => void;

const listeners = new Set<Listener>();
let channel: BroadcastChannel | undefined;

function open(): BroadcastChannel | undefined {
  if (channel || typeof BroadcastChannel === 'undefined') return channel;
  channel = new BroadcastChannel('graft-library');
  channel.onmessage = ({ data }: MessageEvent<Change>) => {
    for (const listener of listeners) listener(data, false);
  };
  return channel;
}

/** Tells everybody: dialogs of this page, and other tabs. */
export function announceChange(change: Change): void {
  open()?.postMessage(change);
  for (const listener of listeners) listener(change, true);
}

/** Returns a function that stops it. `here` tells whether this tab made the change. */
export function onChange(listener: Listener): () => void {
  open();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
