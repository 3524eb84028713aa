// `v13 replay` as typed, and what its answers are compared by.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import { type CliOptions, runCli } from './cli.js';

export const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

/** ETHUSDT for three minutes, no gaps; BTCUSDT and ETHUSDT for one minute with holes. */
export const CLEAN = fixture('synthetic-ethusdt-3m.ndjson.gz');
export const GAPS = fixture('synthetic-gaps.ndjson.gz');

/** Lines of a gzip file, without their ends. */
export const linesIn = (path: string): string[] =>
  gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');

export const asFile = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

export const replay = (args: readonly string[], options: CliOptions = {}) => runCli(['replay', ...args], options);

/** The digest of all symbols; fails where the run does. */
export async function digestOf(args: readonly string[], options: CliOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await replay([...args, '--digest'], options);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return stdout.slice(0, 64);
}

/** A row as written: the keys that the tests look at. */
export interface WrittenRow {
  readonly ts_us: number;
  readonly symbol: string;
  readonly segment: number;
  readonly mid: number | null;
  readonly book_reason: SignalRow['bookReason'];
  readonly ofi_z: number | null;
  readonly ofi_reason: SignalRow['ofiReason'];
  readonly ofi_samples: number;
  readonly cvd_z: number | null;
  readonly cvd_samples: number;
  readonly fusion: number | null;
}

export const rowsIn = (text: string): WrittenRow[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as WrittenRow);

/** The parts of the --json document that the tests look at. */
export interface ReplayDocument {
  readonly schema: string;
  readonly digest: string;
  readonly digestCounts: { readonly rows: number; readonly fusion: number };
  readonly digestSymbols: readonly { readonly symbol: string; readonly checkpoints: readonly string[] }[];
  readonly problems: { readonly total: number; readonly kept: readonly { code: string; line: number | null }[] };
  readonly refused: { readonly total: number; readonly kept: readonly { code: string; line: number | null }[] };
  readonly sequences: readonly { readonly symbol: string; readonly counts: Readonly<Record<string, number>> }[];
  readonly timings: unknown;
  readonly warnings: readonly string[];
}

export async function documentOf(args: readonly string[], options: CliOptions = {}): Promise<ReplayDocument> {
  const { code, stdout, stderr } = await replay([...args, '--json'], options);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as ReplayDocument;
}
