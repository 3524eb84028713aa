// The state of a running emulation, and its clocks.

import type { FaultState } from './fault-script.js';
import { openSpan } from './fault-script.js';
import type { Hub } from './hub.js';
import type { FieldSet } from './payload.js';
import type { PublishedMarket } from './published-market.js';
import type { TruthLog } from './truth-log.js';
import type { VenueSource } from './venue-source.js';

/** Market time against the machine's. */
export interface PlayClock {
  /** Multiple of the source's own pace; `max`: as fast as readers take it. */
  readonly speed: number | 'max';
  readonly startUs: number;
  /** Monotonic ms at which play began; null before. */
  playedMs: number | null;
  /** Market time that has been reached, µs. */
  nowUs: number;
}

export interface Emulation {
  readonly source: VenueSource;
  readonly market: PublishedMarket;
  readonly hub: Hub;
  readonly faults: FaultState;
  readonly truth: TruthLog | null;
  readonly clock: PlayClock;
  readonly fields: FieldSet;
  /** A book line for every depth message, not only every second. */
  readonly everyBook: boolean;
  /** What is added to every time that is shown, ms: a clock that is wrong. */
  skewMs: number;
  messages: number;
  faultsFired: number;
}

/** Time as the venue shows it, ms since the epoch. */
export const shownMs = (emulation: Emulation): number => Date.now() + emulation.skewMs;

/** Market time since play began, µs. */
export const elapsedUs = ({ clock }: Emulation): number => clock.nowUs - clock.startUs;

const USUAL_SKEW_MS = 5_000;

/** Looks whether a skew of the clock has begun or ended. */
export function settleSkew(emulation: Emulation): void {
  if (emulation.faults.faults.length === 0) return;
  const fault = openSpan(emulation.faults, 'clock-skew', elapsedUs(emulation));
  emulation.skewMs = fault === null ? 0 : (fault.value ?? USUAL_SKEW_MS);
}
