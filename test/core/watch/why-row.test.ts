// The document of a row: plain JSON, with the messages that made it, verbatim, and what was before.

import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { initTrail } from '../../../src/core/watch/why-state.js';
import { buildWhy } from '../../../src/core/watch/why-row.js';
import { plainTracks, rowsFrom, straightTo } from '../../support/players.js';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import { asker } from '../../support/whys.js';

const LONG = 'fixtures/synthetic-ethusdt-3m.ndjson.gz';
const END = Number.MAX_SAFE_INTEGER / 2;

test('messages stand as they lie in the file, at their lines', async () => {
  const lines = gunzipSync(readFileSync(LONG)).toString('utf8').split('\n');
  const why = await (await asker([LONG], DEFAULT_CHAIN))({ symbol: 'ETHUSDT', timeUs: END });
  const frames = [...(why?.updates ?? []), ...(why?.bar?.trades ?? [])].map(({ frame }) => frame);
  expect(frames.length).toBeGreaterThan(0);
  for (const { line, text, ids } of frames) {
    expect(lines[line - 1]).toContain(text);
    for (const id of Object.values(ids)) expect(text).toContain(String(id));
  }
  expect(JSON.parse(JSON.stringify(why))).toEqual(why);
});

test('the books are those at the row before and at the row', async () => {
  const ask = await asker([LONG], ORIGINAL_CHAIN);
  const why = await ask({ symbol: 'ETHUSDT', timeUs: END });
  const before = await ask({ symbol: 'ETHUSDT', timeUs: (why?.row.timeUs ?? 0) - 1 });
  expect(why?.previousUs).toBe(before?.row.timeUs);
  expect(why?.bookBefore).toEqual(before?.bookAfter);
  expect(why?.bookAfter?.bidTicks[0]).toBe(why?.row.bidTicks);
  expect(why?.trades.at(-1)?.signedLots).toBeDefined();
});

test('a time before the first row has none', async () => {
  expect(await (await asker([LONG], DEFAULT_CHAIN))({ symbol: 'ETHUSDT', timeUs: 1 })).toBeNull();
});

test('a row whose making was not followed fails its checks', async () => {
  const track = await straightTo(await plainTracks([LONG]), 0);
  const rows = await rowsFrom(track);
  const row = [...rows].reverse().find(({ ofi }) => ofi !== null && ofi !== 0);
  const [state] = track.runner.chain.symbols;
  if (row === undefined || state === undefined) throw new Error('a row is wanted');
  const trail = initTrail(DEFAULT_CHAIN, row.timeUs);
  const why = buildWhy(trail, state, { row, bookAfter: null, ofiWindow: null, trend: null });
  expect(why.checks.find(({ name }) => name === 'ofi')?.isEqual).toBe(false);
});
