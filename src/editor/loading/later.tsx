import { type ReactNode, startTransition, useEffect, useState } from 'react';

/**
 * Shows what it holds once the rest is on the screen, in a transition, which gives way to clicks: views
 * of hundreds of classes would otherwise hold the page up for as long as all their parts take together.
 */
export function Later({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => startTransition(() => setShown(true)), []);
  return shown && children;
}
