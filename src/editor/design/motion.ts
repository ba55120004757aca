/** Did the person ask the system for as little movement as can be? The stylesheets ask for themselves. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
