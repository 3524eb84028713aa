// Verifying recordings: holes against a plain script, damage, and the real files.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Certificate, holesOf } from '../../../src/core/quality/certificate-json.js';
import { freshFolder } from '../../support/cli.js';
import { testData } from '../../support/data.js';
import { naiveHoles } from '../../support/naive-holes.js';
import { RECORDINGS, pathsOf } from '../../support/recordings.js';
import { CLEAN, GAPS, asFile } from '../../support/replays.js';
import { GAP_LINES, SHORT, codesOf, onlyCertificate, verify } from '../../support/verifying.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const at = (name: string): string => join(folder.path, name);

function holeTexts(certificate: Certificate) {
  const holes = holesOf(certificate);
  const text = (separator: string) => (hole: (typeof holes)[number]) =>
    `${hole.symbol} ${hole.fromId}${separator}${hole.toId}`;
  return {
    trades: holes.filter(({ stream }) => stream === 'aggTrade').map(text('-')),
    depth: holes.filter(({ stream }) => stream === 'depth').map(text('>')),
  };
}

describe('holes are those that a plain script finds', () => {
  const isMessage = (line: string): boolean => /"stream":"[a-z]+@(depth|aggTrade)/.test(line);
  const messages = GAP_LINES.flatMap((line, k) => (isMessage(line) ? [k] : []));

  /** A healed trade as the capture writes one, made of the line that was taken out. */
  function healedLine(line: string): string {
    const { data } = JSON.parse(line) as { data: Record<string, unknown> };
    const { a, p, q, f, l, T, m } = data;
    const lower = String(data['s']).toLowerCase();
    const time = /^\{"ts_recv":([0-9.]+)/.exec(GAP_LINES.at(-1)!)![1];
    const head = `{"ts_recv":${time},"latency_event_ms":null,"latency_pipeline_ms":null,"stream":"${lower}@healedTrade"`;
    return `${head},"url":"x","sent_at":${time},"available_at":${time},"data":${JSON.stringify({ a, p, q, f, l, T, m })}}`;
  }

  test('random deletions, duplications and healing', async () => {
    const places = fc.array(fc.constantFrom(...messages), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(places, places, fc.integer({ min: 0, max: 3 }), async (gone, twice, healEvery) => {
        const deleted = new Set(gone);
        const doubled = new Set(twice);
        const kept = GAP_LINES.flatMap((line, k) => (deleted.has(k) ? [] : doubled.has(k) ? [line, line] : [line]));
        const lost = [...deleted].map((k) => GAP_LINES[k]!).filter((line) => line.includes('@aggTrade'));
        const healed = lost.filter((_, k) => healEvery > 0 && k % healEvery === 0).map(healedLine);
        const lines = [...kept, ...healed];
        writeFileSync(at('a.ndjson'), asFile(lines));
        const found = onlyCertificate(await verify(at('a.ndjson')));
        const expected = naiveHoles(lines);
        const { trades, depth } = holeTexts(found);
        expect({ trades: trades.sort(), depth: depth.sort() }).toEqual({
          trades: expected.trades.sort(),
          depth: expected.depth.sort(),
        });
        const streams = found.symbols.flatMap((symbol) => symbol.streams);
        const aggregated = streams.filter(({ stream }) => stream === 'aggTrade');
        expect(aggregated.reduce((sum, { openIds }) => sum + openIds, 0)).toBe(expected.openIds);
        expect(aggregated.reduce((sum, { repeats }) => sum + repeats, 0)).toBe(expected.repeats);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('the fixtures', async () => {
    expect(await verify(CLEAN)).toMatchObject({ verdict: 'whole', recordings: [{ damageCount: 0, notes: [] }] });
    const gaps = await verify(GAPS);
    expect(gaps.verdict).toBe('holes');
    expect(holesOf(onlyCertificate(gaps))).toHaveLength(6);
    expect(codesOf(gaps)).toEqual([]);
  });
});

describe('recordings without seals', () => {
  test('damaged lines are named by path and line', async () => {
    const lines = [...SHORT.slice(0, 100)];
    lines[40] = 'rubbish';
    lines[50] = lines[50]!.replace('"data":{', '"data":[');
    writeFileSync(at('a.ndjson'), asFile(lines));
    const { verdict, recordings } = await verify(at('a.ndjson'));
    expect(verdict).toBe('damaged');
    expect(recordings[0]!.damage).toMatchObject([
      { path: at('a.ndjson'), line: 41, code: 'V13_LINE_MALFORMED' },
      { path: at('a.ndjson'), line: 51, code: 'V13_FRAME_REFUSED' },
    ]);
  });

  test('what is no recording: passed over where found, refused where named', async () => {
    writeFileSync(at('notes.txt'), 'nothing\n');
    writeFileSync(at('a.ndjson'), asFile(SHORT));
    expect(await verify(folder.path)).toMatchObject({ verdict: 'whole', passedOver: [at('notes.txt')] });
    await expect(verify(at('notes.txt'))).rejects.toMatchObject({ code: 'V13_INPUT_FORMAT', kind: 'data' });
    writeFileSync(at('header.ndjson'), asFile(SHORT.slice(0, 1)));
    await expect(verify(at('header.ndjson'))).rejects.toMatchObject({ code: 'V13_VERIFY_EMPTY' });
  });

  test('two sessions in one folder are two recordings', async () => {
    writeFileSync(at('a.ndjson'), asFile(SHORT));
    writeFileSync(at('b.ndjson'), asFile(GAP_LINES.slice(0, 900)));
    expect((await verify(folder.path)).recordings).toHaveLength(2);
  });
});

describe('real recordings', () => {
  for (const recording of RECORDINGS) {
    const paths = pathsOf(recording);
    test.skipIf(paths === null)(`${recording.name}: no gap, every message counted`, async () => {
      const { verdict, recordings } = await verify(...(paths ?? []));
      expect({ verdict, count: recordings.length }).toEqual({ verdict: 'whole', count: 1 });
      const totals: Record<string, number> = {};
      for (const { streams } of recordings[0]!.certificate.symbols) {
        for (const { stream, messages, gaps } of streams) {
          totals[stream] = (totals[stream] ?? 0) + messages;
          expect(gaps).toEqual([]);
        }
      }
      const expected = Object.entries({ ...recording.messages, ...recording.others }).filter(([, n]) => n > 0);
      expect(totals).toEqual(Object.fromEntries(expected));
    });
  }

  const ETH = testData('usdm-btc-eth-2024-08-08/ethusdt_20240808.gz');
  test.skipIf(ETH === null)('lines deleted from a copy are listed by exactly their ids', async () => {
    const lines = gunzipSync(readFileSync(ETH ?? ''))
      .toString('latin1')
      .trimEnd()
      .split('\n');
    const idOf = (line: string): number => Number(/"e":"trade".*?"t":(\d+)/.exec(line)?.[1] ?? 0);
    const trades = lines.flatMap((line, k) => (idOf(line) > 0 ? [k] : []));
    const gone = new Set([...trades.slice(500, 503), ...trades.slice(9_000, 9_001)]);
    const lostIds = [...gone].map((k) => idOf(lines[k]!));
    writeFileSync(at('ethusdt_20240808.txt'), asFile(lines.filter((_, k) => !gone.has(k))));
    const found = await verify(at('ethusdt_20240808.txt'));
    expect(found.verdict).toBe('holes');
    expect(holesOf(onlyCertificate(found)).map(({ stream, fromId, toId }) => [stream, fromId, toId])).toEqual([
      ['trade', lostIds[0], lostIds[2]],
      ['trade', lostIds[3], lostIds[3]],
    ]);
  });
});
