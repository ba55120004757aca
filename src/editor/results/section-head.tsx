import type { ReactNode } from 'react';
import shared from './shared.module.css';

/** A heading of a part of the results, with what can be done with it at its right. */
export function SectionHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={shared.head}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}
