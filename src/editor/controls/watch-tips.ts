const DELAY_MS = 350;
/** So long after one tooltip the next comes at once: somebody reads them in a row. */
const ROW_MS = 300;
/** Time to move the pointer from a thing onto its tooltip, e.g. to magnify it. */
const LEAVE_MS = 120;

/**
 * Says which element of the page shows its tooltip: the one that the pointer rests on, or that the keyboard
 * came to. Returns a function that stops it.
 */
export function watchTips(show: (target: HTMLElement | undefined) => void): () => void {
  let shown: HTMLElement | undefined;
  let next: HTMLElement | undefined;
  let pressed: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hiddenAt = Number.NEGATIVE_INFINITY;

  const turnTo = (target: HTMLElement | undefined) => {
    clearTimeout(timer);
    next = target;
    if (target === shown) return;
    if (shown) hiddenAt = performance.now();
    shown = target;
    show(target);
  };
  const hide = () => turnTo(undefined);

  const onPointerOver = ({ target, pointerType, buttons }: PointerEvent) => {
    if (pointerType === 'touch' || buttons > 0 || !(target instanceof Element)) return;
    const over = target.closest('[role="tooltip"]') ? shown : tipped(target);
    if (over !== pressed) pressed = undefined;
    if (over === next || (over && over === pressed)) return;
    next = over;
    clearTimeout(timer);
    const isInRow = shown !== undefined || performance.now() - hiddenAt < ROW_MS;
    timer = setTimeout(() => turnTo(over), over ? (isInRow ? 0 : DELAY_MS) : LEAVE_MS);
  };
  const onPointerDown = ({ target }: PointerEvent) => {
    pressed = target instanceof Element ? tipped(target) : undefined;
    hide();
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target.dataset.tip !== undefined && target.matches(':focus-visible'))
      turnTo(target);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && hide();

  const watching = new AbortController();
  const { signal } = watching;
  document.addEventListener('pointerover', onPointerOver, { signal });
  document.addEventListener('pointerdown', onPointerDown, { signal, capture: true });
  document.addEventListener('focusin', onFocusIn, { signal });
  document.addEventListener('focusout', hide, { signal });
  document.addEventListener('keydown', onKeyDown, { signal, capture: true });
  document.addEventListener('scroll', hide, { signal, capture: true });
  document.addEventListener('wheel', hide, { signal, capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    watching.abort();
  };
}

const tipped = (element: Element): HTMLElement | undefined =>
  element.closest<HTMLElement>('[data-tip]') ?? undefined;
