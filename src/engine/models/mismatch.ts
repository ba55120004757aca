/** Which tensors of a file do not fit the architecture that it comes closest to. */
export interface MismatchReport {
  /** The id of the architecture, e.g. `resnet18`. */
  readonly architecture: string;
  readonly label: string;
  /** Tensors that fit, and their values together. */
  readonly fitting: { readonly tensors: number; readonly values: number };
  /** Expected, but not in the file: they would start random. */
  readonly missing: readonly { readonly name: string; readonly expected: readonly number[] }[];
  /** In the file, but not expected: they would be left out. */
  readonly unexpected: readonly { readonly name: string; readonly found: readonly number[] }[];
  /** In both, with different shapes: they would start random. */
  readonly misshapen: readonly {
    readonly name: string;
    readonly expected: readonly number[];
    readonly found: readonly number[];
  }[];
  /** Other architectures that fit less well, best first: ids for `ReadOptions.architecture`. */
  readonly others: readonly string[];
  /** The deepest block whose tensors, with all before it, fit; absent when even the first does not. */
  readonly wholeUpTo?: string;
}
