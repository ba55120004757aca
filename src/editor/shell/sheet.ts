import { create } from 'zustand';

/** What is drawn up over the graph where the page is too narrow to stand beside it. */
export type Sheet = 'none' | 'nodes' | 'inspector';

export const useSheet = create<{ readonly open: Sheet }>()(() => ({ open: 'none' }));
