// Published regressions on the recordings of 2024-08-08, through normaliser, book and the flow operators that the chain runs.

import { describe, expect, test } from 'vitest';
import { applyDelta, applySnapshot, createBook, readTopLevels } from '../../../src/core/book/book.js';
import { copyTopLevels, createTopLevels } from '../../../src/core/book/top-levels.js';
import { initBestFlow, stepBestFlow } from '../../../src/core/flow/best-flow.js';
import { weightedCksFlow } from '../../../src/core/flow/ofi-cks.js';
import { normaliseWeights } from '../../../src/core/flow/weights.js';
import { FLAG, KIND } from '../../../src/core/market/event-batch.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { batchesOf } from '../../support/frames.js';
import { normalizeAll, normalizerFor } from '../../support/market-run.js';
import { BTC_2024, ETH_2024, type Recording, framesIn, instrumentsOf, pathsOf } from '../../support/recordings.js';

/** [T in ms, value], values in lots. */
type Series = [number, number][];
/** u, T in ms, bid, bid lots, ask, ask lots. */
type Quote = readonly [number, number, number, number, number, number];

interface Tape {
  readonly quotes: Quote[];
  readonly signed: Series;
  readonly depthFlows: Series;
}

/** Everything that the regressions need, from one run over the recording's frames. */
function tapeOf(recording: Recording): Tape {
  const { normalizer } = normalizerFor({ venue: recording.venue, instruments: instrumentsOf(recording) });
  const frames = framesIn(recording, pathsOf(recording)!);
  const tape: Tape = { quotes: [], signed: [], depthFlows: [] };
  const book = createBook();
  const weights = normaliseWeights(DEFAULT_CHAIN.ofi.weights);
  const [prev, next] = [createTopLevels(5), createTopLevels(5)];
  for (const batch of batchesOf(frames, 512)) {
    normalizeAll(normalizer, batch, (events) => {
      for (let i = 0; i < events.count; i++) {
        const timeMs = events.matchUs[i]! / 1000;
        const kind = events.kind[i];
        if (kind === KIND.bookTicker) {
          const { id1, price, qty, price2, qty2 } = events;
          tape.quotes.push([id1[i]!, timeMs, price[i]!, qty[i]!, price2[i]!, qty2[i]!]);
        } else if (kind === KIND.trade) {
          tape.signed.push([timeMs, events.flags[i]! & FLAG.buyerIsMaker ? -events.qty[i]! : events.qty[i]!]);
        } else if (kind === KIND.depthSnapshot) {
          applySnapshot(book, events, i);
          readTopLevels(book, prev);
        } else if (kind === KIND.depthDelta) {
          applyDelta(book, events, i);
          readTopLevels(book, next);
          tape.depthFlows.push([timeMs, weightedCksFlow(prev, next, weights)]);
          copyTopLevels(next, prev);
        }
      }
    });
  }
  tape.quotes.sort((a, b) => a[0] - b[0]);
  return tape;
}

function bestFlows(quotes: readonly Quote[]): Series {
  const column = (k: number) => Float64Array.from(quotes, (quote) => quote[k]!);
  const columns = { price: column(2), qty: column(3), price2: column(4), qty2: column(5) };
  const state = initBestFlow();
  return quotes.map(([, timeMs], i) => [timeMs, stepBestFlow(state, columns, i) ?? 0]);
}

/** Sums over (g, g + 1 s], in base units. */
function binned(series: Series, grid: readonly number[]): number[] {
  const sums = Array<number>(grid.length - 1).fill(0);
  for (const [timeMs, value] of series) {
    const k = Math.ceil((timeMs - grid[0]!) / 1000) - 1;
    if (k >= 0 && k < sums.length) sums[k]! += value;
  }
  return sums.map((lots) => lots / 1000);
}

/** Change of the mid in ticks between grid times; the mid is that of the last quote with T ≤ g. */
function midChanges(quotes: readonly Quote[], grid: readonly number[]): number[] {
  let at = 0;
  let mid = 0;
  const byTime = [...quotes].sort((a, b) => a[1] - b[1]);
  const mids = grid.map((g) => {
    while (at < byTime.length && byTime[at]![1] <= g) {
      mid = (byTime[at]![2] + byTime[at]![4]) / 2;
      at++;
    }
    return mid;
  });
  return mids.slice(1).map((value, k) => value - mids[k]!);
}

