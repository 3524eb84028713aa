// Looks at the beginning of an input: its format, first receive time, symbols and session, before anything is replayed.

import { createFrameBatch, FRAME, type FrameBatch } from '../../core/market/frame.js';
import type { Venue } from '../../core/market/instrument.js';
import { DataError } from '../../platform/errors.js';
import { parseSessionHeader, RAW_FORMAT_VERSION, type SessionHeader } from '../ndjson/session-header.js';
import { findTopLevelValue, startsWithAscii } from '../ndjson/top-level-key.js';
import { readUpTo } from './byte-source.js';
import { type CsvFormat, isCsvFormat, symbolOfDump } from './csv/csv-layout.js';
import type { CsvOrigin } from './csv/csv-rows.js';
import { csvHead } from './csv/csv-source.js';
import { createCutter, detectFormat, INPUT_FORMATS, type InputFormat } from './format.js';
import { baseNameOf, type InputAccess, openInputSource } from './input-source.js';
import { symbolOfFileName } from './hftbacktest.js';
import { scanLines } from './line-scan.js';

const FILE_HEAD_BYTES = 256 * 1024;
const STREAM_HEAD_BYTES = 64 * 1024;
const LARGEST_HEAD_BYTES = 8 * 1024 * 1024;
const HEAD_FRAMES = 4096;

export interface InputHead {
  readonly format: InputFormat;
  /** Receive time of the first frame in the head, µs; null where the head holds none. */
  readonly firstRecvUs: number | null;
  /** Symbols that the stream names in the head speak of, in capitals. */
  readonly symbols: ReadonlySet<string>;
  /** v13-raw only. */
  readonly session: SessionHeader | null;
  /** Of tables, which tell it by their columns; null for all others. */
  readonly venue: Venue | null;
  /** Of tables, in capitals: named by the rows, the file or the caller. */
  readonly tableSymbol: string | null;
  /** Lines before the first row of a table. */
  readonly headerLines: number;
}

/** What the caller knows of an input. */
export interface HeadWish {
  /** Null: the lines tell. */
  readonly format: InputFormat | null;
  /** In capitals, for tables that name no symbol. */
  readonly symbol: string | null;
}

/** The head, `empty` where there is not one byte. Throws V13_INPUT_BINARY, V13_INPUT_FORMAT, V13_FORMAT_VERSION. */
export async function readInputHead(access: InputAccess, wish: HeadWish): Promise<InputHead | 'empty'> {
  const forced = wish.format;
  let limit = access.tap === null ? FILE_HEAD_BYTES : STREAM_HEAD_BYTES;
  for (;;) {
    const { bytes, isWhole } = await readHeadBytes(access, limit);
    if (bytes.length === 0) return 'empty';
    const format = forced ?? detectFormat(bytes);
    const head = format === null ? null : describeAs(format, { access, bytes, isWhole, symbol: wish.symbol });
    if (head === 'empty') return head;
    const isAll = bytes.length < limit || limit >= LARGEST_HEAD_BYTES;
    if (isAll || (head !== null && isEnough(head, access))) return head ?? refuse(access, bytes, forced);
    limit = Math.min(limit * 8, LARGEST_HEAD_BYTES);
  }
}

/** The first bytes, decompressed; fewer than `limit` only where the input is shorter. `isWhole`: undamaged to its end. */
async function readHeadBytes(access: InputAccess, limit: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const source = openInputSource(access, 'peek');
  try {
    const bytes = await readUpTo(source, limit);
    return { bytes, isWhole: bytes.length < limit && source.damage === null };
  } finally {
    await source.close();
  }
}

/** Nameless snapshots want a stream line near them, unless the file's name tells the symbol. */
function isEnough(head: InputHead, access: InputAccess): boolean {
  if (head.firstRecvUs === null) return false;
  return head.format !== 'hftbacktest' || head.symbols.size > 0 || symbolOfFileName(baseNameOf(access.file)) !== null;
}

interface HeadBytes {
  readonly access: InputAccess;
  readonly bytes: Buffer;
  readonly isWhole: boolean;
  readonly symbol: string | null;
}

/** `empty`: a table that has a header and no rows. */
function describeAs(format: InputFormat, { access, bytes, isWhole, symbol }: HeadBytes): InputHead | 'empty' | null {
  if (!isCsvFormat(format)) return describe(bytes, format);
  const head = csvHead(bytes, csvOrigin(access, format, symbol), isWhole);
  if (isWhole && head.bytes.length === 0) return 'empty';
  const { venue, symbol: tableSymbol } = head.lines.file;
  const described = describe(head.bytes, format);
  return described === null ? null : { ...described, venue, tableSymbol, headerLines: head.lines.headerLines() };
}

