import { type ComponentType, cloneElement, type ReactElement, Suspense } from 'react';

interface LateMenuProps {
  readonly button: ReactElement<{ readonly 'aria-disabled'?: boolean }>;
  /** Made by `soon`. */
  readonly menu: ComponentType<{ readonly trigger: ReactElement }>;
}

/** A button whose menu is fetched right after the first paint: for that moment the button waits. */
export function LateMenu({ button, menu: Menu }: LateMenuProps) {
  return (
    <Suspense fallback={cloneElement(button, { 'aria-disabled': true })}>
      <Menu trigger={button} />
    </Suspense>
  );
}
