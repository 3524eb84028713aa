// The way from the chain to the collector: order, breaks, silences, two symbols; and that nothing looks ahead.

import { describe, expect, test } from 'vitest';
import type { Collected } from '../../../../src/core/analysis/collect/collected.js';
import { finishCollector } from '../../../../src/core/analysis/collect/collector.js';
import { drain, initDrain, seeReceipts } from '../../../../src/core/analysis/collect/drain.js';
import { checkReversal, detectLeak } from '../../../../src/core/analysis/collect/leak.js';
import { createEventBatch } from '../../../../src/core/market/event-batch.js';
import { DEFAULT_CHAIN } from '../../../../src/core/pipeline/config.js';
import { initRng, nextInt } from '../../../../src/core/stats/rng.js';
import type { RawFrame } from '../../../support/frames.js';
import {
  BTC_2024,
  ETH_2024,
  NEXO_2024,
  type Recording,
  framesIn,
  instrumentsOf,
  pathsOf,
} from '../../../support/recordings.js';
import { NOON_US, ScriptedMarket, UNIT_MARKET, shortChain } from '../../../support/scripted-market.js';
import { type StudyRun, feedStudy, openStudy } from '../../../support/study-run.js';
import { planOf } from '../../../support/study-plans.js';

const MS = 1_000;
const SECOND = 1_000_000;

const SHORT = shortChain(5);

const scripted = (market: ScriptedMarket, size = 512, staleUs = 10 * SECOND): Collected => {
  const run = openStudy({
    config: SHORT,
    decides: UNIT_MARKET.symbol,
    plan: planOf({ horizonsUs: [200 * MS], primaryUs: 200 * MS, staleUs }),
    choices: { instruments: [UNIT_MARKET] },
  });
  feedStudy(run, market.frames, size);
  drain(run, { chain: run.chain, rows: [], final: true });
  return finishCollector(run.collector);
};

const BOOK = { bids: [[1000, 5]], asks: [[1001, 5]] } as const;

describe('one symbol', () => {
  const market = () => {
    const script = new ScriptedMarket().at(0).snapshot(BOOK);
    for (let k = 1; k <= 40; k++) script.at(50 * k).depth({ bids: [[1000, 1 + (k % 7)]] }).trade(k % 3 === 0 ? -1 : 2); // prettier-ignore
    return script;
  };

  test('the size of the batches does not matter', () => {
    const whole = scripted(market());
    expect(whole.decisions).toBe(20);
    expect(scripted(market(), 1)).toEqual(whole);
    expect(scripted(market(), 7)).toEqual(whole);
  });

  test('outcomes are of the quotes at their own time, not of rows', () => {
    const script = new ScriptedMarket().at(0).snapshot(BOOK).at(10).depth({});
    script.at(299).depth({ bids: [[1000, 0], [999, 5]], asks: [[1000, 5]] }).at(320).depth({ bids: [[998, 1]] }).at(900).tick(); // prettier-ignore
    const { store } = scripted(script);
    // The first row, at 100 ms, ends at 300 ms, one millisecond after the change.
    expect(store.timeUs[0]).toBe(NOON_US + 100 * MS);
    expect(store.y[0]).toBeCloseTo(Math.log(1999 / 2001) * 1e4, 10);
  });

  test('a lost book breaks, and the quotes after it are known again', () => {
    const script = market().at(2010).loseDepth().depth({}).at(2310).snapshot(BOOK).at(2350).depth({}).at(3000).tick();
    const kept = scripted(script);
    expect(kept.breaks).toBeGreaterThan(0);
    const y = [...kept.store.y];
    const at = (ms: number) => y[[...kept.store.timeUs].indexOf(NOON_US + ms * MS)];
    expect(at(1800)).toBe(0);
    expect(at(1900)).toBeNaN();
    expect(at(2200)).toBeNaN();
    expect(at(2400)).toBe(0);
  });

  test('a silence of the connection makes its rows stale', () => {
    const script = market().at(4100).depth({}).at(6000).tick();
    const kept = scripted(script, 512, SECOND);
    expect([kept.silences, kept.silentUs]).toEqual([2, 1100 * MS + 900 * MS]);
    // Rows at 3.1 to 4.0 s and 5.2 to 5.9 s; the edges themselves are not yet, or no longer, stale.
    expect(kept.staleDecisions).toBe(10 + 8);
  });
});

test('seeReceipts finds silences across batches', () => {
  const { reader } = openStudy({
    config: SHORT,
    decides: 'X',
    plan: planOf(),
    choices: {},
  }).plan;
  const state = initDrain({ decides: 'X', judgedOn: 'X', observer: 0, reader });
  const batch = createEventBatch(4);
  batch.recvUs.set([10, 30]);
  batch.count = 2;
  seeReceipts(state, batch, 19);
  batch.recvUs.set([60]);
  batch.count = 1;
  seeReceipts(state, batch, 19);
  expect(state.silences).toEqual([{ fromUs: 10, toUs: 30 }, { fromUs: 30, toUs: 60 }]); // prettier-ignore
});

