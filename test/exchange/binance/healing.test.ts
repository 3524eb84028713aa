// Recordings with diffs taken out: the gap is found, nothing but a snapshot heals the book, and the healed book is right.

import { describe, expect, test } from 'vitest';
import {
  type Book,
  applyDelta,
  applySnapshot,
  bookProblem,
  createBook,
  loseBook,
  readTopLevels,
} from '../../../src/core/book/book.js';
import { createTopLevels } from '../../../src/core/book/top-levels.js';
import { type EventBatch, FLAG, KIND } from '../../../src/core/market/event-batch.js';
import { formatUnits } from '../../../src/core/market/decimal.js';
import { MAX_WAITING } from '../../../src/exchange/binance/delta-buffer.js';
import { type RawFrame, batchesOf, snapshotFrame } from '../../support/frames.js';
import {
  type MapBook,
  type PlainLevel,
  applyMapLevels,
  createMapBook,
  mapLevels,
  mapTop,
} from '../../support/map-book.js';
import { normalizeAll, normalizerFor } from '../../support/market-run.js';
import {
  BTC_2024,
  type Line,
  NEXO_2024,
  type Recording,
  instrumentOf,
  linesOf,
  pathsOf,
} from '../../support/recordings.js';

interface Delta {
  readonly U: number;
  readonly u: number;
  readonly pu?: number;
  readonly b: [string, string][];
  readonly a: [string, string][];
}

const isDepth = (line: Line): boolean => line.json.includes('"e":"depthUpdate"');
const deltaOf = (line: Line): Delta => (JSON.parse(line.json) as { data: Delta }).data;
const frameOf = ({ recvUs, json, snapshotOf }: Line): RawFrame =>
  snapshotOf === null ? { text: json, recvUs } : snapshotFrame(snapshotOf, recvUs, json);

/** Recorded lines, and the plain book's best five levels after each diff of the whole recording. */
interface Truth {
  readonly lines: readonly Line[];
  /** Indices of the depth lines. */
  readonly depth: readonly number[];
  readonly topAt: ReadonlyMap<number, string>;
  bookAt(u: number): MapBook;
}

function truthOf(recording: Recording): Truth {
  const facts = recording.symbols[0]!;
  const lines = linesOf(recording, pathsOf(recording)!.slice(0, 1)).slice(0, 40_000);
  const perUnit = (unit: string) => Math.round(1 / Number(unit));
  const levels = (side: [string, string][]): PlainLevel[] =>
    side.map(([p, q]) => [Math.round(Number(p) * perUnit(facts.tick)), Math.round(Number(q) * perUnit(facts.step))]);
  const first = JSON.parse(lines.find(({ snapshotOf }) => snapshotOf !== null)!.json) as {
    lastUpdateId: number;
    bids: [string, string][];
    asks: [string, string][];
  };
  const replay = (until: number, see: (u: number, book: MapBook) => void): MapBook => {
    const book = createMapBook();
    applyMapLevels(book, levels(first.bids), levels(first.asks));
    for (const delta of lines.filter(isDepth).map(deltaOf)) {
      if (delta.u < first.lastUpdateId || delta.u > until) continue;
      applyMapLevels(book, levels(delta.b), levels(delta.a));
      see(delta.u, book);
    }
    return book;
  };
  const topAt = new Map<number, string>();
  replay(Infinity, (u, { bids, asks }) => {
    topAt.set(u, JSON.stringify([mapTop(bids, 'bid', 5), mapTop(asks, 'ask', 5)]));
  });
  const depth = lines.flatMap((line, i) => (isDepth(line) ? [i] : []));
  return { lines, depth, topAt, bookAt: (u) => replay(u, () => undefined) };
}

/** A REST body with the whole plain book as of update `u`. */
function snapshotBody(recording: Recording, truth: Truth, u: number): string {
  const { tick, step } = instrumentOf(recording.symbols[0]!, recording.venue);
  const book = truth.bookAt(u);
  const side = (levels: PlainLevel[]) => levels.map(([t, l]) => [formatUnits(t, tick), formatUnits(l, step)]);
  return JSON.stringify({
    lastUpdateId: u,
    bids: side(mapLevels(book.bids, 'bid')),
    asks: side(mapLevels(book.asks, 'ask')),
  });
}

interface Seen {
  readonly gaps: [number, number][];
  readonly resyncs: number[];
  /** Diffs applied behind the last snapshot, and those of them after which the best five levels are not the true ones. */
  applied: number;
  wrong: number;
  readonly book: Book;
  readonly counts: Record<string, number>;
}

const top = createTopLevels(5);

