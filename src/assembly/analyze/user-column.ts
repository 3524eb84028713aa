// A column of a user's Parquet file as a signal: read in order of time beside the run, known from its own time on.

import type { Said, SignalSource } from '../../core/analysis/collect/signal-reader.js';
import { didYouMean } from '../../core/market/near-word.js';
import { DataError, UsageError } from '../../platform/errors.js';
import { whatStandsAt } from '../../platform/file-identity.js';
import { joinPath } from '../../platform/paths.js';
import { openScratchFolder } from '../../platform/scratch-folder.js';
import { hashFile } from '../../store/imports/file-hash.js';
import type { ResultBatch } from '../../warehouse/result.js';
import { queryTables } from '../query/tables.js';

export interface UserColumn {
  readonly path: string;
  readonly column: string;
  /** |value| beyond which it has a side; null: its sign is the side. */
  readonly threshold: number | null;
  /** Name of the time column; null: `ts_us`, `ts_recv_us`, `timestamp` or `time`, whichever is there. */
  readonly time: string | null;
}

export interface UserSeries {
  readonly source: SignalSource;
  /** Reads on, so that every value up to this time is known. */
  before(untilUs: number): Promise<void>;
  close(): Promise<void>;
}

const MEMORY_BYTES = 256 * 1024 * 1024;
const TIME_NAMES = ['ts_us', 'ts_recv_us', 'timestamp', 'time', 'ts'] as const;

/** µs of one of the units that whole numbers of today's times can be in, by their size. */
const SCALE_SQL = (name: string): string =>
  `CASE WHEN abs(${name}) > 1e17 THEN ${name} / 1000 WHEN abs(${name}) > 1e14 THEN ${name} ` +
  `WHEN abs(${name}) > 1e11 THEN ${name} * 1000 ELSE ${name} * 1000000 END`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const timeSql = (name: string, type: string): string =>
  type.startsWith('TIMESTAMP') || type.startsWith('DATE')
    ? `CAST(epoch_us(${quoted(name)}) AS DOUBLE)`
    : `CAST(${SCALE_SQL(`CAST(${quoted(name)} AS DOUBLE)`)} AS DOUBLE)`;

/** Values waiting to be taken, in order of time. */
interface Waiting {
  readonly batches: AsyncIterator<ResultBatch>;
  times: number[];
  values: (number | null)[];
  next: number;
  ended: boolean;
  /** What is known now. */
  value: number | null;
}

const HASH_SHOWN = 12;

/** The column, and more where another file or limit has it, too: two signals under one name would count as one. */
export function userName({ path, column, threshold }: UserColumn, all: readonly UserColumn[]): string {
  const alike = all.filter((one) => one.column === column);
  if (alike.length < 2) return `user:${column}`;
  const file = path.replace(/^.*[\\/]/, '').replace(/\.parquet$/i, '');
  return `user:${file}:${column}${threshold === null ? '' : `:${threshold}`}`;
}

/**
 * Its rule holds the hash of the file: a column that was computed anew is another trial.
 * Throws UsageError for a column that is not there, DataError for a file that cannot be read.
 * @param name of the signal
 */