/** `symbol`: for tables whose rows and file do not name it. */
export function csvOrigin(access: InputAccess, format: CsvFormat, symbol: string | null): CsvOrigin {
  return { path: access.file.path, format, symbol: symbolOfDump(baseNameOf(access.file)) ?? symbol };
}

/** Null where not one line of the head is of this format. */
function describe(bytes: Buffer, format: InputFormat): InputHead | null {
  const batch = createFrameBatch(HEAD_FRAMES);
  let damaged = 0;
  const ended = bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from('\n')]);
  // The symbol only keeps nameless snapshots countable; these frames go nowhere.
  const cut = createCutter(format, 'UNKNOWN');
  const scan = { bytes: ended, at: 0, line: 0, cut, report: () => damaged++ };
  scanLines(scan, batch);
  if (batch.count === 0 && damaged >= scan.line) return null;
  return {
    format,
    firstRecvUs: batch.count > 0 ? (batch.recvUs[0] as number) : null,
    symbols: symbolsIn(batch, format),
    session: format === 'v13-raw' ? sessionIn(batch) : null,
    ...{ venue: null, tableSymbol: null, headerLines: 0 },
  };
}

function sessionIn(batch: FrameBatch): SessionHeader | null {
  for (let i = 0; i < batch.count; i++) {
    if (batch.kind[i] !== FRAME.control) continue;
    const header = parseSessionHeader(textOf(batch, batch.start[i] as number, batch.end[i] as number));
    if (header !== null) return header;
  }
  return null;
}

function symbolsIn(batch: FrameBatch, format: InputFormat): ReadonlySet<string> {
  const symbols = new Set<string>();
  for (let i = 0; i < batch.count; i++) {
    const name = format === 'original' ? flatSymbol(batch, i) : streamSymbol(batch, i);
    if (name !== null) symbols.add(name.toUpperCase());
  }
  return symbols;
}

/** `{"stream":"btcusdt@depth",…` with or without its brace → btcusdt. */
function streamSymbol(batch: FrameBatch, index: number): string | null {
  const { bytes } = batch;
  const first = batch.start[index] as number;
  const start = bytes[first] === 123 ? first + 1 : first;
  if (batch.kind[index] !== FRAME.stream || !startsWithAscii(bytes, start, '"stream":"')) return null;
  const from = start + '"stream":"'.length;
  const to = bytes.indexOf(64, from);
  return to < 0 || to - from > 40 || to >= (batch.end[index] as number) ? null : textOf(batch, from, to);
}

function flatSymbol(batch: FrameBatch, index: number): string | null {
  const line = { from: batch.start[index] as number, to: batch.end[index] as number };
  const from = findTopLevelValue(batch.bytes, line, 'symbol') + 1;
  const to = from > 0 ? batch.bytes.indexOf(34, from) : -1;
  return to < 0 || to - from > 40 ? null : textOf(batch, from, to);
}

function textOf(batch: FrameBatch, from: number, to: number): string {
  return Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset + from, to - from).toString('utf8');
}

function refuse(access: InputAccess, bytes: Buffer, forced: InputFormat | null): never {
  const { path } = access.file;
  const detected = forced === null ? null : detectFormat(bytes);
  if (detected !== null) {
    throw new DataError(`${path}: no line is of the format ${forced}`, {
      code: 'V13_INPUT_FORMAT',
      path,
      line: 1,
      hint: `its lines look like ${detected}: leave the format out, or give that one`,
      details: { wanted: forced, detected },
    });
  }
  if (isBinary(bytes)) {
    throw new DataError(`${path}: a binary file, not recorded lines`, {
      code: 'V13_INPUT_BINARY',
      path,
      hint: 'v13 reads text lines, plain or packed with gzip, zip or zstd; unpack other archives first',
    });
  }
  throw new DataError(`${path}: not a recording that v13 knows`, {
    code: 'V13_INPUT_FORMAT',
    path,
    line: 1,
    hint: `known formats: ${INPUT_FORMATS.join(', ')}; see docs/formats.md`,
  });
}

/** Control bytes other than tab and line ends do not occur in text. */
function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 4096).some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13);
}

/** Refuses recordings of a newer version than this reader knows. */
export function checkVersion(path: string, head: InputHead): void {
  if (head.session === null || head.session.version <= RAW_FORMAT_VERSION) return;
  throw new DataError(`${path}: raw format version ${head.session.version}, newer than this v13 reads`, {
    code: 'V13_FORMAT_VERSION',
    path,
    line: 1,
    hint: 'use the v13 that wrote it, or a newer one',
    details: { version: head.session.version, known: RAW_FORMAT_VERSION },
  });
}
