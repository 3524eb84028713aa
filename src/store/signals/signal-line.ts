// One line of a file of signals: a time, a side, perhaps a strength and a symbol; or why it is none.

import type { SignalLayout } from './signal-layout.js';
import { cellsOf } from './signal-layout.js';
import { type TimeForm, readTime } from './signal-time.js';

export interface SignalLine {
  readonly us: number;
  /** 0: the line says to be out of the market, which is no signal. */
  readonly side: -1 | 0 | 1;
  /** Without a sign; null where the file has none. */
  readonly strength: number | null;
  readonly symbol: string | null;
}

export type LineRead =
  { readonly ok: true; readonly line: SignalLine } | { readonly ok: false; readonly reason: string };

const SIDES: Readonly<Record<string, -1 | 0 | 1>> = {
  ...{ buy: 1, long: 1, b: 1, l: 1, up: 1, bull: 1, bullish: 1, bid: 1 },
  ...{ sell: -1, short: -1, s: -1, down: -1, bear: -1, bearish: -1, ask: -1 },
  ...{ flat: 0, neutral: 0, none: 0, hold: 0, close: 0, exit: 0, out: 0 },
};
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const no = (reason: string): LineRead => ({ ok: false, reason });

/** `1`, `−1.0`, `buy`; null where it is no side. */
function sideOf(text: string): -1 | 0 | 1 | null {
  const word = text.toLowerCase().replace(/^−/, '-');
  if (Object.hasOwn(SIDES, word)) return SIDES[word] ?? null;
  if (!NUMBER.test(word)) return null;
  const value = Number(word);
  return value === 1 || value === -1 || value === 0 ? value || 0 : null;
}

const SHOWN = 24;
const shown = (text: string): string => JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** Files cut by semicolons or tabs may write a comma for the decimal point. */
const decimal = (text: string, separator: string): string =>
  separator === ',' ? text : text.replace(/^([+-−]?\d+),(\d+)$/, '$1.$2');

function strengthOf(text: string, side: -1 | 0 | 1): number | string {
  if (text === '') return 'no strength';
  if (!NUMBER.test(text)) return `${shown(text)} is no strength`;
  const value = Number(text);
  if (value < 0 && side > 0) return `strength ${text} of a buy`;
  return Math.abs(value);
}

/** @param symbolOf the exchange's own form of a symbol; null where it is none */
export interface LineForm {
  readonly layout: SignalLayout;
  readonly time: TimeForm;
  readonly symbolOf: (text: string) => string | null;
}

export function readSignalLine(text: string, { layout, time, symbolOf }: LineForm): LineRead {
  const { at, separator, cells: wanted } = layout;
  const cells = cellsOf(text, separator);
  if (cells.length !== wanted) return no(`${cells.length} cells where the first line has ${wanted}`);
  const cell = (place: number): string => decimal(cells[place] ?? '', separator);
  const when = readTime(cell(at.time), time);
  if (!when.ok) return no(when.reason);
  const side = sideOf(cell(at.side));
  if (side === null) return no(`${shown(cell(at.side))} is no side: write buy or sell, long or short, 1 or -1`);
  const strength = at.strength < 0 || side === 0 ? null : strengthOf(cell(at.strength), side);
  if (typeof strength === 'string') return no(strength);
  const symbol = at.symbol < 0 ? null : symbolOf(cells[at.symbol] ?? '');
  if (at.symbol >= 0 && symbol === null) return no(`${shown(cells[at.symbol] ?? '')} is no symbol`);
  return { ok: true, line: { us: when.us, side, strength, symbol } };
}
