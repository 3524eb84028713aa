// `v13 convert` as typed: every level, trade and gap of a recording becomes a row, once, whatever interrupts it.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BINARY, freshFolder, runCli } from '../support/cli.js';
import { testData } from '../support/data.js';
import { SESSION } from '../support/segments.js';
import { captureSegments, duck, partsOf, putCapture, syntheticLines, tableRows } from '../support/capture-segments.js';

const folder = freshFolder();
let lines: string[] = [];
let texts: string[] = [];
beforeAll(async () => {
  lines = withDisconnect(await syntheticLines(folder.path, '--duration', '40s', '--symbol', 'ETHUSDT,BTCUSDT'));
  texts = captureSegments(lines, 6);
});
afterAll(() => {
  folder.remove();
});

/** A socket that closed, somewhere in the middle, where there is room for a line. */
function withDisconnect(recorded: readonly string[]): string[] {
  const usOf = (line: string) => Math.round((JSON.parse(line) as { ts_recv: number }).ts_recv * 1000);
  let at = Math.floor(recorded.length / 2);
  while (usOf(recorded[at]!) - usOf(recorded[at - 1]!) < 10) at++;
  const ms = ((usOf(recorded[at]!) - 5) / 1000).toFixed(3);
  const line = `{"ts_recv":${ms},"control":"disconnect","symbols":null,"reason":"socket closed (1006)"}`;
  return [...recorded.slice(0, at), line, ...recorded.slice(at)];
}

const convert = (...args: string[]) => runCli(['convert', ...args], { cwd: folder.path });
const at = (name: string) => join(folder.path, name);
const KINDS = ['depth', 'trades', 'gaps'] as const;

interface Converted {
  readonly rows: Record<string, number>;
  readonly sources: readonly { readonly id: string; readonly events: Record<string, number> }[];
  readonly doneBefore: number;
}
async function convertJson(...args: string[]): Promise<Converted> {
  const { code, stdout, stderr } = await convert(...args, '--json');
  expect(stderr).not.toContain('bug');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Converted;
}

/** Levels and trades of the lines, counted by JSON.parse alone; without those before the first snapshot of a symbol. */
function countLines(): { levels: number; trades: number } {
  const counts = { levels: 0, trades: 0 };
  const synced = new Set<string>();
  for (const line of lines) {
    const { stream = '', data } = JSON.parse(line) as { stream?: string; data: Record<string, unknown[]> };
    const symbol = stream.split('@')[0] ?? '';
    if (stream.endsWith('@snapshot')) {
      counts.levels += data['bids']!.length + data['asks']!.length;
      synced.add(symbol);
    } else if (stream.includes('@depth') && synced.has(symbol)) counts.levels += data['b']!.length + data['a']!.length;
    else if (stream.endsWith('@aggTrade')) counts.trades++;
  }
  return counts;
}

