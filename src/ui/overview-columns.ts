// The columns of the overview: what each shows, sorts by, and how soon it makes room.

import { inUnits } from '../core/market/units.js';
import type { NullReason } from '../core/market/reason.js';
import type { SymbolSummary, SyncState, WatchRow } from '../core/watch/snapshot.js';
import { type Cell, type Tone, cell } from './cell.js';
import {
  ageText,
  compactText,
  countText,
  durationText,
  midText,
  msText,
  NONE,
  signTone,
  spreadText,
  zText,
} from './format.js';
import type { PanelInput } from './panel.js';
import { cvdWarming, ofiWarming, reasonText, rowReason, secondsLeft } from './reason.js';
import { textWidth } from './width.js';

export const COLUMN_NAMES = [
  'symbol',
  'price',
  'spread',
  'rate',
  'ofi',
  'cvd',
  'fusion',
  'signal',
  'resyncs',
  'gaps',
  'p50',
  'p95',
  'p99',
  'sync',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

/** What a column draws with. */
export type ColumnInput = Pick<PanelInput, 'snapshot' | 'view' | 'text' | 'glyphs'>;

export interface Column {
  readonly name: ColumnName;
  readonly least: number;
  /** Cells that it takes where there is room. */
  readonly most: number;
  readonly align: 'left' | 'right';
  /** Leaves first with the largest number. */
  readonly dropOrder: number;
  /** What sorting goes by; null comes last whatever the order. */
  readonly value: (symbol: SymbolSummary, input: ColumnInput) => number | string | null;
  /** Whether the first order is from large to small. */
  readonly isDescending: boolean;
  readonly cell: (symbol: SymbolSummary, input: ColumnInput, width: number) => Cell;
}

const SYNC_TONES: Readonly<Record<SyncState, Tone>> = { synced: 'good', waiting: 'warn', stale: 'warn', down: 'bad' };
const SYNC_RANK: Readonly<Record<SyncState, number>> = { synced: 0, waiting: 1, stale: 2, down: 3 };
/** A symbol that has said nothing for this long wears its age. */
export const STALE_AFTER_US = 3_000_000;

const isOld = (symbol: SymbolSummary, nowUs: number): boolean =>
  symbol.sync !== 'synced' || symbol.lastMessageUs === null || nowUs - symbol.lastMessageUs > STALE_AFTER_US;

/** Values of a book that is not known now stay readable, but step back. */
const dimmed = (symbol: SymbolSummary, tone: Tone): Tone => (symbol.sync === 'synced' ? tone : 'dim');

/** The reason in full where it fits, else the longest of its short forms that does. */
function reasonCell(full: string, shorts: readonly string[], width: number): Cell {
  return cell([full, ...shorts].find((form) => textWidth(form) <= width) ?? shorts.at(-1) ?? full, 'dim');
}

/** The longest first. */
function shortReasons(field: 'ofiZ' | 'cvdZ' | 'mid', row: WatchRow, input: ColumnInput): readonly string[] {
  const { text, snapshot } = input;
  const reasons = { ofiZ: row.ofiReason, cvdZ: row.cvdReason, mid: row.bookReason };
  const reason: NullReason = reasons[field] ?? 'no_input';
  if (reason !== 'warming') return [text.shell.shortReason[reason]];
  const warming =
    field === 'cvdZ' ? cvdWarming(row.cvdSamples, snapshot.config) : ofiWarming(row.ofiSamples, snapshot.config);
  const { have, want } = warming;
  return [secondsLeft(warming), null].map((seconds) => text.shell.shortReason.warming(have, want, seconds));
}

function zCell(field: 'ofiZ' | 'cvdZ') {
  return (symbol: SymbolSummary, input: ColumnInput, width: number): Cell => {
    const { row } = symbol;
    if (row === null) return cell(NONE, 'dim');
    const z = row[field];
    if (z !== null) return cell(zText(z, input.glyphs), dimmed(symbol, signTone(z)));
    const full = rowReason(field, row, { config: input.snapshot.config, text: input.text }) ?? NONE;
    return reasonCell(full, shortReasons(field, row, input), width);
  };
}

function fusionCell(symbol: SymbolSummary, input: ColumnInput, width: number): Cell {
  const { row } = symbol;
  if (row === null) return cell(NONE, 'dim');
  if (row.fusion !== null) return cell(zText(row.fusion, input.glyphs), dimmed(symbol, signTone(row.fusion)));
  const full = rowReason('fusion', row, { config: input.snapshot.config, text: input.text }) ?? NONE;
  return reasonCell(full, shortReasons(row.ofiZ === null ? 'ofiZ' : 'cvdZ', row, input), width);
}

function priceCell(symbol: SymbolSummary, input: ColumnInput, width: number): Cell {
  const { row } = symbol;
  if (row === null) return cell(NONE, 'dim');
  if (row.mid !== null) return cell(midText(row.mid, symbol.units), dimmed(symbol, 'strong'));
  const full = reasonText(row.bookReason ?? 'no_input', null, input.text);
  return reasonCell(full, shortReasons('mid', row, input), width);
}

/** The row's strongest word: fusion before divergence before OFI and CVD alone; how strong is the value for sorting. */
export function signalOf(row: WatchRow, { text, glyphs }: ColumnInput, width: number): Ranked {
  const words = text.shell.overview;
  if (row.fusionSignal === 'strong_buy' || row.fusionSignal === 'strong_sell') {
    const [side, mark, rank] =
      row.fusionSignal === 'strong_buy' ? (['buy', glyphs.up, 4] as const) : (['sell', glyphs.down, -4] as const);
    const full = `${mark}${mark} ${words.strong[side]}`;
    return { cell: cell(textWidth(full) <= width ? full : `${mark}${mark} ${words.side[side]}`, signTone(rank)), rank };
  }
  if (row.divergence !== null && row.divergence !== 'none') {
    const tone = row.divergence === 'bullish' ? 'up' : row.divergence === 'bearish' ? 'down' : 'warn';
    const rank = row.divergence === 'bullish' ? 3 : row.divergence === 'bearish' ? -3 : 0.5;
    return { cell: cell(words.divergence[row.divergence], tone), rank };
  }
  return sideSignals(row, glyphs);
}

interface Ranked {
  readonly cell: Cell;
  readonly rank: number;
}

function sideSignals(row: WatchRow, glyphs: ColumnInput['glyphs']): Ranked {
  const sides = { buy: 1, sell: -1, neutral: 0 } as const;
  const ofi = sides[row.ofiSignal ?? 'neutral'];
  const cvd = sides[row.cvdSignal ?? 'neutral'];
  const mark = (side: number): string => (side > 0 ? glyphs.up : glyphs.down);
  const parts = [ofi === 0 ? '' : `${mark(ofi)}OFI`, cvd === 0 ? '' : `${mark(cvd)}CVD`].filter((part) => part !== '');
  if (parts.length === 0) return { cell: cell(glyphs.flat, 'dim'), rank: 0 };
  return { cell: cell(parts.join(' '), ofi + cvd === 0 ? 'warn' : signTone(ofi + cvd)), rank: ofi + cvd };
}

/** What is not up to date wears its age; with little room the mark gives way, then the words. */
function syncCell(symbol: SymbolSummary, { snapshot, text, glyphs }: ColumnInput, width: number): Cell {
  const state = text.shell.state[symbol.sync];
  const tone = SYNC_TONES[symbol.sync];
  const { lastMessageUs } = symbol;
  // What has just been heard has no age to wear, whatever its book is waiting for.
  const isFresh = lastMessageUs !== null && snapshot.nowUs - lastMessageUs <= STALE_AFTER_US;
  if (lastMessageUs === null || isFresh || !isOld(symbol, snapshot.nowUs))
    return cell(`${glyphs.bullet} ${state}`, tone);
  const forms = [
    `${glyphs.bullet} ${state} ${ageText(lastMessageUs, snapshot.nowUs, text)}`,
    `${state} ${durationText(snapshot.nowUs - lastMessageUs)}`,
  ];
  const fitting = forms.find((form) => textWidth(form) <= width) ?? durationText(snapshot.nowUs - lastMessageUs);
  return cell(fitting, symbol.sync === 'synced' ? 'warn' : tone);
}

const counting = (count: number): Cell => cell(countText(count), count > 0 ? 'warn' : 'dim');
const percentile = (of: 'p50' | 'p95' | 'p99') => ({
  value: ({ latencyMs }: SymbolSummary) => latencyMs?.[of] ?? null,
  cell: ({ latencyMs }: SymbolSummary): Cell => cell(msText(latencyMs?.[of]), 'plain'),
});
const spreadBp = ({ row, units }: SymbolSummary): number | null =>
  row === null || row.spreadTicks === null || row.mid === null || row.mid <= 0
    ? null
    : inUnits(row.spreadTicks, units.tick) / row.mid;

type Look = Pick<Column, 'value' | 'cell'> & Partial<Pick<Column, 'align' | 'isDescending'>>;

const column = (
  name: ColumnName,
  sizes: readonly [least: number, most: number, dropOrder: number],
  look: Look,
): Column => ({
  name,
  least: sizes[0],
  most: sizes[1],
  dropOrder: sizes[2],
  align: 'right',
  isDescending: true,
  ...look,
});

/** In the order of the screen. What leaves first when the window narrows: p95, p50, p99, gaps, resyncs, rate … */
export const COLUMNS: readonly Column[] = [
  column('symbol', [12, 20, 0], {
    align: 'left',
    isDescending: false,
    value: ({ symbol }) => symbol,
    cell: ({ symbol }) => cell(symbol, 'strong'),
  }),
  column('price', [10, 14, 1], { value: ({ row }) => row?.mid ?? null, cell: priceCell }),
  column('spread', [8, 11, 8], {
    value: (symbol, { view }) => (view.spread === 'ticks' ? (symbol.row?.spreadTicks ?? null) : spreadBp(symbol)),
    cell: (symbol, { view, text }) => {
      const { row, units } = symbol;
      const figures = { spreadTicks: row?.spreadTicks ?? null, mid: row?.mid ?? null, units };
      return cell(spreadText(figures, view, text), dimmed(symbol, 'plain'));
    },
  }),
  column('rate', [6, 7, 9], {
    value: ({ perSecond }) => perSecond,
    cell: ({ perSecond }) => cell(compactText(perSecond)),
  }),
  column('ofi', [8, 21, 2], { value: ({ row }) => row?.ofiZ ?? null, cell: zCell('ofiZ') }),
  column('cvd', [8, 21, 3], { value: ({ row }) => row?.cvdZ ?? null, cell: zCell('cvdZ') }),
  column('fusion', [8, 21, 4], { value: ({ row }) => row?.fusion ?? null, cell: fusionCell }),
  column('signal', [9, 13, 6], {
    align: 'left',
    value: ({ row }, input) => (row === null ? null : signalOf(row, input, 0).rank),
    cell: ({ row }, input, width) => (row === null ? cell(NONE, 'dim') : signalOf(row, input, width).cell),
  }),
  column('resyncs', [4, 5, 10], { value: ({ resyncs }) => resyncs, cell: ({ resyncs }) => counting(resyncs) }),
  column('gaps', [4, 5, 11], {
    value: ({ depthGaps, tradeGaps }) => depthGaps + tradeGaps,
    cell: ({ depthGaps, tradeGaps }) => counting(depthGaps + tradeGaps),
  }),
  column('p50', [5, 6, 13], percentile('p50')),
  column('p95', [5, 6, 14], percentile('p95')),
  column('p99', [5, 6, 12], percentile('p99')),
  column('sync', [10, 18, 5], { align: 'left', value: ({ sync }) => SYNC_RANK[sync], cell: syncCell }),
];

export const columnOf = (name: ColumnName): Column =>
  COLUMNS.find((one) => one.name === name) ?? (COLUMNS[0] as Column);