function compareTop(seen: Seen, truth: Truth, u: number): void {
  seen.applied++;
  const pairs = (t: Float64Array, l: Float64Array, n: number) => Array.from({ length: n }, (_, k) => [t[k], l[k]]);
  const isRead = readTopLevels(seen.book, top);
  const found = JSON.stringify([
    pairs(top.bidTicks, top.bidLots, top.bidCount),
    pairs(top.askTicks, top.askLots, top.askCount),
  ]);
  if (!isRead || found !== truth.topAt.get(u)) seen.wrong++;
}

function followRow(seen: Seen, truth: Truth, { batch, i }: { batch: EventBatch; i: number }): void {
  switch (batch.kind[i]) {
    case KIND.gap:
      expect(batch.flags[i]! & FLAG.tradeStream).toBe(0);
      seen.gaps.push([batch.id1[i]!, batch.id2[i]!]);
      loseBook(seen.book);
      break;
    case KIND.resync:
      seen.resyncs.push(batch.id1[i]!);
      break;
    case KIND.depthSnapshot:
      applySnapshot(seen.book, batch, i);
      break;
    case KIND.depthDelta:
      expect(bookProblem(seen.book)).toBeNull();
      applyDelta(seen.book, batch, i);
      compareTop(seen, truth, batch.id2[i]!);
      break;
    default:
      break;
  }
}

function follow(recording: Recording, truth: Truth, frames: readonly RawFrame[]): Seen {
  const instruments = recording.symbols.map((facts) => instrumentOf(facts, recording.venue));
  const { normalizer } = normalizerFor({ venue: recording.venue, instruments, capacity: 100 });
  const seen: Seen = { gaps: [], resyncs: [], applied: 0, wrong: 0, book: createBook(), counts: {} };
  for (const batch of batchesOf(frames, 512)) {
    normalizeAll(normalizer, batch, (events) => {
      for (let i = 0; i < events.count; i++) followRow(seen, truth, { batch: events, i });
    });
  }
  Object.assign(seen.counts, normalizer.sequences[0]!.counts);
  return seen;
}

describe.each([BTC_2024, NEXO_2024])('$name', (recording) => {
  const absent = pathsOf(recording) === null;
  const truth = absent ? null : truthOf(recording);
  const CUT = 300;
  const LOST = 10;

  /** The frames without ten diffs, and with snapshots put in behind given diffs (counted among all diffs). */
  function damaged(snapshots: readonly { behind: number; of: number }[]): RawFrame[] {
    const { lines, depth } = truth!;
    const lost = new Set(depth.slice(CUT, CUT + LOST));
    const added = new Map(snapshots.map(({ behind, of }) => [depth[behind]!, of]));
    return lines.flatMap((line, i) => {
      if (lost.has(i)) return [];
      const of = added.get(i);
      if (of === undefined) return [frameOf(line)];
      const body = snapshotBody(recording, truth!, deltaOf(lines[depth[of]!]!).u);
      return [frameOf(line), snapshotFrame(recording.symbols[0]!.symbol, line.recvUs + 1, body)];
    });
  }

  const idsAt = (n: number): Delta => deltaOf(truth!.lines[truth!.depth[n]!]!);
  const gapIds = (): [number, number] => [idsAt(CUT - 1).u, idsAt(CUT + LOST).pu ?? idsAt(CUT + LOST).U];

  test.skipIf(absent)('whole: no gap, and the best five levels are right after every diff', () => {
    const seen = follow(recording, truth!, truth!.lines.map(frameOf));
    expect([seen.gaps, seen.wrong, seen.resyncs]).toEqual([[], 0, []]);
    expect(seen.applied).toBeGreaterThan(truth!.depth.length - 10);
  });

  test.skipIf(absent)('ten diffs lost: one gap, and no diff heals the book', () => {
    const seen = follow(recording, truth!, damaged([]));
    expect([seen.gaps, seen.wrong, seen.resyncs]).toEqual([[gapIds()], 0, []]);
    expect(bookProblem(seen.book)).toBe('unsynced');
    expect(seen.applied).toBeLessThanOrEqual(CUT);
    expect(seen.counts['depthGaps']).toBe(1);
  });

  test.skipIf(absent)('a snapshot heals it: diffs that waited are applied, and all is right from there on', () => {
    const seen = follow(recording, truth!, damaged([{ behind: CUT + 60, of: CUT + 30 }]));
    expect([seen.gaps, seen.wrong]).toEqual([[gapIds()], 0]);
    expect(seen.resyncs).toEqual([idsAt(CUT + 30).u]);
    expect(seen.applied).toBeGreaterThan(truth!.depth.length - 60);
    expect(bookProblem(seen.book)).toBeNull();
  });

  test.skipIf(absent)('one that is too old does not, and takes nothing from what waits', () => {
    const old = { behind: CUT + 40, of: CUT + 5 };
    const seen = follow(recording, truth!, damaged([old, { behind: CUT + 60, of: CUT + LOST }]));
    expect(seen.counts['snapshotsTooOld']).toBe(1);
    expect([seen.resyncs, seen.wrong]).toEqual([[idsAt(CUT + LOST).u], 0]);
    // Everything from the first diff that came through again is used.
    expect(seen.applied).toBeGreaterThan(truth!.depth.length - LOST - 10);
  });

  test.skipIf(absent)('one that is newer than all waits for the diff that continues it', () => {
    const seen = follow(recording, truth!, damaged([{ behind: CUT + 20, of: CUT + 23 }]));
    expect([seen.resyncs, seen.wrong]).toEqual([[idsAt(CUT + 23).u], 0]);
    expect(bookProblem(seen.book)).toBeNull();
  });

  test.skipIf(absent)('a synced book ignores snapshots', () => {
    const seen = follow(recording, truth!, damaged([{ behind: 100, of: 90 }, { behind: 200, of: 195 }])); // prettier-ignore
    expect([seen.counts['snapshotsIgnored'], seen.resyncs, seen.wrong]).toEqual([2, [], 0]);
  });

  test.skipIf(absent)('diffs that come twice, or once more later, change nothing', () => {
    const frames = truth!.lines.flatMap((line, i) =>
      isDepth(line) && i % 3 === 0 ? [frameOf(line), frameOf(line)] : [frameOf(line)],
    );
    frames.splice(truth!.depth[200]!, 0, ...truth!.depth.slice(100, 110).map((i) => frameOf(truth!.lines[i]!)));
    const seen = follow(recording, truth!, frames);
    expect([seen.gaps, seen.wrong]).toEqual([[], 0]);
    expect(seen.counts['depthStale']).toBeGreaterThan(100);
  });
});

