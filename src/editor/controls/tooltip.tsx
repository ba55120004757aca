import { cloneElement, type ReactElement } from 'react';
import type { Side } from './place-beside';

interface TooltipProps {
  readonly text: string;
  /** A second line, or a shortcut. */
  readonly hint?: string;
  readonly side?: Side;
  readonly children: ReactElement;
}

/** What a thing says when it is pointed at. One layer shows them all: a large graph has thousands. */
export function Tooltip({ text, hint, side = 'bottom', children }: TooltipProps) {
  const marks = { 'data-tip': text, 'data-tip-hint': hint, 'data-tip-side': side };
  return cloneElement(children as ReactElement<typeof marks>, marks);
}
