import { en } from 'zod/locales';
import * as z from 'zod/mini';

// Zod's small form comes without the texts that say what is wrong. Its full form would compile checks with
// `new Function`, which a page without eval does not allow, and so would this one.
z.config({ ...en(), jitless: true });

/** Text of a bounded length. */
export const text = (most: number) => z.string().check(z.maxLength(most));
export const some = z.string().check(z.minLength(1));
export const name = text(200).check(z.minLength(1));
/** Counts from one. */
export const whole = z.int().check(z.minimum(1));
export const listOf = <T extends z.ZodMiniType>(item: T, most: number) =>
  z.array(item).check(z.maxLength(most));
