import { focusNode } from '../store/run';

/** Goes to the control of a parameter: selects its node, unfolds what hides it, and puts the focus on it. */
export function showParam(nodeId: string, param: string): void {
  focusNode(nodeId);
  // The inspector draws the node first.
  requestAnimationFrame(() => requestAnimationFrame(() => reveal(param, true)));
}

function reveal(param: string, mayUnfold: boolean): void {
  const inspector = document.querySelector('[data-region="settings"]');
  const control = inspector?.querySelector(`[data-param="${CSS.escape(param)}"]`);
  if (control) {
    control.scrollIntoView({ block: 'center' });
    control.querySelector<HTMLElement>('input, textarea, [role="combobox"], [role="switch"]')?.focus();
  } else if (mayUnfold) {
    const advanced = inspector?.querySelector<HTMLElement>('[data-advanced] [aria-expanded="false"]');
    advanced?.click();
    requestAnimationFrame(() => reveal(param, false));
  }
}