export async function openUserColumn(
  wish: UserColumn,
  { name, dataRoot, signal }: { readonly name: string; readonly dataRoot: string; readonly signal: AbortSignal },
): Promise<UserSeries> {
  checkFile(wish.path);
  const sha256 = await hashFile(wish.path, { signal, onBytes: () => undefined });
  const { openWarehouse } = await import('../../warehouse/warehouse.js');
  const scratch = await openScratchFolder(null, dataRoot);
  try {
    const warehouse = await openWarehouse({
      lakeDir: null,
      files: [wish.path],
      tables: queryTables(),
      memoryLimit: MEMORY_BYTES,
      spillDir: joinPath(scratch.path, 'spill'),
      threads: 1,
      signal,
    });
    try {
      const view = warehouse.views.find(({ files }) => files.length > 0);
      const { time, type } = columnsOf(wish, view?.columns ?? []);
      const value = `CAST(${quoted(wish.column)} AS DOUBLE)`;
      const at = timeSql(time, type);
      const sql = `SELECT ${at} AS t, ${value} AS v FROM ${quoted(view?.name ?? '')} WHERE ${quoted(time)} IS NOT NULL ORDER BY t`;
      const result = await warehouse.query(sql, signal);
      const close = async (): Promise<void> => {
        warehouse.close();
        await scratch.remove();
      };
      const spec = specOf(wish, name, sha256);
      return series(spec, wish.threshold, { batches: result.batches()[Symbol.asyncIterator](), close });
    } catch (error) {
      warehouse.close();
      throw error;
    }
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}

/** Said before an engine is started, which knows nothing of flags. */
function checkFile(path: string): void {
  const what = whatStandsAt(path);
  if (what === 'file') return;
  throw new DataError(what === 'nothing' ? `${path}: no such file` : `${path} is a folder, not a Parquet file`, {
    code: 'V13_INPUT_MISSING',
    path,
    hint: 'check the path in --signal-column FILE.parquet:COLUMN',
  });
}

const PATH_NAMES: readonly string[] = ['venue', 'env', 'symbol', 'date'];

interface Found {
  readonly name: string;
  readonly type: string;
}

function columnsOf({ path, column, time }: UserColumn, found: readonly Found[]): { time: string; type: string } {
  const names = found.map(({ name }) => name);
  // The engine gives every file the columns of a lake's path, which are none of its own.
  const shown = names.filter((one) => !PATH_NAMES.includes(one)).slice(0, 12);
  for (const wanted of time === null ? [column] : [column, time]) {
    if (names.includes(wanted)) continue;
    const near = didYouMean(wanted, names);
    throw new UsageError(`${path} has no column ${wanted}`, {
      code: 'V13_SIGNAL_COLUMN',
      hint: near === null ? `it has ${shown.join(', ')}` : `did you mean ${near}?`,
      details: { path, column: wanted },
    });
  }
  if (found.find((one) => one.name === column)?.type === 'VARCHAR') {
    throw new UsageError(`column ${column} of ${path} holds text`, {
      code: 'V13_SIGNAL_COLUMN',
      hint: 'name a column of numbers',
      details: { path, column },
    });
  }
  const name = time ?? TIME_NAMES.find((one) => names.includes(one));
  const type = found.find((one) => one.name === name)?.type;
  if (name === undefined || type === undefined) {
    throw new DataError(`${path}: no column of times`, {
      code: 'V13_SIGNAL_TIME',
      path,
      hint: `name it with --signal-time; the file has ${shown.join(', ')}`,
    });
  }
  return { time: name, type };
}

function specOf({ column, threshold }: UserColumn, name: string, sha256: string): SignalSource['spec'] {
  const hash = sha256.slice(0, HASH_SHOWN);
  return {
    name,
    role: 'user',
    rule: threshold === null ? `sign of ${column}, SHA-256 ${hash}` : `|${column}| > ${threshold}, SHA-256 ${hash}`,
    graded: true,
    bar: null,
  };
}

interface Rows {
  readonly batches: AsyncIterator<ResultBatch>;
  readonly close: () => Promise<void>;
}

function series(spec: SignalSource['spec'], threshold: number | null, { batches, close }: Rows): UserSeries {
  const waiting: Waiting = { batches, times: [], values: [], next: 0, ended: false, value: null };
  return {
    close,
    before: (untilUs) => readUntil(waiting, untilUs),
    source: {
      spec,
      read: (row) => saidOf(valueAt(waiting, row.timeUs), threshold ?? 0),
    },
  };
}

const saidOf = (value: number | null, limit: number): Said | null =>
  value === null ? null : { value, side: value > limit ? 1 : value < -limit ? -1 : 0 };

async function readUntil(waiting: Waiting, untilUs: number): Promise<void> {
  while (!waiting.ended && (waiting.times.at(-1) ?? -Infinity) <= untilUs) {
    const step = await waiting.batches.next();
    if (step.done === true) {
      waiting.ended = true;
      return;
    }
    waiting.times.splice(0, waiting.next);
    waiting.values.splice(0, waiting.next);
    waiting.next = 0;
    const [times = [], values = []] = step.value.values;
    for (let row = 0; row < step.value.rows; row++) {
      waiting.times.push(times[row] as number);
      const one = values[row] as number | null;
      waiting.values.push(one === null || !Number.isFinite(one) ? null : one);
    }
  }
}

/** As of a time; times asked for never step back. Behind the last row of the file nothing is known any more. */
function valueAt(waiting: Waiting, timeUs: number): number | null {
  const { times } = waiting;
  while (waiting.next < times.length && (times[waiting.next] as number) <= timeUs) {
    waiting.value = waiting.values[waiting.next++] ?? null;
  }
  const isBehind = waiting.ended && waiting.next >= times.length && timeUs > (times.at(-1) ?? -Infinity);
  return isBehind ? null : waiting.value;
}
