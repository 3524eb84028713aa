// A file of signals, read whole: every line counted, sorted by time, with what could not be used and why.

import { DataError } from '../../platform/errors.js';
import { type SignalLayout, layoutOf } from './signal-layout.js';
import { type SignalLine, readSignalLine } from './signal-line.js';
import { type TimeForm, timeFormOf } from './signal-time.js';

export interface RefusedLine {
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
}

/** In order of time; one an instant. */
export interface SignalColumns {
  readonly timeUs: Float64Array;
  /** 1 or −1. */
  readonly side: Int8Array;
  /** Strength with the sign of the side; the side alone where the file has no strength. */
  readonly value: Float64Array;
}

export interface SignalFile {
  readonly layout: SignalLayout;
  readonly time: TimeForm;
  readonly hasStrength: boolean;
  /** Lines with a signal, by symbol; a file without symbols has them under null. */
  readonly bySymbol: ReadonlyMap<string | null, SignalColumns>;
  /** Lines that are not empty, without the header. */
  readonly lines: number;
  readonly refused: readonly RefusedLine[];
  readonly refusedCount: number;
  /** Lines that say to be out of the market. */
  readonly flat: number;
  /** The same side again at the same instant. */
  readonly repeats: number;
  /** Lines that stood before an earlier one. */
  readonly unsorted: number;
  /** SHA-256 of the bytes, 64 hex digits. */
  readonly sha256: string;
}

export interface SignalFileOptions {
  readonly path: string;
  readonly symbolOf: (text: string) => string | null;
  /** The first line that is refused ends it. */
  readonly strict: boolean;
}

const KEPT = 100;

interface Reading {
  readonly options: SignalFileOptions;
  readonly found: Map<string | null, { line: number; signal: SignalLine }[]>;
  readonly refused: RefusedLine[];
  readonly counts: { lines: number; refused: number; flat: number; repeats: number; unsorted: number };
  lastUs: number;
}

function refuse(reading: Reading, line: number, reason: string): void {
  const { options, refused, counts } = reading;
  if (options.strict) {
    throw new DataError(`${options.path}:${line}: ${reason}`, { code: 'V13_SIGNAL_LINE', path: options.path, line });
  }
  counts.refused++;
  if (refused.length < KEPT) refused.push({ line, reason });
}

function headerOf(text: string, { path }: SignalFileOptions): SignalLayout {
  const layout = layoutOf(text, (cell) => timeFormOf(cell) !== null);
  if (!('missing' in layout)) return layout;
  const { missing, header } = layout;
  const what = missing === 'time' ? 'no column of times' : 'no column of sides';
  throw new DataError(`${path}: ${what}; the first line is ${header.slice(0, 12).join(', ')}`, {
    code: 'V13_SIGNAL_HEADER',
    path,
    line: 1,
    hint: 'name the columns time, side and perhaps strength and symbol',
  });
}

function take(reading: Reading, at: number, signal: SignalLine): void {
  const { counts, found } = reading;
  if (signal.us < reading.lastUs) counts.unsorted++;
  else reading.lastUs = signal.us;
  if (signal.side === 0) {
    counts.flat++;
    return;
  }
  const list = found.get(signal.symbol);
  if (list === undefined) found.set(signal.symbol, [{ line: at, signal }]);
  else list.push({ line: at, signal });
}

/** One signal an instant: a repetition counts once, and a buy and a sell at the same instant say nothing. */
function columnsOf(reading: Reading, list: { line: number; signal: SignalLine }[]): SignalColumns {
  const sorted = [...list].sort((a, b) => a.signal.us - b.signal.us || a.line - b.line);
  const kept: SignalLine[] = [];
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (sorted[to]?.signal.us === sorted[from]?.signal.us && to < sorted.length) to++;
    const group = sorted.slice(from, to);
    const [first] = group;
    from = to;
    if (first === undefined) continue;
    if (group.every(({ signal }) => signal.side === first.signal.side)) {
      kept.push(first.signal);
      reading.counts.repeats += group.length - 1;
    } else {
      const lines = group.map(({ line }) => line);
      for (const line of lines)
        refuse(reading, line, `a buy and a sell at the same instant: lines ${lines.join(', ')}`);
    }
  }
  return {
    timeUs: Float64Array.from(kept, ({ us }) => us),
    side: Int8Array.from(kept, ({ side }) => side),
    value: Float64Array.from(kept, ({ side, strength }) => side * (strength ?? 1)),
  };
}

/** Form of the first line that has a time. */
function formOf(lines: readonly string[], layout: SignalLayout): TimeForm {
  const skip = layout.names === null ? 0 : 1;
  for (const line of lines.slice(skip)) {
    const cells = line.split(layout.separator).map((cell) => cell.trim().replaceAll('"', ''));
    const cell = cells[layout.at.time] ?? '';
    const form = timeFormOf(layout.separator === ',' ? cell : cell.replace(',', '.'));
    if (form !== null) return form;
  }
  return 'ISO 8601';
}

/**
 * Throws DataError: V13_SIGNAL_EMPTY (no line), V13_SIGNAL_HEADER (no column of times or sides), V13_SIGNAL_NONE (no line
 * could be used), V13_SIGNAL_LINE (under `strict`).
 */
export function parseSignals(text: string, sha256: string, options: SignalFileOptions): SignalFile {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const { path } = options;
  if (first < 0) throw new DataError(`${path}: no line in it`, { code: 'V13_SIGNAL_EMPTY', path });
  const layout = headerOf(lines[first] ?? '', options);
  const time = formOf(lines.slice(first), layout);
  const counts = { lines: 0, refused: 0, flat: 0, repeats: 0, unsorted: 0 };
  const reading: Reading = { options, found: new Map(), refused: [], counts, lastUs: -Infinity };
  const form = { layout, time, symbolOf: options.symbolOf };
  for (let i = layout.names === null ? first : first + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '') continue;
    counts.lines++;
    const read = readSignalLine(line, form);
    if (read.ok) take(reading, i + 1, read.line);
    else refuse(reading, i + 1, read.reason);
  }
  const bySymbol = new Map([...reading.found].map(([symbol, list]) => [symbol, columnsOf(reading, list)]));
  const refused = [...reading.refused].sort((a, b) => a.line - b.line);
  if ([...bySymbol.values()].every(({ timeUs }) => timeUs.length === 0)) throw noneOf(path, refused);
  const { refused: refusedCount, ...rest } = counts;
  return { layout, time, hasStrength: layout.at.strength >= 0, bySymbol, refused, refusedCount, sha256, ...rest };
}

function noneOf(path: string, [first]: readonly RefusedLine[]): DataError {
  const why = first === undefined ? '' : `; line ${first.line}: ${first.reason}`;
  return new DataError(`${path}: no signal in it${why}`, {
    code: 'V13_SIGNAL_NONE',
    path,
    hint: 'each line has a time with its zone or an epoch, and a side: buy or sell, long or short, 1 or -1',
  });
}
