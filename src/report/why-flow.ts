// The parts of "why" that show messages: what happened, the book before and after, each update's levels, each trade.

import type { Why, WhyBook, WhyFrame, WhySide, WhyTerm, WhyUpdate } from '../core/watch/why.js';
import type { ScreenText } from '../text/screen-text.js';
import { formatTime } from '../text/time.js';
import { type Block, type Cell, type Section, cell, columns, note, table } from './document.js';
import { type Units, flowText, priceText, qtyText, signed } from './why-numbers.js';

export interface WhyOptions {
  readonly text: ScreenText;
  readonly timeZone: string;
  /** The time that was asked for, µs. */
  readonly askedUs: number;
  /** All updates and trades, and the bytes unshortened. */
  readonly isFull: boolean;
}

/** Without --full: updates with their levels, trades, and characters of a message. */
const MOST_UPDATES = 3;
const MOST_LINES = 12;
const MOST_CHARACTERS = 160;

const clock = (timeUs: number, { timeZone }: WhyOptions): string => formatTime(timeUs, timeZone).slice(11, 23);
const idText = ({ ids }: WhyFrame): string =>
  Object.entries(ids)
    .map(([name, id]) => `${name} ${id}`)
    .join(' ');
const placeText = ({ path, line }: WhyFrame): string => `${path.split(/[\\/]/).at(-1) ?? path}:${line}`;

/** Verbatim; the middle left out where it is long. */
export function bytesText({ text }: Pick<WhyFrame, 'text'>, isFull: boolean): string {
  const half = MOST_CHARACTERS / 2;
  return isFull || text.length <= MOST_CHARACTERS ? text : `${text.slice(0, half)} … ${text.slice(-half)}`;
}

export function breakSection({ breaks }: Why, options: WhyOptions): Section {
  const { why: words } = options.text;
  const rows = breaks.map(({ kind, frame }) => [
    cell(kind.replace('_', ' '), 'warn'),
    cell(clock(frame.recvUs, options)),
    cell(idText(frame)),
    cell(placeText(frame), 'dim'),
  ]);
  return { title: words.breaks, blocks: rows.length === 0 ? [] : [table(columns(...words.breakHead), rows)] };
}

const levelText = (units: Units, ticks: number | undefined, lots: number | undefined): string =>
  ticks === undefined || lots === undefined ? '–' : `${priceText(units, ticks)} × ${qtyText(units, lots)}`;

/** A level is marked where its price or its quantity is another one than before. */
function levelCell(
  units: Units,
  [now, before]: [WhyBook, WhyBook | null],
  at: { k: number; side: 'bid' | 'ask' },
): Cell {
  const { k, side } = at;
  const of = (book: WhyBook | null) => [book?.[`${side}Ticks`][k], book?.[`${side}Lots`][k]] as const;
  const [ticks, lots] = of(now);
  const [ticksBefore, lotsBefore] = of(before);
  const isChanged = before !== null && (ticks !== ticksBefore || lots !== lotsBefore);
  return cell(`${isChanged ? '* ' : ''}${levelText(units, ticks, lots)}`, isChanged ? 'bold' : 'plain');
}

export function bookSection({ bookBefore, bookAfter, units }: Why, { text: { why: words } }: WhyOptions): Section {
  if (bookAfter === null) return { title: words.book, blocks: [note(words.bookUnknown, 'warn')] };
  const depth = Math.max(bookAfter.bidTicks.length, bookAfter.askTicks.length);
  const before = (side: 'bid' | 'ask', k: number): Cell =>
    cell(levelText(units, bookBefore?.[`${side}Ticks`][k], bookBefore?.[`${side}Lots`][k]), 'dim');
  const rows = Array.from({ length: depth }, (_, k) => [
    cell(String(k + 1)),
    before('bid', k),
    levelCell(units, [bookAfter, bookBefore], { k, side: 'bid' }),
    before('ask', k),
    levelCell(units, [bookAfter, bookBefore], { k, side: 'ask' }),
  ]);
  return { title: words.book, blocks: [table(columns(...words.bookHead), rows), note(words.changed)] };
}

function sideText(units: Units, side: WhySide | null): string {
  if (side === null) return '';
  const { beforeTicks, beforeLots, afterTicks, afterLots } = side;
  const after = levelText(units, afterTicks ?? undefined, afterLots);
  if (beforeTicks === afterTicks && beforeLots === afterLots) return `= ${after}`;
  return `${levelText(units, beforeTicks ?? undefined, beforeLots)} > ${after}`;
}

