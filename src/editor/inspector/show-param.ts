import { focusNode } from '../store/run';

/** How long the control of a parameter is waited for, which is drawn after the head of its node. */
const MOST_FRAMES = 60;

/** Goes to the control of a parameter: selects its node, unfolds what hides it, and puts the focus on it. */
export function showParam(nodeId: string, param: string): void {
  focusNode(nodeId);
  // The inspector draws the node first.
  requestAnimationFrame(() => requestAnimationFrame(() => reveal(param, MOST_FRAMES)));
}

function reveal(param: string, frames: number): void {
  const inspector = document.querySelector('[data-region="settings"]');
  const control = inspector?.querySelector(`[data-param="${CSS.escape(param)}"]`);
  if (control) {
    control.scrollIntoView({ block: 'center' });
    control.querySelector<HTMLElement>('input, textarea, [role="combobox"], [role="switch"]')?.focus();
    return;
  }
  inspector?.querySelector<HTMLElement>('[data-advanced] [aria-expanded="false"]')?.click();
  if (frames > 0) requestAnimationFrame(() => reveal(param, frames - 1));
}
