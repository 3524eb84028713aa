// What is measured of each event while a capture runs.

import { type EventBatch, FLAG, KIND } from '../../core/market/event-batch.js';
import { type RollingSketch, initRollingSketch, insertRollingSketch } from '../../core/quality/rolling-sketch.js';
import { MAX_LATENCY_US } from '../../core/quality/stream-quality.js';
import { type EventCache, initEventCache, pushEvent } from '../../store/cache.js';

export interface CaptureFigures {
  /** Receive time − E, µs. */
  readonly latency: RollingSketch;
  /** Receipt → computed, µs. */
  readonly pipeline: RollingSketch;
  /** The last events of each symbol; null where there are more symbols than anybody looks at. */
  readonly cache: EventCache | null;
  clockSteps: number;
}

/** Events and symbols that the cache holds: seconds of a busy symbol, and as many symbols as one screen shows. */
const CACHE = { events: 512, symbols: 64 };

export const createFigures = (symbols: number): CaptureFigures => ({
  latency: initRollingSketch(),
  pipeline: initRollingSketch(),
  cache: symbols <= CACHE.symbols ? initEventCache(CACHE) : null,
  clockSteps: 0,
});

const NOT_RECEIVED = FLAG.healed | FLAG.buffered;

/** Takes every event of a batch. */
export function takeFigures(figures: CaptureFigures, batch: EventBatch, names: readonly string[]): void {
  const { kind, flags, symbol, recvUs, eventUs, count } = batch;
  const { cache } = figures;
  for (let i = 0; i < count; i++) {
    const code = kind[i] as number;
    if (code >= KIND.gap && code <= KIND.session) continue;
    const bits = flags[i] as number;
    if ((bits & NOT_RECEIVED) !== 0) continue;
    if (cache !== null) pushEvent(cache, names[symbol[i] as number] ?? '', { batch, row: i });
    if ((bits & FLAG.hasEventTime) === 0) continue;
    const us = recvUs[i] as number;
    const latencyUs = us - (eventUs[i] as number);
    if (Math.abs(latencyUs) <= MAX_LATENCY_US) insertRollingSketch(figures.latency, us, latencyUs);
  }
}
