// What one chaos scenario is: which faults an emulator shows, when, to a capture with which limits. Drawn from its seed.

import { DEFAULT_CHAIN, type ChainConfig } from '../../src/core/pipeline/config.js';
import { DEFAULT_FEED_LIMITS, type FeedLimits } from '../../src/exchange/binance/feed-types.js';
import { type Fault, newFault } from '../../src/exchange/emulator/fault-script.js';
import type { Pick } from '../../test/support/frame-mutations.js';
import { oneOf, pickFor } from './pick.js';

export const CHAOS_KINDS = [
  'none',
  'drop-depth',
  'drop-trades',
  'duplicate',
  'reorder',
  'break-pu',
  'malformed',
  'unknown-fields',
  'clock-skew',
  'silent',
  'stall',
  'close',
  'half-open',
  'stale-snapshot',
  'rest-429',
  'rest-5xx',
  'rest-timeout',
  'hole-unhealable',
  'slow-writes',
  'roll-over',
] as const;
export type ChaosKind = (typeof CHAOS_KINDS)[number];

export interface ChaosPlan {
  readonly kind: ChaosKind;
  readonly seed: number;
  readonly symbols: readonly string[];
  readonly streams: readonly string[];
  /** Of the emulated market's own pace, and how lively it is. */
  readonly speed: number;
  readonly activity: number;
  readonly faults: readonly Fault[];
  readonly limits: FeedLimits;
  /** Bytes in the writer's queue from which the sockets are held back, and the delay of each write; null: as usual. */
  readonly slow: { readonly queueBytes: number; readonly writeMs: number } | null;
  /** Roll-overs of each connection that must have been done. */
  readonly rollOvers: number;
  /** The capture runs at least so long after it was opened, and gives up healing after `mostMs`. */
  readonly leastMs: number;
  readonly mostMs: number;
}

const SYMBOLS = ['ETHUSDT', 'BTCUSDT', 'SOLUSDT'] as const;
const CLOSE_CODES = [1000, 1001, 1006, 1008, 1011, 1012] as const;

/** Short windows: within seconds there are fused values on both sides of a fault. */
const Z = { ...DEFAULT_CHAIN.ofi.z, window: 20, warmup: 20 };
export const CHAOS_CHAIN: ChainConfig = {
  ...DEFAULT_CHAIN,
  grid: { kind: 'time', stepUs: 50_000 },
  ofi: { ...DEFAULT_CHAIN.ofi, z: Z },
  cvd: { ...DEFAULT_CHAIN.cvd, barUs: 50_000, z: Z },
};

/** The capture's own times, shortened as the market is quickened. */
const LIMITS: FeedLimits = {
  ...DEFAULT_FEED_LIMITS,
  replyMs: 3_000,
  backoff: { baseMs: 150, capMs: 1_000, floorMs: 50 },
  refusedMs: 500,
  stableMs: 2_000,
  socket: { ...DEFAULT_FEED_LIMITS.socket, pingMs: 1_000, deadMs: 1_500, closeMs: 15_000 },
  silence: { depthMs: 900, bookTickerMs: 3_000, tradeMs: 1_500, markPriceMs: 10_000 },
  tickMs: 50,
};
const ROLL_OVER: FeedLimits['rollover'] = {
  afterMs: 2_000,
  staggerMs: 150,
  leadMs: 300,
  quietMs: 600,
  holdMs: 2_000,
  handOverMs: 4_000,
  settleMs: 1_500,
  retryMs: 1_000,
};

/** Real time from the first subscription to the fault: the windows are warm by then. */
const FAULT_MS = { from: 2_200, spread: 1_200 } as const;

interface Draw {
  readonly pick: Pick;
  readonly symbols: readonly string[];
  readonly speed: number;
  /** Market time of the fault, µs. */
  readonly atUs: number;
  /** One symbol of the capture, or all. */
  readonly symbol: string | null;
}

const between = (pick: Pick, from: number, to: number): number => from + pick(to - from + 1);
const spanUs = ({ pick, speed }: Draw, fromMs: number, toMs: number): number =>
  between(pick, fromMs, toMs) * 1_000 * speed;

/** On one of the two streams: a fault of `count` messages. */
function onStream(draw: Draw, kind: Fault['kind'], changes: Partial<Fault> = {}): Fault {
  const stream = oneOf(draw.pick, ['depth', 'aggTrade']);
  return newFault(kind, { atUs: draw.atUs, symbol: draw.symbol, stream, ...changes });
}

const depthLoss = (draw: Draw): Fault =>
  newFault('drop', { atUs: draw.atUs, symbol: draw.symbol, count: between(draw.pick, 1, 6) });
const tradeLoss = (draw: Draw): Fault => ({
  ...depthLoss(draw),
  stream: 'aggTrade',
  count: between(draw.pick, 1, 40),
});

