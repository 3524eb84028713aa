// What to do when the exchange has stopped our requests (429, 418) before anything was asked for: wait, if it is not for long.

import { VenueError } from '../../platform/errors.js';
import type { ReceiveClock } from '../../platform/receive-clock.js';
import { sleep } from '../../platform/sleep.js';
import { formatTime } from '../../text/time.js';

/** All waits of a start together; longer ones are for whoever starts the capture. */
const LONGEST_MS = 600_000;
/** Where the exchange does not say how long. */
const UNSAID_MS = 60_000;

export interface Patience {
  readonly signal: AbortSignal;
  readonly clock: Pick<ReceiveClock, 'nowUs'>;
  readonly warn: (text: string) => void;
  leftMs: number;
}

export const createPatience = (world: {
  readonly signal: AbortSignal;
  readonly clock: Pick<ReceiveClock, 'nowUs'>;
  readonly talk: { warn(text: string): void };
}): Patience => ({
  signal: world.signal,
  clock: world.clock,
  warn: (text) => world.talk.warn(text),
  leftMs: LONGEST_MS,
});

/** Asks again when the stop is over. Throws what asking throws, and a stop that is too long with its end in words. */
export async function patiently<T>(patience: Patience, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof VenueError) || (error.httpStatus !== 429 && error.httpStatus !== 418)) throw error;
      const waitMs = error.retryAfterMs ?? UNSAID_MS;
      const until = formatTime(patience.clock.nowUs() + waitMs * 1_000).replace(/\.\d+/, '');
      if (waitMs > patience.leftMs) throw tooLong(error, until);
      patience.leftMs -= waitMs;
      patience.warn(`${error.message}; waiting ${Math.ceil(waitMs / 1_000)} s, until ${until}`);
      await sleep(waitMs, patience.signal);
    }
  }
}

function tooLong(error: VenueError, until: string): VenueError {
  const { code, hint, details, retryable, retryAfterMs, httpStatus } = error;
  return new VenueError(`${error.message}, until ${until}`, {
    code,
    hint: hint ?? undefined,
    details,
    retryable,
    retryAfterMs: retryAfterMs ?? undefined,
    httpStatus: httpStatus ?? undefined,
    cause: error,
  });
}
