// The lake as a source: events in order of time, of the symbols and the time asked for, and damage that is not passed over.

import { cpSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lakeSource } from '../../../src/assembly/analyze/lake-source.js';
import { type LakeWish, chooseLake, findLakes } from '../../../src/assembly/analyze/open-lake.js';
import { ALL_SYMBOLS, KIND } from '../../../src/core/market/event-batch.js';
import { freshFolder, runCli } from '../../support/cli.js';
import { GAPS } from '../../support/replays.js';

const folder = freshFolder();
const at = (...names: string[]) => join(folder.path, ...names);
beforeAll(async () => {
  expect((await runCli(['convert', GAPS, '--data', at('data')])).code).toBe(0);
});
afterAll(() => folder.remove());

const ANY: LakeWish = { symbols: [], venue: null, env: null };

interface Seen {
  readonly code: number;
  readonly kind: number;
  readonly timeUs: number;
}

async function eventsOf(root: string, symbols: readonly string[], toUs: number | null = null) {
  const choice = chooseLake(await findLakes([at(root)]), ANY);
  if (choice === null) throw new Error('no lake');
  const events: Seen[] = [];
  const entered: string[] = [];
  let allowedUs = -Infinity;
  await lakeSource(choice).run(
    {
      enter: (code, { symbol }) => (entered[code] = symbol),
      before: (untilUs) => Promise.resolve(void (allowedUs = untilUs)),
      events({ count, symbol, kind, recvUs }) {
        for (let i = 0; i < count; i++) {
          events.push({ code: symbol[i] ?? -1, kind: kind[i] ?? -1, timeUs: recvUs[i] ?? NaN });
          expect(recvUs[i]).toBeLessThanOrEqual(allowedUs);
        }
      },
    },
    { symbols: new Set(symbols), toUs, signal: new AbortController().signal, onProgress: () => undefined },
  );
  return { events, entered };
}

const partsOf = (root: string, kind: string): string[] =>
  readdirSync(at(root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes(`kind=${kind}`) && name.endsWith('.parquet'))
    .map((name) => at(root, name));

function copy(name: string): string {
  cpSync(at('data'), at(name), { recursive: true });
  return name;
}

describe('events of the lake', () => {
  test('come in order of time, breaks before what revealed them', async () => {
    const { events, entered } = await eventsOf('data', ['BTCUSDT', 'ETHUSDT']);
    expect(entered).toEqual(['BTCUSDT', 'ETHUSDT']);
    const times = events.map(({ timeUs }) => timeUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(events.map(({ kind }) => kind))).toContain(KIND.gap);
  });

  test('a session is one event of all symbols, though each symbol has its row', async () => {
    const { events } = await eventsOf('data', ['BTCUSDT', 'ETHUSDT']);
    const sessions = events.filter(({ kind }) => kind === KIND.session);
    expect(sessions.map(({ code }) => code)).toEqual([ALL_SYMBOLS]);
  });

  test('are those of the symbols asked for, and end before the time asked for', async () => {
    const all = await eventsOf('data', ['ETHUSDT']);
    expect(all.entered).toEqual(['ETHUSDT']);
    const toUs = all.events[Math.floor(all.events.length / 2)]?.timeUs ?? 0;
    const half = await eventsOf('data', ['ETHUSDT'], toUs);
    expect(half.events).toEqual(all.events.filter(({ timeUs }) => timeUs < toUs));
    expect((await eventsOf('data', ['SOLUSDT'])).events).toEqual([]);
  });

  test('of a lake without one of the tables are the others', async () => {
    const root = copy('no-trades');
    for (const path of partsOf(root, 'trades')) rmSync(path);
    const kinds = new Set((await eventsOf(root, ['ETHUSDT'])).events.map(({ kind }) => kind));
    expect([kinds.has(KIND.depthDelta), kinds.has(KIND.trade) || kinds.has(KIND.aggTrade)]).toEqual([true, false]);
  });
});

describe('what is broken is said, with its path', () => {
  test.each(['depth', 'trades', 'quotes', 'gaps'])('a torn part of %s', async (kind) => {
    const root = copy(`torn-${kind}`);
    const parts = partsOf(root, kind);
    for (const path of parts) truncateSync(path, 100);
    // The lake of a recording without tickers has no quotes.
    if (parts.length === 0) return;
    await expect(eventsOf(root, ['BTCUSDT', 'ETHUSDT'])).rejects.toMatchObject({
      code: 'V13_PARQUET_UNREADABLE',
      path: expect.stringContaining(`kind=${kind}`) as string,
    });
  });

  test('parts that overlap', async () => {
    const root = copy('overlap');
    for (const path of partsOf(root, 'depth')) cpSync(path, path.replace(/-[^-]+\.parquet$/, '-twin.parquet'));
    await expect(eventsOf(root, ['ETHUSDT'])).rejects.toMatchObject({ code: 'V13_LAKE_PARTS_OVERLAP' });
  });
});

describe('the market of a lake', () => {
  test('given by its own path and by the data folder around it, it is one lake', async () => {
    const found = await findLakes([at('data'), at('data', 'lake')]);
    expect([found.lakes.length, [...found.paths]]).toEqual([1, [at('data'), at('data', 'lake')]]);
  });

  test('two environments: one has to be named', async () => {
    const root = copy('two');
    const [venue] = readdirSync(at(root, 'lake')).filter((name) => name.startsWith('venue='));
    cpSync(at(root, 'lake', venue ?? '', 'env=synthetic'), at(root, 'lake', venue ?? '', 'env=testnet'), {
      recursive: true,
    });
    const found = await findLakes([at(root)]);
    expect(() => chooseLake(found, ANY)).toThrow(expect.objectContaining({ code: 'V13_INPUT_MIXED' }));
    expect(chooseLake(found, { ...ANY, env: 'testnet' })?.env).toBe('testnet');
  });
});