describe('what waits for a snapshot', () => {
  const instrument = instrumentOf({ ...BTC_2024.symbols[0]! }, 'binance-usdm');
  const depth = (pu: number, u: number): RawFrame => ({
    recvUs: u,
    text: `{"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","s":"BTCUSDT","U":${pu + 1},"u":${u},"pu":${pu},"b":[["1.0","${u % 9}.001"]],"a":[]}}`,
  });
  const snapshot = (lastUpdateId: number): RawFrame =>
    snapshotFrame('BTCUSDT', 1, JSON.stringify({ lastUpdateId, bids: [], asks: [['9.0', '1.000']] }));

  function kinds(frames: readonly RawFrame[]): { kinds: number[]; counts: Record<string, number> } {
    const { normalizer } = normalizerFor({ instruments: [instrument], capacity: 16 });
    const all: number[] = [];
    for (const batch of batchesOf(frames, 500)) {
      normalizeAll(normalizer, batch, ({ kind, count }) => all.push(...kind.subarray(0, count)));
    }
    return { kinds: all, counts: { ...normalizer.sequences[0]!.counts } };
  }

  test('is bounded: the oldest is dropped and counted', () => {
    const frames = Array.from({ length: MAX_WAITING + 5 }, (_, n) => depth(10 * n, 10 * n + 10));
    const { kinds: rows, counts } = kinds([...frames, snapshot(50)]);
    expect([counts['depthBuffered'], counts['depthDropped'], counts['depthApplied']]).toEqual([
      MAX_WAITING + 5,
      5,
      MAX_WAITING,
    ]);
    expect(rows.filter((kind) => kind === KIND.depthDelta)).toHaveLength(MAX_WAITING);
    expect(rows.indexOf(KIND.depthSnapshot)).toBe(MAX_WAITING + 5);
  });

  test('begins anew behind a break in it', () => {
    const frames = [depth(10, 20), depth(20, 30), depth(40, 50), depth(50, 60)];
    expect(kinds([...frames, snapshot(25)]).counts).toMatchObject({
      depthDropped: 2,
      snapshotsTooOld: 1,
      depthApplied: 0,
    });
    expect(kinds([...frames, snapshot(45)]).counts).toMatchObject({
      depthDropped: 2,
      snapshotsApplied: 1,
      depthApplied: 2,
    });
    // The first loss of a book that never was is no resync.
    expect(kinds([...frames, snapshot(45)]).kinds).not.toContain(KIND.resync);
  });

  test('holds no message twice', () => {
    const frames = [depth(10, 20), depth(20, 30), depth(20, 30), depth(10, 20), depth(30, 40), snapshot(15)];
    expect(kinds(frames).counts).toMatchObject({ depthDropped: 0, depthApplied: 3 });
  });
});