function termCells(units: Units, { level, bid, ask, flowLots, weight, weightedLots }: WhyTerm): Cell[] {
  return [
    cell(String(level)),
    cell(sideText(units, bid)),
    cell(sideText(units, ask)),
    cell(signed(qtyText(units, flowLots))),
    cell(String(weight)),
    cell(flowText(units, weightedLots)),
  ];
}

function sentText({ eventUs, recvUs }: WhyFrame, options: WhyOptions): string {
  if (eventUs === null) return '';
  return `; ${options.text.why.sent(clock(eventUs, options), ((recvUs - eventUs) / 1_000).toFixed(1))}`;
}

function updateBlocks(update: WhyUpdate, at: { k: number; of: number; units: Units }, options: WhyOptions): Block[] {
  const { frame, terms, flowLots } = update;
  const { why: words } = options.text;
  const { units } = at;
  const head = `${words.update(String(at.k + 1), String(at.of))}: ${clock(frame.recvUs, options)}  ${idText(frame)}  ${placeText(frame)}${sentText(frame, options)}`;
  const bytes = note(bytesText(frame, options.isFull));
  if (flowLots === null) return [note(head, 'bold'), bytes, note(words.noFlow, 'warn')];
  return [
    note(head, 'bold'),
    bytes,
    table(
      columns(...words.termHead),
      terms.map((term) => termCells(units, term)),
    ),
    note(words.sum(`w·e`, flowText(units, flowLots)), 'plain'),
  ];
}

/** The largest flows, in the order of their arrival. */
function shownUpdates(updates: readonly WhyUpdate[], isFull: boolean): number[] {
  const all = updates.map((_, k) => k);
  if (isFull || all.length <= MOST_UPDATES) return all;
  const size = (k: number): number => Math.abs(updates[k]?.flowLots ?? 0);
  return [...all]
    .sort((a, b) => size(b) - size(a))
    .slice(0, MOST_UPDATES)
    .sort((a, b) => a - b);
}

export function flowSection(why: Why, options: WhyOptions): Section {
  const { updates, row, units, otherFrames } = why;
  const { why: words } = options.text;
  const shown = shownUpdates(updates, options.isFull);
  const blocks = shown.flatMap((k) => {
    const update = updates[k];
    return update === undefined ? [] : updateBlocks(update, { k, of: updates.length, units }, options);
  });
  const rest = updates.length - shown.length;
  const flows = updates.map(({ flowLots }) => (flowLots === null ? '?' : flowText(units, flowLots)));
  const terms = flows.length > MOST_LINES ? `${flows.slice(0, MOST_LINES).join(' ')} …` : flows.join(' ');
  return {
    title: words.flow,
    blocks: [
      ...blocks,
      ...(rest > 0 ? [note(words.more(rest))] : []),
      ...(updates.length === 0 ? [note(words.noUpdates)] : []),
      ...(row.ofi === null || updates.length === 0 ? [] : [note(words.sum(terms, `${row.ofi} = ofi`), 'good')]),
      ...(otherFrames > 0 ? [note(words.others(otherFrames))] : []),
    ],
  };
}

export function tradeSection({ bar, trades, units, row }: Why, options: WhyOptions): Section {
  const { why: words } = options.text;
  const list = bar?.trades ?? trades;
  const shown = options.isFull ? list : list.slice(-MOST_LINES);
  const rows = shown.map(({ frame, priceTicks, signedLots }) => [
    cell(clock(frame.recvUs, options)),
    cell(idText(frame)),
    signedLots >= 0 ? cell(words.buy, 'good') : cell(words.sell, 'bad'),
    cell(priceText(units, priceTicks)),
    cell(qtyText(units, Math.abs(signedLots))),
    cell(signed(qtyText(units, signedLots))),
    cell(placeText(frame), 'dim'),
  ]);
  const bytes = options.isFull ? shown.map(({ frame }) => note(bytesText(frame, true))) : [];
  const rest = list.length - shown.length;
  return {
    title: words.trades,
    blocks: [
      ...(bar === null ? [] : [note(words.bar(clock(bar.fromUs, options), clock(bar.toUs, options)), 'plain')]),
      ...(rows.length === 0 ? [note(words.noTrades)] : [table(columns(...words.tradeHead), rows)]),
      ...bytes,
      ...(rest > 0 ? [note(words.moreTrades(rest))] : []),
      ...(row.cvdDelta === null || bar === null
        ? []
        : [note(words.sum(`${list.length}`, `${row.cvdDelta} = cvd_delta`), 'good')]),
    ],
  };
}
