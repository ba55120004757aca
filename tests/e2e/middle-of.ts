import type { Locator } from '@playwright/test';

export interface At {
  readonly x: number;
  readonly y: number;
}

const STILL_FRAMES = 3;

/** The middle of something on the screen, once it stands still: the view glides, e.g. when a graph opens. */
export const middleOf = (locator: Locator): Promise<At> =>
  locator.evaluate(async (element, stillFrames) => {
    const place = () => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    };
    let last = place();
    for (let still = 0; still < stillFrames; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = place();
      still = now.x === last.x && now.y === last.y ? still + 1 : 0;
      last = now;
    }
    return last;
  }, STILL_FRAMES);
