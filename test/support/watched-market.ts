// A scripted market looked at by a tracker: what the tests of core/watch have in common.

import type { ChainConfig } from '../../src/core/pipeline/config.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { initCertificate, stepCertificate } from '../../src/core/quality/certificate.js';
import { type QualityState, initQuality, stepQuality } from '../../src/core/quality/stream-quality.js';
import type { CertificateState } from '../../src/core/quality/certificate-state.js';
import type { WatchRequest } from '../../src/core/watch/snapshot.js';
import { symbolUnits } from '../../src/core/watch/symbol-units.js';
import { type TrackedParts, trackedSnapshotParts } from '../../src/core/watch/tracked-parts.js';
import {
  type Tracker,
  type TrackerOptions,
  createTracker,
  trackEvents,
  trackRows,
} from '../../src/core/watch/tracker.js';
import { type WatchCache, createWatchCache } from '../../src/core/watch/watched-run.js';
import { type RawFrame, batchesOf } from './frames.js';
import { type Market, openMarket, stepMarket } from './market-run.js';
import { NOON_US, ScriptedMarket, UNIT_MARKET, shortChain } from './scripted-market.js';

export interface Watched {
  readonly market: Market;
  tracker: Tracker;
  readonly quality: QualityState;
  readonly certificate: CertificateState;
  readonly cache: WatchCache;
}

export const REQUEST: WatchRequest = {
  symbol: 'XUSDT',
  levels: 5,
  series: { spanUs: 60_000_000, points: 240 },
  heatColumns: 60,
  footprintBars: 4,
  tape: 10,
  signals: 10,
  ownSignals: false,
};

export function openWatched(config: ChainConfig = shortChain(4), options: Partial<TrackerOptions> = {}): Watched {
  const tracker = createTracker({ symbols: 1, ...options });
  const [quality, certificate] = [initQuality(), initCertificate()];
  const own = openMarket(config, { instruments: [UNIT_MARKET] });
  const watched: Watched = { market: own, tracker, quality, certificate, cache: createWatchCache() };
  const market: Market = {
    ...own,
    watch(batch, crossings) {
      stepQuality(quality, batch, crossings);
      stepCertificate(certificate, batch, ['XUSDT']);
      trackEvents(watched.tracker, own.chain, batch);
    },
  };
  return Object.assign(watched, { market });
}

/** Runs frames, `size` a batch. */
export function watchFrames(watched: Watched, frames: readonly RawFrame[], size = 1): SignalRow[] {
  const all: SignalRow[] = [];
  for (const batch of batchesOf(frames, size)) {
    const rows: SignalRow[] = [];
    stepMarket(watched.market, batch, rows);
    trackRows(watched.tracker, rows);
    all.push(...rows);
  }
  return all;
}

export const watchMarket = (market: ScriptedMarket): Watched => {
  const watched = openWatched();
  watchFrames(watched, market.frames);
  return watched;
};

/** What a screen would show, so many ms after the market's start. */
export function partsAt(watched: Watched, ms: number, request: Partial<WatchRequest> = {}): TrackedParts {
  const { market, tracker, quality, certificate, cache } = watched;
  const units = symbolUnits('XUSDT', UNIT_MARKET.tick, UNIT_MARKET.step);
  const run = {
    tracker,
    chain: market.chain,
    quality,
    certificate,
    instruments: [{ symbol: 'XUSDT', units }],
    startUs: NOON_US,
    nowUs: NOON_US + ms * 1_000,
  };
  return trackedSnapshotParts(run, { ...REQUEST, ...request }, cache);
}

export const STEADY_BOOK = { bids: [[1000, 5], [999, 4]], asks: [[1001, 6], [1003, 3]] } as const; // prettier-ignore

/** Ten depth messages and a trade each second, for so many seconds. */
export function steadyMarket(seconds: number): ScriptedMarket {
  const market = new ScriptedMarket().at(0).snapshot(STEADY_BOOK);
  for (let k = 0; k < seconds * 10; k++) {
    market.after(100).depth({ bids: [[1000, (k % 7) + 1]] });
    if (k % 10 === 5) market.aggTrade(k % 20 === 5 ? 7 : -3);
  }
  return market;
}
