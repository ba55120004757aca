/**
 * Parts of the page that one goes to by keyboard, in their order, with what gets the focus there. They are
 * marked by `data-region`: their names for people differ from language to language.
 */
const REGIONS = [
  { name: 'nodes', within: '[data-region="nodes"]', first: 'input' },
  { name: 'graph', within: '.react-flow', first: '.react-flow__node.selected, .react-flow__node' },
  { name: 'results', within: '[data-region="results"]', first: '[role="tab"]' },
  { name: 'settings', within: '[data-region="settings"]', first: 'input, button, select, textarea' },
  { name: 'top bar', within: 'header', first: 'button' },
] as const;

export type Region = (typeof REGIONS)[number]['name'];

/** Moves the focus into a part of the page; one without anything to focus gets it itself. */
export function focusRegion(name: Region): void {
  const region = REGIONS.find((each) => each.name === name);
  const within = region && document.querySelector<HTMLElement>(region.within);
  if (!within) return;
  const selected = within.querySelector<HTMLElement>('.react-flow__node.selected');
  const first = selected ?? within.querySelector<HTMLElement>(region.first);
  if (!first) within.tabIndex = -1;
  (first ?? within).focus();
}

/** The part of the page after or before the one that has the focus. */
export function focusNextRegion(step: 1 | -1): void {
  const active = document.activeElement;
  const now = REGIONS.find(({ within }) => active?.closest(within));
  const shown = REGIONS.filter(({ within }) => {
    const part = document.querySelector(within);
    return part?.checkVisibility();
  });
  const place = now ? shown.indexOf(now) : step > 0 ? -1 : 0;
  const next = shown[(place + step + shown.length) % shown.length];
  if (next) focusRegion(next.name);
}