const PLAN = planOf({
  horizonsUs: [SECOND, 5 * SECOND],
  primaryUs: SECOND,
  latencyUs: 100 * MS,
  decayHorizonsUs: [SECOND, 2 * SECOND],
  decayLatenciesUs: [0, 100 * MS],
});

const studyOf = (recording: Recording): StudyRun =>
  openStudy({
    config: DEFAULT_CHAIN,
    decides: recording.symbols[0]!.symbol,
    plan: PLAN,
    choices: { venue: recording.venue, instruments: instrumentsOf(recording) },
  });

const finished = (run: StudyRun): Collected => {
  const copy = structuredClone({ collector: run.collector });
  return finishCollector(copy.collector);
};

type Cells = Float64Array | Int8Array | Uint8Array;

/** Byte for byte, NaN included: comparing millions of cells one by one would take minutes. */
const isPrefix = (early: Cells, whole: Cells): boolean =>
  Buffer.from(early.buffer, early.byteOffset, early.byteLength).equals(
    Buffer.from(whole.buffer, whole.byteOffset, early.byteLength),
  );

/** All that was decided with data up to a time stands unchanged in what was decided with all data. */
function expectPrefix(early: Collected, whole: Collected): void {
  expect(early.store.stride).toBe(whole.store.stride);
  const names = ['timeUs', 'values', 'sides', 'past', 'volatility', 'spread'] as const;
  expect(names.filter((name) => !isPrefix(early.store[name], whole.store[name]))).toEqual([]);
  let changed = 0;
  early.store.y.forEach((y, k) => (changed += !Number.isNaN(y) && y !== whole.store.y[k] ? 1 : 0));
  expect(changed).toBe(0);
  const columns = ['timeUs', 'side', 'value', 'y', 'yMid', 'yExecutable', 'takenTicksLots', 'sides', 'volatility'] as const; // prettier-ignore
  const wrong = early.lanes.flatMap((lane, l) =>
    (lane.events ?? []).flatMap((events, s) =>
      columns.filter((name) => !isPrefix(events[name], whole.lanes[l]!.events![s]![name])),
    ),
  );
  expect(wrong).toEqual([]);
}

describe.each([
  [BTC_2024, 40_000],
  [NEXO_2024, 12_000],
] as const)('$name', (recording, frameCount) => {
  const paths = pathsOf(recording);

  test.skipIf(paths === null)('what is decided does not change when everything after it is deleted', () => {
    const frames: RawFrame[] = framesIn(recording, paths!).slice(0, frameCount);
    const wholeRun = studyOf(recording);
    feedStudy(wholeRun, frames);
    const whole = finished(wholeRun);
    const rng = initRng(20);
    const cuts = Array.from({ length: 100 }, () => nextInt(rng, frames.length)).sort((a, b) => a - b);
    const run = studyOf(recording);
    let from = 0;
    let compared = 0;
    for (const cut of cuts) {
      // What comes after the cut does not exist for anything that has run.
      feedStudy(run, frames.slice(from, cut));
      from = cut;
      const early = finished(run);
      compared += early.store.moments;
      expectPrefix(early, whole);
    }
    expect(compared).toBeGreaterThan(10_000);
    expect(whole.lanes[0]!.events!.some(({ seen }) => seen > 50)).toBe(true);
  });

  test.skipIf(paths === null)('its labels look forward', () => {
    const run = studyOf(recording);
    feedStudy(run, framesIn(recording, paths!).slice(0, frameCount));
    const { store, plan } = finished(run);
    const { length } = plan.horizonsUs;
    const column = (cells: Float64Array) => cells.filter((_, k) => k % length === 0);
    const [y, past] = [column(store.y), column(store.past)];
    expect(detectLeak(y, past)).toMatchObject({ leaked: false });
    const qi = plan.signals.findIndex(({ name }) => name === 'qi');
    const sides = store.sides.filter((_, k) => k % plan.signals.length === qi);
    expect(checkReversal(sides, y, past).keepsScore).toBe(false);
  });
});

describe('two symbols', () => {
  const [btc, eth] = [pathsOf(BTC_2024), pathsOf(ETH_2024)];
  const isAbsent = btc === null || eth === null;

  test.skipIf(isAbsent)('are merged by time, whatever the batches', () => {
    const frames = [...framesIn(BTC_2024, btc!).slice(0, 12_000), ...framesIn(ETH_2024, eth!).slice(0, 12_000)];
    frames.sort((a, b) => a.recvUs - b.recvUs);
    const run = (size: number): Collected => {
      const study = openStudy({
        config: DEFAULT_CHAIN,
        decides: 'BTCUSDT',
        judgedOn: 'ETHUSDT',
        plan: PLAN,
        choices: { venue: BTC_2024.venue, instruments: [...instrumentsOf(BTC_2024), ...instrumentsOf(ETH_2024)] },
      });
      feedStudy(study, frames, size);
      drain(study, { chain: study.chain, rows: [], final: true });
      return finishCollector(study.collector);
    };
    const kept = run(512);
    expect(kept.decisions).toBeGreaterThan(300);
    expect(run(33)).toEqual(kept);
    // Prices of ETH, not of BTC: below 3,000 USD at a tick of a cent.
    expect(kept.market.midTicksUs / kept.market.coveredUs).toBeLessThan(300_000);
  });
});
