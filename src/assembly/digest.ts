// The digest of a run's rows (semantics 12): SHA-256 per symbol, then over the symbols in name order.

import { ROW_BYTES, ROW_CODEC_VERSION, writeRow } from '../core/pipeline/row-codec.js';
import type { SignalRow } from '../core/pipeline/row.js';
import { type Sha256, createSha256, hexText } from '../platform/sha256.js';

/** A checkpoint of the running hash is kept after each of so many rows: that is how a first difference is found. */
export const CHECKPOINT_ROWS = 4_096;
/** Rows collected before they are hashed in one call. */
const BLOCK_ROWS = 32;

interface SymbolDigest {
  readonly hash: Sha256;
  readonly block: Uint8Array;
  readonly view: DataView;
  blockRows: number;
  rows: number;
  ofiZ: number;
  cvdZ: number;
  fusion: number;
  readonly checkpoints: string[];
}

export interface RowDigest {
  readonly symbols: Map<string, SymbolDigest>;
}

export interface DigestCounts {
  readonly rows: number;
  /** Rows whose value is not null: a digest of nothing but nulls proves nothing. */
  readonly ofiZ: number;
  readonly cvdZ: number;
  readonly fusion: number;
}

export interface SymbolDigestResult extends DigestCounts {
  readonly symbol: string;
  /** 64 hex digits. */
  readonly value: string;
  /** Hash after every CHECKPOINT_ROWS rows. */
  readonly checkpoints: readonly string[];
}

export interface DigestResult extends DigestCounts {
  readonly value: string;
  readonly symbols: readonly SymbolDigestResult[];
}

export const createRowDigest = (): RowDigest => ({ symbols: new Map() });

function symbolDigest(digest: RowDigest, symbol: string): SymbolDigest {
  const known = digest.symbols.get(symbol);
  if (known !== undefined) return known;
  const block = new Uint8Array(BLOCK_ROWS * ROW_BYTES);
  const created: SymbolDigest = {
    hash: createSha256(),
    block,
    view: new DataView(block.buffer),
    blockRows: 0,
    rows: 0,
    ofiZ: 0,
    cvdZ: 0,
    fusion: 0,
    checkpoints: [],
  };
  created.hash.update(`v13-rows/${ROW_CODEC_VERSION}\n${symbol}\n`);
  digest.symbols.set(symbol, created);
  return created;
}

function flush(state: SymbolDigest): void {
  state.hash.update(state.block.subarray(0, state.blockRows * ROW_BYTES));
  state.blockRows = 0;
}

/** Takes the next row of its symbol. */
export function addRow(digest: RowDigest, row: SignalRow): void {
  const state = symbolDigest(digest, row.symbol);
  writeRow(state.view, state.blockRows * ROW_BYTES, row);
  state.blockRows++;
  state.rows++;
  if (row.ofiZ !== null) state.ofiZ++;
  if (row.cvdZ !== null) state.cvdZ++;
  if (row.fusion !== null) state.fusion++;
  if (state.blockRows === BLOCK_ROWS) flush(state);
  if (state.rows % CHECKPOINT_ROWS === 0) {
    flush(state);
    state.checkpoints.push(hexText(state.hash.digest()));
  }
}

/** The digest of all rows so far; more may be added after it. */
export function readDigest(digest: RowDigest): DigestResult {
  const names = [...digest.symbols.keys()].sort((a, b) => (a < b ? -1 : 1));
  const whole = createSha256();
  whole.update(`v13-digest/${ROW_CODEC_VERSION}\n`);
  const symbols: SymbolDigestResult[] = [];
  const sum = { rows: 0, ofiZ: 0, cvdZ: 0, fusion: 0 };
  for (const symbol of names) {
    const state = symbolDigest(digest, symbol);
    flush(state);
    const bytes = state.hash.digest();
    whole.update(`${symbol}\n`);
    whole.update(bytes);
    const { rows, ofiZ, cvdZ, fusion, checkpoints } = state;
    symbols.push({ symbol, value: hexText(bytes), rows, ofiZ, cvdZ, fusion, checkpoints: [...checkpoints] });
    sum.rows += rows;
    sum.ofiZ += ofiZ;
    sum.cvdZ += cvdZ;
    sum.fusion += fusion;
  }
  return { value: hexText(whole.digest()), ...sum, symbols };
}
