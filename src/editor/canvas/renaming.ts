import { create } from 'zustand';

/** The node whose name, or the note whose text, is being typed on the canvas. */
export const useRenaming = create<{ readonly id?: string }>(() => ({}));

export const startRenaming = (id: string): void => useRenaming.setState({ id });
export const stopRenaming = (): void => useRenaming.setState({ id: undefined });
