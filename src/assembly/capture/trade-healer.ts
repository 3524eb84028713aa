// Holes in aggTrade ids, filled over REST by id as far as the exchange still has them. One hole at a time.

import type { FoundGap } from './live-run.js';

export interface Hole {
  readonly symbol: string;
  /** Ids still missing, both ends included. */
  fromId: number;
  readonly toId: number;
  /** Where the hole began. */
  readonly firstId: number;
  /** Answers in a row that brought nothing, and requests in a row that failed. */
  attempts: number;
  failures: number;
  nextMs: number;
  /** Ids that the exchange has answered without, as ranges. */
  readonly missed: [from: number, to: number][];
}

export interface HealerCounts {
  holes: number;
  /** Trades that were missing, and those of them that REST gave. */
  missing: number;
  healed: number;
  /** Holes given up: with ids that REST does not have, or that are too many. */
  open: number;
}

export interface TradeHealer {
  readonly holes: Hole[];
  readonly counts: HealerCounts;
  busy: boolean;
}

/** One answer: trades in order of id, each verbatim. */
export interface TradePage {
  readonly trades: readonly { readonly id: number; readonly text: string }[];
}

export interface HealerDesk {
  /** Up to 1,000 trades from an id on. */
  fetch(hole: Hole): Promise<TradePage>;
  /** Adds one healed trade to the recording. */
  add(symbol: string, text: string, page: TradePage): void;
  /** A hole that stays one, with what is left of it and why. */
  giveUp(hole: Hole, reason: string): void;
  /** A hole that is none any more. */
  closed?(hole: Hole): void;
  /** A fault of our own in taking an answer. */
  fault(error: unknown): void;
}

/** Longer holes are left to the public dumps: healing them would eat the request weight that books need. */
export const MOST_IDS = 50_000;
const ATTEMPTS = 6;
const RETRY_MS = 2_000;
/** REST may be down for long while the streams go on: failures are tried again for about three quarters of an hour. */
const MOST_FAILURES = 60;
const MOST_WAIT_MS = 60_000;
/** The trades around a hole reach REST a little after the stream. */
const FIRST_WAIT_MS = 500;

/** What stays missing of a hole, in words. */
export function openText({ symbol, fromId, toId, missed }: Hole, reason: string): string {
  const ranges: [number, number][] = fromId > toId ? missed : [...missed, [fromId, toId]];
  const ids = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return `${symbol}: trades ${ids.join(', ')} stay missing: ${reason}`;
}

export const createTradeHealer = (): TradeHealer => ({
  holes: [],
  counts: { holes: 0, missing: 0, healed: 0, open: 0 },
  busy: false,
});

export function addHole(
  healer: TradeHealer,
  gap: FoundGap,
  desk: Pick<HealerDesk, 'giveUp'> & { nowMs: number },
): void {
  const hole = {
    symbol: gap.symbol,
    fromId: gap.fromId,
    toId: gap.toId,
    firstId: gap.fromId,
    attempts: 0,
    failures: 0,
    nextMs: desk.nowMs + FIRST_WAIT_MS,
    missed: [],
  };
  healer.counts.holes++;
  healer.counts.missing += gap.toId - gap.fromId + 1;
  if (gap.toId - gap.fromId >= MOST_IDS) {
    healer.counts.open++;
    desk.giveUp(hole, `more than ${MOST_IDS} trades are missing`);
  } else healer.holes.push(hole);
}

/** Takes up the next hole that is due, if none is being healed. */
export function healNext(healer: TradeHealer, desk: HealerDesk, nowMs: () => number): void {
  if (healer.busy) return;
  const now = nowMs();
  const index = healer.holes.findIndex(({ nextMs }) => nextMs <= now);
  const hole = healer.holes[index];
  if (hole === undefined) return;
  healer.busy = true;
  desk
    .fetch(hole)
    .then(
      (page) => {
        healer.busy = false;
        hole.attempts++;
        hole.failures = 0;
        if (takePage(healer, hole, { desk, page })) healer.holes.splice(healer.holes.indexOf(hole), 1);
        else hole.nextMs = nowMs() + RETRY_MS * hole.attempts;
      },
      (error: unknown) => {
        healer.busy = false;
        hole.failures++;
        hole.nextMs = nowMs() + Math.min(MOST_WAIT_MS, RETRY_MS * hole.failures);
        if (hole.failures < MOST_FAILURES) return;
        healer.holes.splice(healer.holes.indexOf(hole), 1);
        healer.counts.open++;
        desk.giveUp(hole, error instanceof Error ? error.message : String(error));
      },
    )
    .catch((error: unknown) => desk.fault(error));
}

/** Adds what the page holds of the hole. True when nothing more is to be had. */
function takePage(healer: TradeHealer, hole: Hole, { desk, page }: { desk: HealerDesk; page: TradePage }): boolean {
  const before = hole.fromId;
  let highest = -1;
  for (const { id, text } of page.trades) {
    highest = Math.max(highest, id);
    if (id < hole.fromId || id > hole.toId) continue;
    if (id !== hole.fromId) hole.missed.push([hole.fromId, id - 1]);
    desk.add(hole.symbol, text, page);
    healer.counts.healed++;
    hole.fromId = id + 1;
  }
  if (highest > hole.toId && hole.fromId <= hole.toId) {
    hole.missed.push([hole.fromId, hole.toId]);
    hole.fromId = hole.toId + 1;
  }
  if (hole.fromId > hole.toId) {
    if (hole.missed.length === 0) {
      desk.closed?.(hole);
      return true;
    }
    return giveUp(healer, hole, { desk, reason: 'the exchange does not have them' });
  }
  if (hole.fromId > before) hole.attempts = 0;
  if (hole.attempts < ATTEMPTS) return false;
  return giveUp(healer, hole, { desk, reason: 'the exchange gives no more of them' });
}

function giveUp(healer: TradeHealer, hole: Hole, { desk, reason }: { desk: HealerDesk; reason: string }): true {
  healer.counts.open++;
  desk.giveUp(hole, reason);
  return true;
}
