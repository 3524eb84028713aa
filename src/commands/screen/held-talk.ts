// Talk while a screen stands where its lines would go: they are shown on it, and warnings are printed when it has closed.

import type { Talk } from '../../cli/context.js';

export interface HeldTalk extends Talk {
  /** From now on lines go to `onLine`. */
  hold(): void;
  /** The screen has closed: what was held is printed, and lines go where they went before. */
  release(): void;
}

/** Warnings held at most; older ones are counted. */
const MOST_HELD = 50;

export function createHeldTalk(talk: Talk, onLine: (kind: 'info' | 'warn', text: string) => void): HeldTalk {
  let isHolding = false;
  let held: string[] = [];
  let left = 0;
  return {
    info(text) {
      if (isHolding) onLine('info', text);
      else talk.info(text);
    },
    detail(text) {
      if (!isHolding) talk.detail(text);
    },
    warn(text) {
      if (!isHolding) {
        talk.warn(text);
        return;
      }
      onLine('warn', text);
      held.push(text);
      if (held.length <= MOST_HELD) return;
      held.shift();
      left++;
    },
    hold() {
      isHolding = true;
    },
    release() {
      isHolding = false;
      if (left > 0) talk.warn(`${left} earlier warnings stand in the log only`);
      for (const text of held) talk.warn(text);
      held = [];
      left = 0;
    },
  };
}
