// A followed row against an independent reading of the same file: Map book, JSON.parse, definitions, two passes.

import { describe, expect, test } from 'vitest';
import { initTrail } from '../../../src/core/watch/why-state.js';
import { beginTrail } from '../../../src/core/watch/why-trail.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { naiveFlow, naiveLevelFlow, naiveZ } from '../../support/naive-signals.js';
import { type NaiveEvent, type PlainTop, naiveTape } from '../../support/naive-tape.js';
import { BTC_2024, ETH_2024, type SymbolFacts, linesOf, pathsOf } from '../../support/recordings.js';
import { asker } from '../../support/whys.js';

interface Update {
  readonly at: number;
  readonly before: PlainTop;
  readonly after: PlainTop;
}

/** Depth updates with the books before and after them, behind the snapshot. */
function updatesOf(tape: readonly NaiveEvent[]): Update[] {
  const updates: Update[] = [];
  let before: PlainTop | null = null;
  for (const event of tape) {
    if (event.kind !== 'depth' && event.kind !== 'snapshot') continue;
    if (event.kind === 'depth' && before !== null) updates.push({ at: event.at, before, after: event.top });
    before = event.top;
  }
  return updates;
}

const STEP_US = 100_000;

/** Sums by the time of the row that they fall into. */
function byRow<T extends { at: number }>(items: readonly T[], of: (item: T) => number): Map<number, number> {
  const sums = new Map<number, number>();
  for (const item of items) {
    const row = Math.floor(item.at / STEP_US) * STEP_US + STEP_US;
    sums.set(row, (sums.get(row) ?? 0) + of(item));
  }
  return sums;
}

/** Values of 301 rows in turn, 0 where nothing came. */
const windowOf = (sums: Map<number, number>, rowUs: number, unit: number): number[] =>
  Array.from({ length: 301 }, (_, k) => (sums.get(rowUs - (300 - k) * STEP_US) ?? 0) * unit);

describe.each([BTC_2024, ETH_2024])('$name', (recording) => {
  const paths = pathsOf(recording);
  test.skipIf(paths === null)(
    'levels, trades and windows are those of the definitions',
    { timeout: 60_000 },
    async () => {
      const facts = recording.symbols[0] as SymbolFacts;
      const step = Number(facts.step);
      const tape = naiveTape(linesOf(recording, paths ?? []), facts);
      const updates = updatesOf(tape);
      const trades = tape.filter((event) => event.kind === 'trade');
      const [flows, volumes] = [
        byRow(updates, ({ before, after }) => naiveFlow(before, after)),
        byRow(trades, ({ signed }) => signed),
      ];
      const ask = await asker(paths ?? [], DEFAULT_CHAIN);
      const first = Math.ceil((tape[0]?.at ?? 0) / STEP_US) * STEP_US;
      for (const rows of [400, 777, 1_500, 2_801]) {
        const rowUs = first + rows * STEP_US;
        const why = await ask({ symbol: facts.symbol, timeUs: rowUs });
        const own = updates.filter(({ at }) => at >= rowUs - STEP_US && at < rowUs);
        expect(why?.updates.map(({ frame }) => frame.recvUs)).toEqual(own.map(({ at }) => at));
        own.forEach(({ before, after }, k) => {
          why?.updates[k]?.terms.forEach(({ flowLots }, level) => {
            expect(flowLots).toBe(naiveLevelFlow(before, after, level));
          });
        });
        const taken = trades.filter(({ at }) => at >= rowUs - STEP_US && at < rowUs);
        expect(why?.bar?.trades.map(({ signedLots }) => signedLots)).toEqual(taken.map(({ signed }) => signed));
        const ofi = naiveZ(windowOf(flows, rowUs, step), 300, 'exclude').z;
        const cvd = naiveZ(windowOf(volumes, rowUs, step), 300, 'exclude').z;
        expect(why?.ofiWindow?.z).toBeCloseTo(ofi ?? NaN, 8);
        expect(why?.cvdWindow?.z).toBeCloseTo(cvd ?? NaN, 8);
      }
    },
  );
});

test('a symbol that has not been seen yet has no sight and no book', () => {
  const trail = initTrail(DEFAULT_CHAIN, 0);
  beginTrail(trail, undefined);
  expect(trail).toMatchObject({ sight: null, bookBefore: null, found: null });
});