describe('the rows', () => {
  test('are those of the lines, by an independent count and by DuckDB', async () => {
    putCapture(at('whole'), texts);
    const { rows, sources } = await convertJson('--data', at('whole'), '--book', '5');
    expect(sources).toHaveLength(6);
    const { trades } = countLines();
    expect(rows['trades']).toBe(trades);
    for (const kind of KINDS) {
      expect(sources.reduce((sum, { events }) => sum + events[kind]!, 0)).toBe(rows[kind]);
      expect(await duck(`select count(*) from ${partsOf(at('whole'), kind)}`)).toEqual([[BigInt(rows[kind]!)]]);
    }
    expect(rows['gaps']).toBeGreaterThan(1);
    expect(rows['book']).toBeGreaterThan(100);
  });

  test('hold the exact numbers of the messages', async () => {
    const message = lines.find((line) => line.includes('ethusdt@depth') && lines.indexOf(line) > lines.length / 3)!;
    const { ts_recv: recv, data } = JSON.parse(message) as {
      ts_recv: number;
      data: { E: number; T: number; U: number; u: number; pu: number; b: string[][]; a: string[][] };
    };
    const found = await duck(
      `select ts_recv_us, ts_event_us, ts_match_us, first_update_id, final_update_id, prev_update_id, is_snapshot, side,
         price, qty, price_ticks, qty_lots from ${partsOf(at('whole'), 'depth')}
       where symbol = 'ETHUSDT' and final_update_id = ${data.u} and not is_snapshot`,
    );
    const side = (levels: string[][], name: string) => levels.map(([price, qty]) => [name, Number(price), Number(qty)]);
    expect(found.map((row) => row.slice(7, 10))).toEqual([...side(data.b, 'bid'), ...side(data.a, 'ask')]);
    expect(found[0]!.slice(0, 7)).toEqual([
      BigInt(Math.round(recv * 1000)),
      ...[data.E * 1000, data.T * 1000, data.U, data.u, data.pu].map(BigInt),
      false,
    ]);
    for (const row of found) expect([Number(row[10]) / 100, Number(row[11]) / 1000]).toEqual([row[8], row[9]]);
  });

  test('of two captures of the same market at the same time stand beside each other, and that is said', async () => {
    const other = SESSION.replace(/....$/, 'ffff');
    const [one, two] = [at('twice/one'), at('twice/two')];
    for (const path of putCapture(one, texts)) {
      const copy = path.replace(one, two).replace(SESSION, other);
      mkdirSync(dirname(copy), { recursive: true });
      writeFileSync(copy, readFileSync(path, 'utf8').replaceAll(SESSION, other));
    }
    const { stderr } = await convert(one, two, '--data', at('twice'));
    expect(stderr).toContain(`${SESSION} and ${other} both hold`);
    expect(stderr).toMatch(/BTCUSDT from 2026-01-01 00:00:.* to 2026-01-01 00:00:.*v13 merge makes one recording/);
    expect((await convert(one, '--data', at('twice'))).stderr).not.toContain('both hold');
  });

  test('of the best levels are the book that the level rows make', async () => {
    const [row] = await duck(
      `select ts_recv_us, bid_price_1, bid_qty_1, ask_price_1, ask_qty_1, bid_price_5 from ${partsOf(at('whole'), 'book')}
       where symbol = 'BTCUSDT' order by ts_recv_us desc limit 1`,
    );
    const last = (side: string, order: string) =>
      duck(
        `with last as (select price, arg_max(qty, (ts_recv_us, final_update_id)) qty from ${partsOf(at('whole'), 'depth')}
         where symbol = 'BTCUSDT' and side = '${side}' and ts_recv_us <= ${String(row![0])}
           and ts_recv_us >= (select max(ts_recv_us) from ${partsOf(at('whole'), 'depth')} where is_snapshot and symbol = 'BTCUSDT')
         group by price)
       select price, qty from last where qty > 0 order by price ${order} limit 5`,
      );
    const [bids, asks] = [await last('bid', 'desc'), await last('ask', 'asc')];
    expect(row!.slice(1)).toEqual([...bids[0]!, ...asks[0]!, bids[4]![0]]);
  });

  test('name the breaks, with what the recorder said, and begin a new run of data there', async () => {
    const gaps = await duck(
      `select kind, ts_recv_us, reason from ${partsOf(at('whole'), 'gaps')} where symbol = 'ETHUSDT' order by 2, 1`,
    );
    const kinds = gaps.map(([kind]) => kind);
    expect(kinds).toEqual(['session', 'disconnect']);
    expect(gaps.map(([, , reason]) => reason)).toEqual(['20260101T000000Z-ab12', 'socket closed (1006)']);
    const runs = await duck(
      `select distinct segment from ${partsOf(at('whole'), 'depth')} where symbol = 'ETHUSDT' order by 1`,
    );
    expect(runs.length).toBeGreaterThan(1);
    const times = gaps.map(([, us]) => us);
    for (const [segment] of runs.slice(1)) expect(times).toContainEqual(segment);
  });

  test('are sorted by time in every file, and the name states the range', async () => {
    const files = await duck(
      `select distinct filename from read_parquet('${at('whole')}/lake/**/part-*.parquet', filename = true, union_by_name = true)`,
    );
    expect(files.length).toBeGreaterThan(20);
    for (const [name] of files) {
      const [, first, last] = /part-(\d+)-(\d+)-/.exec(String(name))!;
      const sql = `select min(ts_recv_us), max(ts_recv_us), bool_and(coalesce(step, 0) >= 0) from (select ts_recv_us,
        ts_recv_us - lag(ts_recv_us) over (order by file_row_number) step from read_parquet('${String(name)}', file_row_number = true))`;
      expect(await duck(sql)).toEqual([[BigInt(first!), BigInt(last!), true]]);
    }
  });
});

