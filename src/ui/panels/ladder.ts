// The order book: bids and asks with sizes as bars, sums, what has changed, the spread, and why there is nothing.

import { inUnits } from '../../core/market/units.js';
import type { LadderView } from '../../core/watch/detail.js';
import type { SymbolSummary, WatchSnapshot } from '../../core/watch/snapshot.js';
import { type Cell, type Line, type Tone, cell } from '../cell.js';
import { barText, fillCell, messageFrame, panelFrame, widthOf } from '../compose.js';
import {
  type QuantityChoice,
  ageText,
  amountText,
  midText,
  priceText,
  quantityOf,
  quantityUnit,
  signMark,
  signTone,
  spreadText,
} from '../format.js';
import type { Panel, PanelInput } from '../panel.js';
import { ofiWarming, reasonText } from '../reason.js';
import { blank, textWidth } from '../width.js';

type Side = 'bid' | 'ask';

interface Level {
  readonly side: Side;
  readonly price: string;
  readonly size: number;
  readonly sum: number;
  readonly change: Change;
}

/** Against the frame before: a level that was not there, one that grew, one that shrank. */
type Change = 'none' | 'new' | 'grown' | 'shrunk';

interface Book {
  readonly input: PanelInput;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  readonly largest: number;
  readonly priceWidth: number;
  readonly hasSums: boolean;
  readonly choice: QuantityChoice;
}

/** From this width on bids and asks stand side by side, prices in the middle; below, asks above bids. */
const LEAST_BESIDE = 52;
const SIZE_WIDTH = 5;
/** A side this wide has room for the running sums. */
const LEAST_WITH_SUMS = 26;
const LEAST_WITH_TITLES = 6;
const LEAST_STACKED_WITH_TITLES = 12;

export const ladderPanel: Panel = (input) => {
  const { detail, symbols } = input.snapshot;
  const summary = symbols.find(({ symbol }) => symbol === detail?.symbol);
  if (detail === null || summary === undefined) return messageFrame(input.text.panels.noSymbol, input);
  const top = troubleLines(detail.ladder, summary, input);
  const isEmpty = detail.ladder.bidTicks.length + detail.ladder.askTicks.length === 0;
  if (isEmpty && top.length > 0) return panelFrame(top, input);
  if (isEmpty) return messageFrame(input.text.panels.nothing, input);
  const rows = input.height - top.length;
  const isBeside = input.width >= LEAST_BESIDE;
  const book = readBook(detail.ladder, summary, { input, most: isBeside ? rows : Math.max(1, rows >> 1), isBeside });
  const spread = spreadLine(detail.ladder, summary, input);
  return panelFrame([...top, ...(isBeside ? besideLines(book, spread) : titledLines(book, spread, rows))], input);
};

/** A line of its own while the book is not to be trusted: why, and how old what is shown is. */
function troubleLines(ladder: LadderView, summary: SymbolSummary, { snapshot, text }: PanelInput): Line[] {
  if (ladder.reason === null && summary.sync === 'synced') return [];
  const warming = ofiWarming(summary.row?.ofiSamples ?? 0, snapshot.config);
  const why = ladder.reason === null ? text.panels.sync[summary.sync] : reasonText(ladder.reason, warming, text);
  const lastUs = ladder.lastUs ?? summary.lastMessageUs;
  const age = lastUs === null ? '' : `  ${ageText(lastUs, snapshot.nowUs, text)}`;
  return [[cell(`! ${why}${age}`, 'warn')]];
}

interface Reading {
  readonly input: PanelInput;
  /** Levels a side that can be seen. */
  readonly most: number;
  readonly isBeside: boolean;
}

function readBook(ladder: LadderView, summary: SymbolSummary, how: Reading): Book {
  const { input } = how;
  const choice = { units: summary.units, quantity: input.view.quantity };
  const before = ladderBefore(input.before, summary.symbol);
  const read = (side: Side): Level[] => {
    const [ticks, lots] = sideOf(ladder, side);
    const changeOf = changes(side, before);
    let sum = 0;
    return ticks.slice(0, how.most).map((tick, i): Level => {
      const size = quantityOf(lots[i] ?? 0, tick, choice) ?? 0;
      sum += size;
      return { side, price: priceText(tick, summary.units), size, sum, change: changeOf(tick, lots[i] ?? 0) };
    });
  };
  const [bids, asks] = [read('bid'), read('ask')];
  const levels = [...bids, ...asks];
  const side = how.isBeside ? (input.width - 1) >> 1 : input.width;
  return {
    input,
    bids,
    asks,
    largest: levels.reduce((most, { size }) => Math.max(most, size), 0),
    priceWidth: levels.reduce((most, { price }) => Math.max(most, textWidth(price)), 0),
    hasSums: side >= LEAST_WITH_SUMS,
    choice,
  };
}

