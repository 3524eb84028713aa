// The queue in front of the exchange's REST: requests wait here for weight, for a pause to end, for a free connection.

import { VenueError } from '../../platform/errors.js';
import type { ReceiveClock } from '../../platform/receive-clock.js';
import { explainRefusal } from './venue-failure.js';
import { type BudgetState, type WeightWish, allowedAt, pauseAt, steadyNow, takeWeight } from './weight-budget.js';

export interface TurnOptions {
  readonly budget: BudgetState;
  readonly clock: ReceiveClock;
  readonly concurrent: number;
  /** A pause that lasts longer than this is an error at once instead of a wait. */
  readonly maxPauseMs: number;
  readonly host: string;
  /** The state has changed. */
  readonly changed: () => void;
}

interface Waiter {
  readonly wish: WeightWish;
  readonly go: () => void;
  readonly fail: (reason: Error) => void;
}

/** Longest single timer; a longer pause is looked at again then. */
const MAX_TIMER_MS = 60_000;

export class RestTurns {
  readonly #options: TurnOptions;
  readonly #waiters: Waiter[] = [];
  #running = 0;
  #closed = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: TurnOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  get running(): number {
    return this.#running;
  }

  /** Resolves when the request may be sent; its weight is booked then. Call leave() when it is over. */
  async enter(wish: WeightWish, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#closed) throw closedError();
    const refusal = longPause(this.#options);
    if (refusal !== null) throw refusal;
    let abort = (): void => undefined;
    try {
      await new Promise<void>((go, fail) => {
        const waiter: Waiter = { wish, go, fail };
        abort = () => {
          const at = this.#waiters.indexOf(waiter);
          if (at >= 0) this.#waiters.splice(at, 1);
          fail(reasonOf(signal));
        };
        signal.addEventListener('abort', abort, { once: true });
        this.#waiters.push(waiter);
        this.#pump();
      });
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  leave(): void {
    this.#running--;
    if (!this.#closed) this.#pump();
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const waiter of this.#waiters.splice(0)) waiter.fail(closedError());
  }

  /** Lets go all that may go now, and sets the time to look again. */
  #pump(): void {
    const { budget, clock, concurrent, changed } = this.#options;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const refusal = longPause(this.#options);
    if (refusal !== null) for (const waiter of this.#waiters.splice(0)) waiter.fail(refusal);
    while (this.#running < concurrent) {
      const waiter = pickNext(this.#waiters);
      if (waiter === null) break;
      const nowUs = steadyNow(budget, clock);
      const atUs = allowedAt(budget, waiter.wish, nowUs);
      if (atUs > nowUs) {
        this.#timer = setTimeout(() => this.#pump(), Math.min(MAX_TIMER_MS, (atUs - nowUs) / 1000 + 1));
        break;
      }
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      takeWeight(budget, waiter.wish.weight, nowUs);
      this.#running++;
      waiter.go();
    }
    changed();
  }
}

/** The first urgent request, else the first of all. */
const pickNext = (waiters: readonly Waiter[]): Waiter | null =>
  waiters.find(({ wish }) => wish.purpose === 'urgent') ?? waiters[0] ?? null;

export const closedError = (): VenueError =>
  new VenueError('the connection to the exchange has been closed', { code: 'V13_VENUE_CLOSED', retryable: false });

const reasonOf = ({ reason }: AbortSignal): Error =>
  reason instanceof Error ? reason : new DOMException(String(reason), 'AbortError');

/** The error for a pause that is too long to wait for; null where there is none. */
function longPause({ budget, clock, maxPauseMs, host }: TurnOptions): VenueError | null {
  const nowUs = steadyNow(budget, clock);
  const pause = pauseAt(budget, nowUs);
  if (pause === null) return null;
  const retryAfterMs = Math.ceil((pause.untilUs - nowUs) / 1000);
  if (retryAfterMs <= maxPauseMs) return null;
  const failure = explainRefusal({ status: pause.status, host, text: '', proxy: null, byProxy: false, retryAfterMs });
  return new VenueError(failure.message, failure);
}
