/** A cell of a table; `null` for what is not known. */
export type Cell = string | number | null;

/** A table as plain data, to be read by other programs. */
export interface Table {
  readonly columns: readonly string[];
  /** Each as long as `columns`. Rates stay in [0, 1], sizes in bytes, times in milliseconds. */
  readonly rows: readonly (readonly Cell[])[];
}
