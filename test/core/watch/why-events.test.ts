// What events of a followed frame add: breaks are named with their messages, and what is no flow adds none.

import { expect, test } from 'vitest';
import { FLAG, KIND, createEventBatch } from '../../../src/core/market/event-batch.js';
import { takeEvent } from '../../../src/core/watch/why-events.js';
import { initTrail } from '../../../src/core/watch/why-state.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { plainTracks, rowsFrom, straightTo } from '../../support/players.js';
import { asker } from '../../support/whys.js';

const GAPS = 'fixtures/synthetic-gaps.ndjson.gz';

test('every break of a recording with holes stands in the row into which it fell', { timeout: 60_000 }, async () => {
  const rows = await rowsFrom(await straightTo(await plainTracks([GAPS]), 0));
  const ask = await asker([GAPS], DEFAULT_CHAIN);
  const kinds = new Set<string>();
  for (const symbol of ['BTCUSDT', 'ETHUSDT']) {
    const own = rows.filter((row) => row.symbol === symbol);
    for (const [i, row] of own.entries()) {
      if (i === 0 || row.segment === own[i - 1]?.segment) continue;
      const why = await ask({ symbol, timeUs: row.timeUs });
      expect(why?.breaks.length).toBeGreaterThan(0);
      for (const { kind, frame } of why?.breaks ?? []) {
        kinds.add(kind);
        expect(frame.text).not.toBe('');
      }
      expect(why?.checks.filter(({ isEqual }) => !isEqual)).toEqual([]);
    }
  }
  expect([...kinds]).toEqual(expect.arrayContaining(['gap', 'resync', 'snapshot']));
});

test.each([
  ['a trade counts', 0, 1],
  ['one fetched later does not', FLAG.healed, 0],
])('%s', async (_, flags, count) => {
  const { runner } = await straightTo(await plainTracks([GAPS]), 500);
  const [state] = runner.chain.symbols;
  if (state === undefined) throw new Error('a symbol is wanted');
  const events = createEventBatch(1);
  events.kind[0] = KIND.aggTrade;
  events.flags[0] = flags | FLAG.buyerIsMaker;
  events.id1[0] = 77;
  events.qty[0] = 5;
  events.count = 1;
  const trail = initTrail(DEFAULT_CHAIN, 0);
  const raw = () => ({ frame: 1, path: 'day.ndjson', line: 9, recvUs: 3, text: '{}' });
  takeEvent(trail, { state, code: 0, events, rows: [], raw }, 0);
  expect(trail.barTrades.map(({ signedLots, frame }) => [signedLots, frame.ids['a']])).toEqual(
    Array.from({ length: count }, () => [-5, 77]),
  );
});
