// `v13 merge` as typed: two captures that each lost something are the whole again, where one of them had it.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syntheticLines } from '../support/capture-segments.js';
import { freshFolder, runCli } from '../support/cli.js';

const folder = freshFolder();
const at = (name: string) => join(folder.path, name);
const run = (...args: string[]) => runCli(args, { cwd: folder.path });
let lines: string[] = [];
beforeAll(async () => {
  lines = await syntheticLines(folder.path, '--duration', '12s');
});
afterAll(() => {
  folder.remove();
});

interface Parsed {
  readonly ts_recv: number;
  readonly control?: string;
  readonly stream?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}
const parse = (line: string): Parsed => JSON.parse(line) as Parsed;
const usOf = (line: string): number => Math.round(parse(line).ts_recv * 1000);
const isMessage = (line: string): boolean => /@(depth|aggTrade)/.test(parse(line).stream ?? '');

/** A capture that received everything `lagUs` later, without the messages of these numbers. */
function capture(name: string, wish: { lagUs: number; lost: ReadonlySet<number>; session: string }): string {
  const kept = lines.flatMap((line, k) => (wish.lost.has(k) && isMessage(line) ? [] : [line]));
  const text = kept.map((line) => {
    const ms = ((usOf(line) + wish.lagUs) / 1000).toFixed(3);
    return line
      .replace(/"ts_recv":[\d.]+/, `"ts_recv":${ms}`)
      .replace(/"session":"[^"]+"/, `"session":"${wish.session}"`);
  });
  writeFileSync(at(name), `${text.join('\n')}\n`);
  return at(name);
}

let runs = 0;
async function merged(lostA: ReadonlySet<number>, lostB: ReadonlySet<number>, lagUs = 700) {
  const out = `out-${runs++}`;
  const a = capture('a.ndjson', { lagUs: 0, lost: lostA, session: '20260101T000000Z-aaaa' });
  const b = capture('b.ndjson', { lagUs, lost: lostB, session: '20260101T000000Z-bbbb' });
  const { code, stdout, stderr } = await run('merge', a, b, '--out', out, '--json');
  expect(stderr).not.toContain('bug');
  expect(code).toBe(0);
  const raw = readdirSync(at(`${out}/raw`), { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.ndjson'),
  )!;
  const text = readFileSync(join(at(`${out}/raw`), raw), 'utf8')
    .trimEnd()
    .split('\n');
  return { out, result: JSON.parse(stdout) as Result, lines: text };
}
interface Result {
  readonly sides: readonly { readonly missed: { readonly holes: number } }[];
  readonly missedByBoth: { readonly holes: number };
}

/** Payloads of each stream, in order. */
function payloads(all: readonly string[], lost: ReadonlySet<number> = new Set()): Record<string, string[]> {
  const streams: Record<string, string[]> = {};
  for (const [k, line] of all.entries()) {
    const { stream, data } = parse(line);
    if (stream === undefined || stream.endsWith('@snapshot') || (lost.has(k) && isMessage(line))) continue;
    (streams[stream] ??= []).push(JSON.stringify(data));
  }
  return streams;
}

describe('the union', () => {
  test('is the truth where one of the two has it, each message once, times strictly rising', async () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 40, max: lines.length - 40 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(numbers, numbers, fc.constantFrom(1, 700, 150_000), async (inA, inB, lagUs) => {
        const [lostA, lostB] = [new Set(inA), new Set(inB)];
        const both = new Set(inA.filter((k) => lostB.has(k)));
        const { result, lines: union } = await merged(lostA, lostB, lagUs);
        expect(payloads(union)).toEqual(payloads(lines, both));
        const times = union.map(usOf);
        expect(times.every((us, k) => k === 0 || us > times[k - 1]!)).toBe(true);
        expect(result.missedByBoth.holes > 0).toBe([...both].some((k) => isMessage(lines[k]!)));
      }),
      { numRuns: 12 },
    );
  });

  test('says what each had missed, and verifies whole', async () => {
    const depth = lines.findIndex((line, k) => k > lines.length / 2 && line.includes('@depth'));
    const { result, out } = await merged(new Set([depth]), new Set([depth + 40, depth + 41, depth + 42]));
    expect(result.sides[0]?.missed.holes).toBe(1);
    expect(result.missedByBoth.holes).toBe(0);
    expect((await run('verify', at('a.ndjson'))).code).toBe(1);
    const verified = await run('verify', at(out));
    expect(verified.stdout).not.toContain('DAMAGED');
    expect(verified.code).toBe(0);
  });

  test('keeps the earliest receipt', async () => {
    const { lines: union } = await merged(new Set(), new Set());
    const truth = new Map(lines.filter(isMessage).map((line) => [JSON.stringify(parse(line).data), usOf(line)]));
    for (const line of union.filter(isMessage)) expect(usOf(line)).toBe(truth.get(JSON.stringify(parse(line).data)));
  });
});

describe('refusals', () => {
  test('two markets, two environments, a folder that holds recordings, no --out', async () => {
    const a = capture('a.ndjson', { lagUs: 0, lost: new Set(), session: '20260101T000000Z-aaaa' });
    writeFileSync(at('mainnet.ndjson'), readFileSync(a, 'utf8').replace('"env":"synthetic"', '"env":"mainnet"'));
    await run('simulate', '--symbol', 'BTCUSDT', '--duration', '3s', '--out', 'btc.ndjson', '--force');
    for (const other of ['mainnet.ndjson', 'btc.ndjson']) {
      const { code, stdout } = await run('merge', a, at(other), '--out', 'refused', '--json');
      expect(code).toBe(3);
      expect(stdout).toContain('V13_MERGE_MARKETS');
    }
    const { out } = await merged(new Set(), new Set());
    expect((await run('merge', a, at('b.ndjson'), '--out', out, '--json')).stdout).toContain('V13_STORE_EXISTS');
    expect((await run('merge', a, at('b.ndjson'), '--json')).stdout).toContain('V13_MERGE_OUT');
  });
});
