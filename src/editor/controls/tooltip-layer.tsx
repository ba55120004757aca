import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { placeBeside, type Side } from './place-beside';
import styles from './tooltip.module.css';
import { watchTips } from './watch-tips';

/** Shows the tooltip of whatever has one, see `Tooltip`. One for the whole page. */
export function TooltipLayer() {
  const [target, setTarget] = useState<HTMLElement>();
  useEffect(() => watchTips(setTarget), []);
  return target ? createPortal(<Tip target={target} />, document.body) : null;
}

function Tip({ target }: { readonly target: HTMLElement }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { tip, tipHint, tipSide = 'bottom' } = target.dataset;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const screen = { width: window.innerWidth, height: window.innerHeight };
    const { x, y } = placeBeside(target.getBoundingClientRect(), size, tipSide as Side, screen);
    element.style.left = `${Math.round(x)}px`;
    element.style.top = `${Math.round(y)}px`;
  }, [target, tipSide]);
  useEffect(() => {
    target.setAttribute('aria-describedby', id);
    return () => target.removeAttribute('aria-describedby');
  }, [target, id]);
  return (
    <div ref={box} id={id} role="tooltip" className={styles.content}>
      {tip}
      {tipHint && <span className={styles.hint}>{tipHint}</span>}
    </div>
  );
}
