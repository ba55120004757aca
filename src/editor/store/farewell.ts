import * as z from 'zod/mini';

/**
 * The last edits of a page that is about to go: a database may not come to write them any more, but this
 * is written at once. The next visit takes them from here.
 */
const farewellSchema = z.object({
  graph: z.string().check(z.minLength(1)),
  /** The revision that the edits were made on; absent for a graph that was never stored. */
  base: z.optional(z.string()),
  text: z.string(),
});

export type Farewell = z.infer<typeof farewellSchema>;

const PREFIX = 'graft-farewell-';
/** Every page has its own, so that two that close at once do not write over each other. */
const ownKey = PREFIX + crypto.randomUUID();

export function writeFarewell(farewell: Farewell): void {
  try {
    localStorage.setItem(ownKey, JSON.stringify(farewell));
  } catch {
    // Too large or not allowed: the write to the database beside this one has to do.
  }
}

/** Called when the page lives on after all, and what it had to say is stored. */
export function dropFarewell(): void {
  try {
    localStorage.removeItem(ownKey);
  } catch {
    // Not allowed: then there is none.
  }
}

/** Those that earlier pages left, to be adopted and then dropped by calling `drop`. */
export function farewells(): { readonly farewell: Farewell; readonly drop: () => void }[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX) && key !== ownKey)
      .flatMap((key) => {
        const drop = () => localStorage.removeItem(key);
        const farewell = readFarewell(localStorage.getItem(key) ?? '');
        if (!farewell) drop();
        return farewell ? [{ farewell, drop }] : [];
      });
  } catch {
    return [];
  }
}

function readFarewell(text: string): Farewell | undefined {
  try {
    return farewellSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
