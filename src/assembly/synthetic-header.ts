// What a synthetic recording is made from, and the first line that says so.

import { DEPTH_PERIOD_US, type MarketConfig } from '../core/sim/market-config.js';
import type { PlannedFault } from '../core/sim/faults.js';
import { sessionLine } from '../store/ndjson/raw-line.js';

export const SYNTHETIC_STREAMS = ['depth@100ms', 'aggTrade', 'bookTicker'] as const;
export type SyntheticStream = (typeof SYNTHETIC_STREAMS)[number];

export interface SyntheticRecording {
  readonly market: MarketConfig;
  readonly durationUs: number;
  readonly streams: readonly SyntheticStream[];
  /** From the opening of the streams to the venue's answer to the first snapshot request. */
  readonly snapshotLagUs: number;
  readonly faults: readonly PlannedFault[];
  /** Whether to measure stylised facts on the way. */
  readonly stats: boolean;
}

/** Changes whenever the same configuration would give other bytes. It stands in the header in place of a release. */
export const GENERATOR = 'v13-synthetic 1';

/** Everything that determines the bytes, as it stands in the session header. */
export function generatorParameters(config: SyntheticRecording): object {
  const { market, durationUs, streams, snapshotLagUs, faults } = config;
  return {
    name: GENERATOR,
    seed: market.seed,
    start_us: market.startUs,
    duration_us: durationUs,
    activity: market.activity,
    alpha: market.alpha,
    alpha_horizon_us: market.alphaHorizonUs,
    depth_period_us: DEPTH_PERIOD_US,
    snapshot_lag_us: snapshotLagUs,
    streams,
    symbols: market.symbols.map(({ instrument, tickText, stepText, ...rest }) => ({
      symbol: instrument.symbol,
      tick: tickText,
      step: stepText,
      ...rest,
    })),
    faults,
  };
}

/** Session ids differ where the content differs: FNV-1a over the parameters. */
export function sessionId(config: SyntheticRecording): string {
  let hash = 0x811c9dc5;
  for (const char of JSON.stringify(generatorParameters(config))) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  }
  return `synthetic-${config.market.seed}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}

/** First line: says SYNTHETIC, and from which seed and parameters. */
export function recordingHead(config: SyntheticRecording): string {
  const { market, streams } = config;
  return sessionLine(market.startUs, {
    segment: null,
    session: sessionId(config),
    venue: 'binance-usdm',
    env: 'synthetic',
    host: 'synthetic',
    symbols: market.symbols.map((symbol) => ({
      symbol: symbol.instrument.symbol,
      tick: symbol.tickText,
      step: symbol.stepText,
    })),
    streams,
    config: null,
    generator: generatorParameters(config),
    software: GENERATOR,
  });
}
