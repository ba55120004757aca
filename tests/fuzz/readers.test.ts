import { describe, expect, it } from 'vitest';
import { readers } from './readers';

const CASES = 400;

describe.each(readers)('the $name reader', ({ read }) => {
  it(`refuses or reads ${CASES} damaged inputs and crashes on none`, async () => {
    let through = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const came = await read(seed).catch((error: unknown) => {
        throw new Error(`The input of seed ${seed} crashed it.`, { cause: error });
      });
      if (came) through++;
    }
    // Neither all nor none: the damage is of all sizes.
    expect(through).toBeGreaterThan(0);
    expect(through).toBeLessThan(CASES);
  });
});
