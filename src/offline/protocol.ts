/** What the page and its service worker tell each other. */

/** Files that are kept together: the application, or one shipped dataset or network. */
export interface OfflineGroup {
  /** `app`, or the folder, e.g. `models/inception-v3`. */
  readonly name: string;
  readonly bytes: number;
  readonly ready: boolean;
}

export type OfflineRequest =
  | { readonly type: 'status' }
  /** Fetch and keep a group now. */
  | { readonly type: 'keep'; readonly group: string }
  /** Take the place of the version that runs. */
  | { readonly type: 'take-over' };

export type OfflineAnswer =
  | { readonly type: 'status'; readonly groups: readonly OfflineGroup[] }
  | { readonly type: 'failed'; readonly message: string };