describe('each recording is converted once', () => {
  test('again: nothing to do, nothing changed', async () => {
    const before = readdirSync(at('whole/lake'), { recursive: true }).sort();
    const { sources, doneBefore } = await convertJson('--data', at('whole'));
    expect([sources.length, doneBefore]).toEqual([0, 6]);
    expect(readdirSync(at('whole/lake'), { recursive: true }).sort()).toEqual(before);
  });

  test('a table that is asked for later is added from all of them', async () => {
    putCapture(at('later'), texts);
    await convertJson('--data', at('later'), '--kinds', 'trades');
    expect(existsSync(at('later/lake'))).toBe(true);
    const { sources, rows } = await convertJson('--data', at('later'), '--book', '5');
    expect(sources).toHaveLength(6);
    expect(rows['trades']).toBe(0);
    for (const kind of [...KINDS, 'book'])
      expect(await tableRows(at('later'), kind)).toEqual(await tableRows(at('whole'), kind));
  });

  test('segments that come one by one give the rows of all at once', async () => {
    for (let count = 1; count <= texts.length; count++) {
      putCapture(at('grown'), texts.slice(0, count));
      await convertJson('--data', at('grown'), '--book', '5');
    }
    for (const kind of [...KINDS, 'book'])
      expect(await tableRows(at('grown'), kind)).toEqual(await tableRows(at('whole'), kind));
  });

  test('a segment that is not what was converted is left alone, and said so', async () => {
    cpSync(at('whole'), at('changed'), { recursive: true });
    const [first] = putCapture(at('changed'), texts);
    writeFileSync(first!, `${readFileSync(first!, 'utf8')}\n`);
    const { code, stderr } = await convert('--data', at('changed'));
    expect(code).toBe(0);
    expect(stderr).toContain('is not what was converted');
  });

  test('killed anywhere, it leaves no half part, and the next run goes on', async () => {
    putCapture(at('killed'), texts);
    const records = at('killed/lake/.work/sources');
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, [BINARY, 'convert', '--data', at('killed'), '--book', '5']);
      const closed = once(child, 'close');
      const had = existsSync(records) ? readdirSync(records).length : 0;
      while (child.exitCode === null && (existsSync(records) ? readdirSync(records).length : 0) === had) {
        await immediate();
      }
      child.kill('SIGKILL');
      await closed;
    }
    const { sources } = await convertJson('--data', at('killed'), '--book', '5');
    expect(sources.length).toBeLessThan(6);
    for (const kind of [...KINDS, 'book'])
      expect(await tableRows(at('killed'), kind)).toEqual(await tableRows(at('whole'), kind));
    expect(readdirSync(at('killed/lake/.work')).sort()).toEqual(['changes', 'sources']);
    expect(readdirSync(at('killed/lake/.work/changes'))).toEqual([]);
  });
});

describe('watching', () => {
  test('keeps up with segments as they close, until interrupted', async () => {
    putCapture(at('watched'), texts.slice(0, 2));
    const result = runCli(['convert', '--watch', '--data', at('watched')], {
      cwd: folder.path,
      interruptAt: '-0005: ',
    });
    while (!existsSync(at('watched/lake/.work/sources/20260101T000000Z-ab12-0001.json'))) {
      await immediate();
    }
    putCapture(at('watched'), texts);
    expect((await result).code).toBe(0);
    for (const kind of KINDS) expect(await tableRows(at('watched'), kind)).toEqual(await tableRows(at('whole'), kind));
  });
});

describe('refusals', () => {
  test.each([
    [['--watch', 'x.ndjson'], 'V13_CONVERT_CONFLICT'],
    [['--out', 'x'], 'V13_CONVERT_CONFLICT'],
    [['--to', 'original-ndjson'], 'V13_CONVERT_CONFLICT'],
    [['--kinds', 'signals'], 'V13_VALUE_BAD'],
  ])('%j', async (args, errorCode) => {
    const { code, stdout } = await convert(...args, '--json');
    expect(code).toBe(2);
    expect(stdout).toContain(errorCode);
  });

  test('an empty data root says how to get data; standard input cannot be read twice', async () => {
    mkdirSync(at('empty'), { recursive: true });
    expect(await convert('--data', at('empty'))).toMatchObject({ code: 3 });
    expect(await convert('-', '--data', at('empty'))).toMatchObject({ code: 3 });
  });
});

describe("the original design's lines", () => {
  test('round trip: the same depth messages', async () => {
    writeFileSync(
      at('depth.ndjson'),
      `${lines.filter((line) => line.includes('@depth') && line.includes('ethusdt')).join('\n')}\n`,
    );
    const { code } = await convert(
      at('depth.ndjson'),
      '--to',
      'original-ndjson',
      '--out',
      'flat.ndjson',
      '--env',
      'synthetic',
    );
    expect(code).toBe(0);
    const again = await convert(
      at('flat.ndjson'),
      '--to',
      'original-ndjson',
      '--out',
      'again.ndjson',
      '--env',
      'synthetic',
    );
    expect(again.code).toBe(0);
    expect(readFileSync(at('again.ndjson'), 'utf8')).toBe(readFileSync(at('flat.ndjson'), 'utf8'));
    const first = JSON.parse(readFileSync(at('flat.ndjson'), 'utf8').split('\n')[0]!) as Record<string, unknown>;
    expect(Object.keys(first)).toEqual(expect.arrayContaining(['ts_recv', 'E', 'U', 'u', 'pu', 'bids', 'asks']));
    const replayed = await runCli(['verify', at('flat.ndjson'), '--json'], { cwd: folder.path });
    expect(replayed.stdout).toContain('"original"');
  });
});

const real = testData('usdm-btc-eth-2024-08-08');
test.skipIf(real === null)('a real recording: rows in the files are those of the events', async () => {
  const { rows } = await convertJson(real!, '--data', at('real'), '--env', 'mainnet');
  expect(rows).toEqual({ depth: 875_673, trades: 35_389, quotes: 120_081, gaps: 0 });
});
