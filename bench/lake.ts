// Claims: memory of the Parquet writer does not grow with the table; `v13 convert` of more than ten million levels stays
// below 600 MB, with the rows of the events; five minutes of a day are less than 2 % of its bytes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { openParquetWriter } from '../src/store/parquet/parquet-writer.js';
import { createTableBlock } from '../src/store/parquet/table-block.js';
import type { TableColumn } from '../src/store/parquet/table-column.js';
import { writeLongRecording } from './support/long-recording.js';
import { NO_RECORDINGS, dayRecording, loadRecording } from './support/recordings.js';
import { type Run, runNode } from './support/whole-process.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const MOST_WRITER_MB = 400;
const MOST_CONVERT_MB = 600;
const MOST_SHARE = 0.02;

interface Told extends Run {
  readonly seconds: number;
  readonly stdout: string;
}

async function run(args: readonly string[]): Promise<Told> {
  let stdout = '';
  const done = await runNode(args, (chunk) => {
    stdout += chunk.toString('utf8');
  });
  return { ...done, seconds: done.ms / 1000, stdout };
}

/** In a process of its own: `lake.mjs --write ROWS PATH`. */
async function writeTable(rows: number, path: string): Promise<void> {
  const columns = Array.from({ length: 40 }, (_, k): TableColumn => {
    return { name: `c${k}`, type: k === 0 ? 'timestamp_us' : 'f64', nullable: k > 0, unit: null, about: 'a column' };
  });
  const writer = await openParquetWriter({ path, columns, metadata: {} });
  const block = createTableBlock(columns, 8_192);
  for (let done = 0; done < rows; done += block.rows) {
    block.clear();
    block.rows = Math.min(block.capacity, rows - done);
    for (let row = 0; row < block.rows; row++) {
      block.setNumber(0, row, 1_723_161_255_000_000 + (done + row) * 1000);
      for (let k = 1; k < 40; k++)
        block.setNumber(k, row, (row + k) % 97 === 0 ? null : Math.sin(done + row * k) * 100);
    }
    await writer.append(block);
  }
  print(JSON.stringify(await writer.finish()));
}

async function benchWriter(folder: string): Promise<boolean> {
  let isFlat = true;
  for (const rows of [1_250_000, 5_000_000]) {
    const { seconds, peakMb, stdout } = await run([
      process.argv[1] ?? '',
      '--write',
      String(rows),
      join(folder, 'w.parquet'),
    ]);
    const { bytes } = JSON.parse(stdout) as { bytes: number };
    print(
      `writer: ${rows} rows × 40 columns, ${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(0)} MB, peak RSS ${peakMb?.toFixed(0)} MB`,
    );
    isFlat &&= peakMb === null || peakMb < MOST_WRITER_MB;
  }
  return isFlat;
}

async function ask(sql: string): Promise<DuckDBValue[][]> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  try {
    return (await connection.runAndReadAll(sql)).getRows();
  } finally {
    connection.closeSync();
  }
}

/** The same levels by DuckDB: lines split, JSON read, levels unnested, Parquet written. `lake.mjs --duck IN OUT`. */
async function duckConvert(from: string, to: string): Promise<void> {
  const levels = (side: string) =>
    `select ts, unnest(from_json(message->'data'->'${side}', '[["VARCHAR"]]')) as level, '${side}' as side from lines
       where message->'data'->>'e' = 'depthUpdate'`;
  const rows = await ask(
    `copy (with lines as (select substr(line, 1, 19)::BIGINT ts, substr(line, 21)::JSON as message
         from read_csv('${from}', columns = {line: 'VARCHAR'}, header = false, delim = '\\x01', quote = '', escape = ''))
       select ts, side, level[1]::DOUBLE price, level[2]::DOUBLE qty from (${levels('b')} union all ${levels('a')}))
     to '${to}' (format parquet)`,
  );
  print(String(rows[0]?.[0]));
}

/** Bytes of the row groups that a condition on the receive time cannot rule out, of all bytes. */
async function shareOfFiveMinutes(lake: string): Promise<{ readonly share: number; readonly hours: number }> {
  const files = `'${lake}/**/kind=depth/part-*.parquet'`;
  const groups = `select file_name, row_group_id, sum(total_compressed_size) bytes,
    min(try_cast(stats_min_value as BIGINT)) filter (path_in_schema = 'ts_recv_us') a,
    max(try_cast(stats_max_value as BIGINT)) filter (path_in_schema = 'ts_recv_us') b
    from parquet_metadata(${files}) group by all`;
  const [row] = await ask(
    `with g as (${groups}), r as (select min(a) a, max(b) b from g)
     select sum(bytes) filter (g.b >= (r.a + r.b) // 2 and g.a < (r.a + r.b) // 2 + 300000000), sum(bytes), any_value(r.b - r.a)
     from g, r`,
  );
  return { share: Number(row?.[0]) / Number(row?.[1]), hours: Number(row?.[2]) / 3.6e9 };
}

