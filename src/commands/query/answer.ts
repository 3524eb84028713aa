// Where the rows of an answer go: a table, one JSON document, CSV or NDJSON, printed or as a file; batch by batch.

import { csvHead, csvRows, jsonRows, keysOf, ndjsonRows, valueText } from '../../assembly/query/result-text.js';
import type { Context } from '../../cli/context.js';
import { type AtomicFile, createAtomicFile } from '../../platform/atomic-file.js';
import { UsageError } from '../../platform/errors.js';
import { type ValueCell, valueTable } from '../../report/value-table.js';
import type { PlainValue } from '../../warehouse/plain-value.js';
import type { QueryResult, ResultBatch } from '../../warehouse/result.js';

/** Rows that one JSON document may hold: it is made in memory. */
const JSON_ROWS = 100_000;
/** Text is written in pieces of about this many characters. */
const PIECE = 262_144;

export interface Written {
  readonly rows: number;
}

/** Gathers small pieces; calls `write` with large ones. */
function gathering(write: (text: string) => Promise<void>) {
  let parts: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const text = parts.join('');
    parts = [];
    length = 0;
    if (text !== '') await write(text);
  };
  return {
    flush,
    async add(text: string): Promise<void> {
      parts.push(text);
      length += text.length;
      if (length >= PIECE) await flush();
    },
  };
}

async function writeText(
  result: QueryResult,
  form: 'csv' | 'ndjson',
  write: (text: string) => Promise<void>,
): Promise<Written> {
  const out = gathering(write);
  const keys = keysOf(result.columns);
  const textOf = (batch: ResultBatch): string => (form === 'csv' ? csvRows(batch) : ndjsonRows(keys, batch));
  if (form === 'csv') await out.add(csvHead(result.columns));
  let rows = 0;
  for await (const batch of result.batches()) {
    await out.add(textOf(batch));
    rows += batch.rows;
  }
  await out.flush();
  return { rows };
}

export const printText = (result: QueryResult, form: 'csv' | 'ndjson', ctx: Context): Promise<Written> =>
  writeText(result, form, (text) => ctx.stdout.write(text));

/** The file appears when all is written. */
export async function writeFile(result: QueryResult, form: 'csv' | 'ndjson', path: string): Promise<Written> {
  const file: AtomicFile = await createAtomicFile(path);
  try {
    const written = await writeText(result, form, (text) => file.write(text));
    await file.commit();
    return written;
  } finally {
    await file.discard();
  }
}

/** All rows as lists of JSON values. Throws UsageError V13_QUERY_ROWS where they are too many for one document. */
export async function collectRows(result: QueryResult): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const batch of result.batches()) {
    rows.push(...jsonRows(batch));
    if (rows.length <= JSON_ROWS) continue;
    throw new UsageError(`more than ${JSON_ROWS} rows do not go into one JSON document`, {
      code: 'V13_QUERY_ROWS',
      hint: 'write them one a line with --rows FILE or --rows -, or into --out FILE.parquet',
    });
  }
  return rows;
}

const cellOf = (value: PlainValue): ValueCell =>
  value !== null && typeof value === 'object' ? valueText(value) : value;

/** The first rows as a table; the others are counted. */
export async function printTable(result: QueryResult, show: number, ctx: Context): Promise<Written> {
  const shown: ValueCell[][] = [];
  let rows = 0;
  for await (const batch of result.batches()) {
    for (let k = 0; k < batch.rows && shown.length < show; k++) {
      shown.push(batch.values.map((column) => cellOf(column[k] ?? null)));
    }
    rows += batch.rows;
  }
  if (result.kind === 'explain') {
    await ctx.stdout.write(shown.map((row) => `${String(row.at(-1) ?? '')}\n`).join(''));
    return { rows };
  }
  const options = { columns: ctx.columns, paint: ctx.paint.stdout };
  const { text, hidden } = valueTable({ columns: result.columns, rows: shown }, options);
  await ctx.stdout.write(text);
  if (hidden.length > 0) ctx.talk.info(`columns that do not fit: ${hidden.join(', ')}`);
  if (rows > shown.length) ctx.talk.info(`the first ${shown.length} of ${rows} rows; --csv or --out FILE gives all`);
  return { rows };
}