const sideOf = (ladder: LadderView, side: Side): readonly [ticks: readonly number[], lots: readonly number[]] =>
  side === 'bid' ? [ladder.bidTicks, ladder.bidLots] : [ladder.askTicks, ladder.askLots];

const ladderBefore = (before: WatchSnapshot | null, symbol: string): LadderView | null =>
  before?.detail?.symbol === symbol ? before.detail.ladder : null;

/** Levels beyond the furthest one of the frame before were out of its sight: nothing is said of them. */
function changes(side: Side, before: LadderView | null): (tick: number, lots: number) => Change {
  if (before === null) return () => 'none';
  const [ticks, lots] = sideOf(before, side);
  const furthest = ticks.at(-1);
  if (furthest === undefined) return () => 'none';
  const known = new Map(ticks.map((tick, i) => [tick, lots[i] ?? 0]));
  return (tick, now) => {
    const then = known.get(tick);
    if (then !== undefined) return now > then ? 'grown' : now < then ? 'shrunk' : 'none';
    return (side === 'bid' ? tick > furthest : tick < furthest) ? 'new' : 'none';
  };
}

function changeMark(change: Change, { glyphs }: PanelInput): string {
  switch (change) {
    case 'none':
      return ' ';
    case 'new':
      return glyphs.bullet;
    case 'grown':
      return glyphs.up;
    case 'shrunk':
      return glyphs.down;
  }
}

/** "mid 2512.405 ▲  spread 1 tick": the mark tells where the mid went since the frame before. Words give way first. */
function spreadLine(ladder: LadderView, summary: SymbolSummary, input: PanelInput): Line {
  const { text, view, glyphs } = input;
  const { units } = summary;
  const mid = midOf(ladder, units.tick);
  const before = ladderBefore(input.before, summary.symbol);
  const then = before === null ? null : midOf(before, units.tick);
  const [bid, ask] = [ladder.bidTicks[0], ladder.askTicks[0]];
  if (mid === null || bid === undefined || ask === undefined) return [cell(text.reason.one_sided, 'warn')];
  const move = then === null ? 0 : mid - then;
  const spread = spreadText({ spreadTicks: ask - bid, mid, units }, view, text);
  const [midLabel, spreadLabel] = [
    cell(`${text.panels.ladder.mid} `, 'dim'),
    cell(` ${text.panels.ladder.spread} `, 'dim'),
  ];
  const line = [
    midLabel,
    cell(midText(mid, units), 'strong'),
    cell(` ${move === 0 ? ' ' : signMark(move, glyphs)} `, signTone(move)),
    spreadLabel,
    cell(spread, ask - bid > 0 ? 'plain' : 'bad'),
  ];
  if (widthOf(line) <= input.width) return line;
  const short = line.filter((one) => one !== spreadLabel);
  return widthOf(short) <= input.width ? short : short.filter((one) => one !== midLabel);
}

function midOf(ladder: LadderView, tick: number): number | null {
  const [bid, ask] = [ladder.bidTicks[0], ladder.askTicks[0]];
  return bid === undefined || ask === undefined ? null : inUnits(bid + ask, tick) / 2;
}

const toneOfSide = (side: Side): Tone => (side === 'bid' ? 'up' : 'down');