async function benchConvert(folder: string): Promise<boolean> {
  const recording = loadRecording('BTCUSDT');
  if (recording === null) {
    print(NO_RECORDINGS);
    return true;
  }
  const input = join(folder, 'long.txt');
  writeLongRecording(input, recording.bytes, 28);
  const binary = resolve('dist/bin/v13.js');
  const data = join(folder, 'data');
  const ours = await run([binary, 'convert', input, '--data', data, '--env', 'mainnet', '--json']);
  const { rows, sources } = JSON.parse(ours.stdout) as {
    rows: { depth: number };
    sources: readonly { events: { depth: number } }[];
  };
  const levels = sources.reduce((sum, { events }) => sum + events.depth, 0);
  const rate = (count: number, seconds: number) => `${(count / seconds / 1e3).toFixed(0)} k levels/s`;
  print(
    `convert: ${rows.depth} level rows of ${levels}, ${ours.seconds.toFixed(1)} s, ${rate(rows.depth, ours.seconds)}, peak RSS ${ours.peakMb?.toFixed(0)} MB`,
  );
  const duck = await run([process.argv[1] ?? '', '--duck', input, join(folder, 'duck.parquet')]);
  const duckRows = Number(duck.stdout);
  print(
    `DuckDB, one thread, levels alone: ${duckRows} rows, ${duck.seconds.toFixed(1)} s, ${rate(duckRows, duck.seconds)}, peak RSS ${duck.peakMb?.toFixed(0)} MB`,
  );
  await run([binary, 'lake', 'compact', '--data', data]);
  const { share, hours } = await shareOfFiveMinutes(join(data, 'lake'));
  // A shorter recording than a day holds five minutes of it in more of its bytes.
  const ofDay = (share * hours) / 24;
  print(
    `five minutes: ${(share * 100).toFixed(2)} % of the bytes of ${hours.toFixed(2)} h, ${(ofDay * 100).toFixed(2)} % of a day like it`,
  );
  const isSmall = ours.peakMb === null || ours.peakMb < MOST_CONVERT_MB;
  return rows.depth === levels && rows.depth >= 10_000_000 && isSmall && ofDay < MOST_SHARE;
}

/** A real day, as converted: every five minutes of it asked for, one after the other. */
async function benchDay(folder: string): Promise<boolean> {
  const recording = dayRecording();
  if (recording === null) return true;
  const data = join(folder, 'day');
  await run([resolve('dist/bin/v13.js'), 'convert', recording, '--data', data, '-q']);
  const files = `'${join(data, 'lake')}/**/date=2024-07-24/kind=depth/part-*.parquet'`;
  const [row] = await ask(
    `with g as (select row_group_id, sum(total_compressed_size) bytes,
         min(try_cast(stats_min_value as BIGINT)) filter (path_in_schema = 'ts_recv_us') a,
         max(try_cast(stats_max_value as BIGINT)) filter (path_in_schema = 'ts_recv_us') b
       from parquet_metadata(${files}) group by all),
     t as (select unnest(range((select min(a) from g), (select max(b) from g), 300000000)) as t),
     s as (select t, (select sum(bytes) from g where g.b >= t and g.a < t + 300000000) / (select sum(bytes) from g) as part from t)
     select median(part), max(part), count(*), (select sum(bytes) from g) from s`,
  );
  const [middle = NaN, most = NaN, windows = 0, bytes = 0] = (row ?? []).map(Number);
  print(
    `five minutes of a real day (NEXOUSDT, depth, ${(bytes / 1e6).toFixed(2)} MB, ${windows} windows): ` +
      `median ${(middle * 100).toFixed(2)} %, most ${(most * 100).toFixed(2)} % of its bytes`,
  );
  return middle < MOST_SHARE;
}

const [, , mode, first = '', second = ''] = process.argv;
if (mode === '--write') await writeTable(Number(first), second);
else if (mode === '--duck') await duckConvert(first, second);
else {
  const folder = mkdtempSync(join(tmpdir(), 'v13-bench-'));
  try {
    const results = [await benchDay(folder), await benchWriter(folder), await benchConvert(folder)];
    process.exitCode = results.every(Boolean) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
