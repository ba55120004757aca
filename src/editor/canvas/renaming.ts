import { create } from 'zustand';

/** The node whose name is being typed on its card. */
export const useRenaming = create<{ readonly id?: string }>(() => ({}));

export const startRenaming = (id: string): void => useRenaming.setState({ id });
export const stopRenaming = (): void => useRenaming.setState({ id: undefined });
