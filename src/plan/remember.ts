import type { Catalog } from './catalog';

/**
 * Describes each expression once: what is known of a long chain would otherwise be found anew at each
 * of its nodes. Expressions are immutable and made anew at every edit, so nothing stale is served.
 */
export function rememberDescriptions<E extends object, Description>(
  describe: (expression: E, catalog: Catalog) => Description,
): (expression: E, catalog: Catalog) => Description {
  const known = new WeakMap<E, { readonly catalog: Catalog; readonly description: Description }>();
  return (expression, catalog) => {
    const found = known.get(expression);
    if (found?.catalog === catalog) return found.description;
    const description = describe(expression, catalog);
    known.set(expression, { catalog, description });
    return description;
  };
}
