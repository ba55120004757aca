/** What Radix sets on all that lies behind an open dialog, menu or list, to hide it from screen readers. */
const MARK = 'data-aria-hidden';

/**
 * Keeps what lies behind something open out of reach of the keyboard as well: what nobody is told of must not
 * get the focus. Returns a function that stops it.
 */
export function keepOutOfReach(): () => void {
  const watch = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (target instanceof HTMLElement) target.inert = target.hasAttribute(MARK);
    }
  });
  watch.observe(document.body, { subtree: true, attributeFilter: [MARK] });
  return () => watch.disconnect();
}
