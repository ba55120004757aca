import { readers } from '../../fuzz/readers';
import type { Row } from '../row';

const CASES_PER_READER = 20_000;
/** A single input that takes longer hangs the editor. */
const LONGEST_MS = 5000;

/** Damaged and hostile documents, links, pictures and zips; the tests read others of the same kind. */
export const fuzz: Row = {
  name: 'fuzz',
  what: `damaged inputs that crash or hang a reader, of ${CASES_PER_READER * readers.length} in all`,
  target: { value: 0, kind: 'equals' },
  async measure() {
    const detail: Record<string, string> = {};
    let crashes = 0;
    for (const { name, read } of readers) {
      let through = 0;
      let slowest = 0;
      for (let seed = 1_000_001; seed <= 1_000_000 + CASES_PER_READER; seed++) {
        const start = performance.now();
        try {
          if (await read(seed)) through++;
        } catch (error) {
          crashes++;
          detail[`${name}, seed ${seed}`] = error instanceof Error ? error.message : String(error);
        }
        const took = performance.now() - start;
        slowest = Math.max(slowest, took);
        if (took > LONGEST_MS) {
          crashes++;
          detail[`${name}, seed ${seed}`] = `took ${Math.round(took)} ms`;
        }
      }
      detail[name] = `${CASES_PER_READER} cases, ${through} read, slowest ${slowest.toFixed(0)} ms`;
    }
    return { value: crashes, detail };
  },
};