/** Least squares y = α + βx. */
function regress(x: readonly number[], y: readonly number[]) {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  x.forEach((value, i) => {
    xx += (value - mx) ** 2;
    xy += (value - mx) * (y[i]! - my);
    yy += (y[i]! - my) ** 2;
  });
  const beta = xy / xx;
  return { beta, alpha: my - beta * mx, r2: (xy * xy) / (xx * yy) };
}

interface Golden {
  readonly quotes: number;
  readonly trades: number;
  readonly sums: readonly [ofi: number, ti: number];
  readonly bins: number;
  readonly ofi: readonly [beta: number, alpha: number, r2: number];
  readonly ti: readonly [beta: number, r2: number];
  readonly first5: { readonly ofi: readonly number[]; readonly ti: readonly number[]; readonly dP: readonly number[] };
  readonly fiveLevelR2: number;
}

const BTC: Golden = {
  quotes: 66_089,
  trades: 21_313,
  sums: [-108.356, 73.786],
  bins: 343,
  ofi: [1.8454446443256705, -3.549297867213213, 0.4627343508744908],
  ti: [2.5355900640355538, 0.35714201721747074],
  first5: {
    ofi: [-6.169, 14.922, 13.858, -0.156, -0.164],
    ti: [-4.339, 2.419, -0.286, 0.307, 0.921],
    dP: [0, 79, 15, 0, 0],
  },
  fiveLevelR2: 0.492,
};
const ETH: Golden = {
  quotes: 53_992,
  trades: 14_076,
  sums: [43.492, 756.18],
  bins: 344,
  ofi: [0.1409688565259106, -0.06583219788011585, 0.5774806759511841],
  ti: [0.26568514807102095, 0.25124422311759265],
  first5: {
    ofi: [-10.859, 180.511, 10.52, -10.451, -18.161],
    ti: [0.359, 26.535, 0.053, -1.268, -1.794],
    dP: [0, 54, 0, 0, 0],
  },
  fiveLevelR2: 0.577,
};

const close = (values: readonly number[], wanted: readonly number[]): void => {
  expect(values).toHaveLength(wanted.length);
  values.forEach((value, k) => expect(Math.abs(value - wanted[k]!)).toBeLessThan(1e-9));
};

describe.each([
  [BTC_2024, BTC],
  [ETH_2024, ETH],
] as const)('$name', (recording, golden) => {
  const absent = pathsOf(recording) === null;
  const tape = absent ? null : tapeOf(recording);
  const times = tape?.quotes.map(([, timeMs]) => timeMs) ?? [];
  const from = Math.ceil(Math.min(...times) / 1000);
  const grid = absent ? [] : Array.from({ length: golden.bins + 1 }, (_, k) => (from + k) * 1000);
  const dP = absent ? [] : midChanges(tape!.quotes, grid);

  test.skipIf(absent)('the grid and the mids', () => {
    expect(Math.floor(Math.max(...times) / 1000) * 1000).toBe(grid.at(-1));
    expect([tape!.quotes.length, tape!.signed.length]).toEqual([golden.quotes, golden.trades]);
    expect(dP.slice(0, 5)).toEqual(golden.first5.dP);
  });

  test.skipIf(absent)('OFI of the best quotes', () => {
    const flows = bestFlows(tape!.quotes);
    const sums = binned(flows, grid);
    close([flows.reduce((sum, [, lots]) => sum + lots, 0) / 1000], [golden.sums[0]]);
    close(sums.slice(0, 5), golden.first5.ofi);
    const { beta, alpha, r2 } = regress(sums, dP);
    close([beta, alpha, r2], golden.ofi);
  });

  test.skipIf(absent)('trade imbalance', () => {
    const sums = binned(tape!.signed, grid);
    close([tape!.signed.reduce((sum, [, lots]) => sum + lots, 0) / 1000], [golden.sums[1]]);
    close(sums.slice(0, 5), golden.first5.ti);
    const { beta, r2 } = regress(sums, dP);
    close([beta, r2], golden.ti);
  });

  test.skipIf(absent)('weighted OFI of five levels, from depth updates', () => {
    const { r2 } = regress(binned(tape!.depthFlows, grid), dP);
    expect(r2.toFixed(3)).toBe(golden.fiveLevelR2.toFixed(3));
  });
});
