import Papa from 'papaparse';
import type { Table } from './table';

/** Without it, Excel reads UTF-8 as the machine's own encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Texts that a spreadsheet would take for a formula and run (OWASP, "CSV injection"). Names of classes and
 * files are anybody's: such a text gets an apostrophe in front, which spreadsheets do not show.
 */
const FORMULA = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;

/** A table as CSV (RFC 4180): lines end in CR LF, texts are quoted where they must be, numbers are never changed. */
export const toCsv = ({ columns, rows }: Table): string =>
  BYTE_ORDER_MARK +
  Papa.unparse(
    { fields: [...columns], data: rows.map((row) => [...row]) },
    { newline: '\r\n', escapeFormulae: FORMULA },
  ) +
  '\r\n';