/** A loss that must be healed over REST, and the fault that REST shows meanwhile. */
function withRest(draw: Draw, kind: Fault['kind'], changes: Partial<Fault>): readonly Fault[] {
  const isBook = draw.pick(2) === 0;
  const loss = isBook ? depthLoss(draw) : tradeLoss(draw);
  const stream = isBook ? 'depth' : 'aggTrades';
  return [loss, newFault(kind, { atUs: draw.atUs, stream, ...changes })];
}

const FAULTS: Readonly<Record<ChaosKind, (draw: Draw) => readonly Fault[]>> = {
  none: () => [],
  'slow-writes': () => [],
  'roll-over': () => [],
  'drop-depth': (draw) => [depthLoss(draw)],
  'drop-trades': (draw) => [tradeLoss(draw)],
  duplicate: (draw) => [onStream(draw, 'duplicate', { count: between(draw.pick, 1, 20) })],
  reorder: (draw) => [onStream(draw, 'reorder', { count: between(draw.pick, 1, 3) })],
  'break-pu': (draw) => [newFault('break-pu', { atUs: draw.atUs, symbol: draw.symbol })],
  malformed: (draw) => [onStream(draw, 'malformed', { count: between(draw.pick, 1, 3) })],
  'unknown-fields': (draw) => [onStream(draw, 'unknown-fields', { count: between(draw.pick, 5, 100) })],
  'clock-skew': (draw) => {
    const value = between(draw.pick, 500, 4_000) * oneOf(draw.pick, [-1, 1]);
    return [newFault('clock-skew', { atUs: draw.atUs, forUs: spanUs(draw, 500, 1_500), value })];
  },
  silent: (draw) => [onStream(draw, 'silent', { forUs: spanUs(draw, 1_600, 2_600) })],
  stall: (draw) => [onStream(draw, 'stall', { forUs: spanUs(draw, 300, 1_200) })],
  close: (draw) => [onStream(draw, 'close', { value: oneOf(draw.pick, CLOSE_CODES) })],
  'half-open': (draw) => [onStream(draw, 'half-open')],
  'stale-snapshot': (draw) => [
    depthLoss(draw),
    newFault('stale-snapshot', {
      atUs: draw.atUs,
      stream: 'depth',
      count: between(draw.pick, 1, 2),
      value: between(draw.pick, 400, 1_500),
    }),
  ],
  'rest-429': (draw) => withRest(draw, 'rest-429', { value: between(draw.pick, 1, 2) }),
  'rest-5xx': (draw) =>
    withRest(draw, 'rest-5xx', { value: oneOf(draw.pick, [500, 502, 503]), count: between(draw.pick, 1, 2) }),
  'rest-timeout': (draw) => withRest(draw, 'rest-timeout', {}),
  'hole-unhealable': (draw) => [
    newFault('hole-unhealable', { atUs: draw.atUs, symbol: draw.symbol, count: between(draw.pick, 1, 6) }),
  ],
};

const USUAL = { speed: 2.5, activity: 1 } as const;
/** Roll-overs are to happen under load. */
const LOAD = { speed: 3, activity: 2 } as const;
/** After the last fault has ended: long enough for windows to be warm again. */
const AFTER_MS = 2_200;
const MOST_MS = 60_000;
const ROLL_OVERS = 2;

/** The scenario of a kind and a seed: always the same one. */
export function planChaos(kind: ChaosKind, seed: number): ChaosPlan {
  const pick = pickFor(seed, CHAOS_KINDS.indexOf(kind));
  const isRollOver = kind === 'roll-over';
  const { speed, activity } = isRollOver ? LOAD : USUAL;
  const symbols = SYMBOLS.slice(0, isRollOver ? 2 : between(pick, 1, 3));
  const atUs = between(pick, FAULT_MS.from, FAULT_MS.from + FAULT_MS.spread) * 1_000 * speed;
  const symbol = pick(2) === 0 ? null : oneOf(pick, symbols);
  const faults = FAULTS[kind]({ pick, symbols, speed, atUs, symbol });
  const overUs = Math.max(atUs, ...faults.map((fault) => fault.atUs + (fault.forUs ?? 0)));
  return {
    kind,
    seed,
    symbols,
    streams: isRollOver ? ['depth@100ms', 'aggTrade', 'bookTicker'] : ['depth@100ms', 'aggTrade'],
    speed,
    activity,
    faults,
    limits: isRollOver ? { ...LIMITS, rollover: ROLL_OVER } : LIMITS,
    slow: kind === 'slow-writes' ? { queueBytes: 24 * 1024, writeMs: between(pick, 60, 250) } : null,
    rollOvers: isRollOver ? ROLL_OVERS : 0,
    leastMs: overUs / 1_000 / speed + AFTER_MS,
    mostMs: MOST_MS,
  };
}
