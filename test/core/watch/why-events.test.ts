// What events of a followed frame add: breaks are named with their messages, and what is no flow adds none.

import { expect, test } from 'vitest';
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