/** The cells of a level from the price outwards: price, size, mark of change, sum, and what is left for the bar. */
function levelCells(level: Level | undefined, book: Book, width: number): { cells: Cell[]; bar: number } {
  const { input, priceWidth, hasSums } = book;
  const right = { align: 'right', ellipsis: input.glyphs.ellipsis } as const;
  const used = priceWidth + 1 + SIZE_WIDTH + 1 + (hasSums ? SIZE_WIDTH + 1 : 0) + 1;
  const bar = Math.max(0, width - used);
  if (level === undefined) return { cells: [cell(' '.repeat(Math.min(width, used - 1)))], bar };
  const { change } = level;
  const size = fillCell(
    cell(amountText(level.size, book.choice), change === 'none' ? 'plain' : 'strong'),
    SIZE_WIDTH,
    right,
  );
  const cells = [
    fillCell(cell(level.price, toneOfSide(level.side)), priceWidth, right),
    cell(' '),
    size,
    cell(changeMark(change, input), 'accent'),
  ];
  if (hasSums) cells.push(cell(' '), fillCell(cell(amountText(level.sum, book.choice), 'dim'), SIZE_WIDTH, right));
  return { cells, bar };
}

const shareOf = (level: Level | undefined, book: Book): number =>
  level === undefined || book.largest === 0 ? 0 : level.size / book.largest;

/** A panel that is high enough names its columns, and the unit of its sizes. */
function titledLines(book: Book, spread: Line, rows: number): Line[] {
  if (rows < LEAST_STACKED_WITH_TITLES) return stackedLines(book, spread, rows);
  const { text } = book.input;
  return [columnTitles(book, text.panels.chart.price), ...stackedLines(book, spread, rows - 1)];
}

/** The title of the price, then those of what stands further out. */
function columnTitles({ input, choice, priceWidth, hasSums }: Book, priceTitle: string): Cell[] {
  const right = { align: 'right', ellipsis: input.glyphs.ellipsis } as const;
  const title = (word: string, width: number): Cell => fillCell(cell(word, 'dim'), width, right);
  const sum = hasSums ? [cell(' '), title(input.text.panels.ladder.sum, SIZE_WIDTH)] : [];
  return [title(priceTitle, priceWidth), cell(' '), title(quantityUnit(choice), SIZE_WIDTH), cell(' '), ...sum];
}

/** Asks above, the best next to the spread; bids below. */
function stackedLines(book: Book, spread: Line, rows: number): Line[] {
  const { input } = book;
  const lineOf = (level: Level): Line => {
    const { cells, bar } = levelCells(level, book, input.width);
    return [...cells, cell(' '), cell(barText(shareOf(level, book), bar, input.glyphs.bars), toneOfSide(level.side))];
  };
  const above = Math.max(0, rows - 1) >> 1;
  const asks = book.asks.slice(0, above).reverse().map(lineOf);
  const filling = Array.from({ length: above - asks.length }, (): Line => []);
  return [...filling, ...asks, spread, ...book.bids.map(lineOf)];
}

/** Bids to the left of the middle, asks to the right; bars grow away from it. */
function besideLines(book: Book, spread: Line): Line[] {
  const { input, bids, asks } = book;
  const half = (input.width - 1) >> 1;
  const lines = Array.from({ length: Math.max(bids.length, asks.length) }, (_, i): Line => {
    const bid = levelCells(bids[i], book, half);
    const ask = levelCells(asks[i], book, half);
    return [
      cell(leftBar(shareOf(bids[i], book), bid.bar, input), 'up'),
      cell(' '),
      ...[...bid.cells].reverse(),
      cell(' '),
      ...ask.cells,
      cell(' '),
      cell(barText(shareOf(asks[i], book), ask.bar, input.glyphs.bars), 'down'),
    ];
  });
  return input.height >= LEAST_WITH_TITLES ? [spread, titles(book, half), ...lines] : [spread, ...lines];
}

/** Blocks that grow to the left come in halves only. */
function leftBar(share: number, width: number, { glyphs }: PanelInput): string {
  const full = glyphs.bars.at(-1) ?? '';
  const halves = Math.round(Math.max(0, Math.min(1, share)) * width * 2);
  const hasHalf = halves % 2 === 1 && !glyphs.isAscii;
  const text = (hasHalf ? '▐' : '') + full.repeat(glyphs.isAscii ? Math.round(halves / 2) : halves >> 1);
  return ' '.repeat(Math.max(0, width - text.length)) + text;
}

function titles(book: Book, half: number): Line {
  const { ladder } = book.input.text.panels;
  const bid = columnTitles(book, ladder.bid);
  return [blank(Math.max(0, half - widthOf(bid))), ...bid.reverse(), cell(' '), ...columnTitles(book, ladder.ask)];
}
