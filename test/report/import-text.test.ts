// What an import says of itself.

import { expect, test } from 'vitest';
import type { ImportedSession } from '../../src/core/pipeline/import-result.js';
import { importedText } from '../../src/report/import-text.js';

const SESSION: ImportedSession = {
  ...{ session: '20240101T000000Z-ab12', venue: 'binance-usdm', env: 'unstated' },
  files: [{ path: 'a.csv.gz', format: 'tardis-l2', sha256: '' }],
  symbols: [{ symbol: 'ETHUSDT', tick: '0.01', step: '0.001' }],
  segments: [{ path: 'raw/x.ndjson', bytes: 1_500_000, lines: 1_234 }],
  ...{ lines: 1_233, firstRecvUs: 1704067200103127, lastRecvUs: 1704067260103127 },
  ...{ ids: 'given', times: 'received', odd: 0, gaps: 0, problems: [], problemCount: 0 },
};

test('environment, files, span, session', () => {
  expect(importedText(SESSION, 'UTC')).toBe(
    [
      'UNSTATED ETHUSDT (tick 0.01, step 0.001), binance-usdm',
      'from 1 file:',
      '  a.csv.gz  tardis-l2',
      '2024-01-01 00:00:00.103 UTC to 2024-01-01 00:01:00.103 UTC',
      'session 20240101T000000Z-ab12: 1,233 lines, 1.50 MB in 1 segment',
      '',
    ].join('\n'),
  );
});

test('what one must know of the data', () => {
  const text = importedText({ ...SESSION, ids: 'made', times: 'exchange', odd: 2, gaps: 1, problemCount: 3 }, 'UTC');
  expect(text).toMatch(/no receive times/);
  expect(text).toMatch(/no update ids/);
  expect(text).toMatch(/1 gap in ids and books/);
  expect(text).toMatch(/2 messages nobody could read/);
  expect(text).toMatch(/3 damaged places/);
});

test('very many files are cut short', () => {
  const files = Array.from({ length: 25 }, (_, i) => ({ path: `${i}.zip`, format: 'binance-aggtrades', sha256: '' }));
  expect(importedText({ ...SESSION, files }, 'UTC')).toContain('and 5 more');
});
