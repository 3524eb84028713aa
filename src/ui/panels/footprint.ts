// The volume footprint: what sellers and buyers took at each price of each bar, the difference, and where most was done.

import type { FootprintBar } from '../../core/watch/detail.js';
import type { SymbolUnits } from '../../core/watch/snapshot.js';
import { type Cell, type Line, cell } from '../cell.js';
import { fillCell, messageFrame, panelFrame } from '../compose.js';
import { type QuantityChoice, amountText, clockText, priceText, quantityOf, signMark, signTone } from '../format.js';
import { groupFrom } from '../heat-grid.js';
import type { Panel, PanelInput } from '../panel.js';
import { textWidth } from '../width.js';

/** One row of a bar, in base or quote units. */
interface LevelVolume {
  readonly sells: number;
  readonly buys: number;
}

interface GroupedBar {
  readonly bar: FootprintBar;
  /** By multiple of `group` ticks. */
  readonly levels: ReadonlyMap<number, LevelVolume>;
  /** Where most was done; null in a bar without trades. */
  readonly control: number | null;
  readonly total: LevelVolume;
}

interface Footprint {
  readonly input: PanelInput;
  readonly units: SymbolUnits;
  readonly choice: QuantityChoice;
  readonly group: number;
  readonly hasDeltas: boolean;
  readonly bars: readonly GroupedBar[];
}

const SIDE_WIDTH = 5;
const DELTA_WIDTH = 7;
/** Marks of open, close and control; sells × buys; a sign or the difference; a space. */
const NARROW = 2 + SIDE_WIDTH + 1 + SIDE_WIDTH + 1 + 1;
const WIDE = NARROW - 1 + DELTA_WIDTH;
/** What prices usually take. */
const PRICE_WIDTH = 9;
/** Bars wanted before the difference gets a column of its own. */
const BARS_BEFORE_DELTAS = 3;
const LEAST_WITH_HEAD = 4;
const LEAST_WITH_FEET = 7;

/** Bars that fit into a panel so wide, each with its column of differences where three of them still do. */
export function footprintBars(width: number): number {
  const room = width - PRICE_WIDTH;
  const wide = Math.floor(room / WIDE);
  return Math.max(1, wide >= BARS_BEFORE_DELTAS ? wide : Math.floor(room / NARROW));
}

interface Shape {
  readonly units: SymbolUnits;
  readonly priceWidth: number;
  readonly hasDeltas: boolean;
  readonly hasFeet: boolean;
  readonly rows: number;
  readonly range: TickRange;
  readonly group: number;
  readonly shown: readonly FootprintBar[];
}

/** Null where nothing has been traded. */
function shapeOf({ snapshot, width, height, view }: PanelInput): Shape | null {
  const { detail, symbols, startUs } = snapshot;
  const units = symbols.find(({ symbol }) => symbol === detail?.symbol)?.units;
  if (detail === null || units === undefined) return null;
  // Before the session began there was nothing to trade.
  const bars = detail.footprint.filter(({ toUs }) => toUs > startUs);
  if (!bars.some(({ ticks }) => ticks.length > 0)) return null;
  const priceWidth = bars.reduce((most, { ticks }) => Math.max(most, textWidth(priceText(ticks[0] ?? null, units))), 0);
  const room = width - priceWidth;
  const wanted = Math.min(bars.length, BARS_BEFORE_DELTAS);
  const hasDeltas = Math.floor(room / WIDE) >= wanted;
  const shown = bars.slice(-Math.max(1, Math.floor(room / (hasDeltas ? WIDE : NARROW))));
  const hasFeet = height >= LEAST_WITH_FEET;
  const rows = height - (height >= LEAST_WITH_HEAD ? 1 : 0) - (hasFeet ? 2 : 0);
  const range = tickRange(shown);
  const least = view.groupTicks ?? (range.high - range.low + 1) / Math.max(1, rows - 1);
  return { units, priceWidth, hasDeltas, hasFeet, rows, range, group: groupFrom(least, detail.groupTicks), shown };
}

/** Ticks a row, as drawn; null where nothing is. */
export const footprintGroup = (input: PanelInput): number | null => shapeOf(input)?.group ?? null;

export const footprintPanel: Panel = (input) => {
  const { detail, symbols } = input.snapshot;
  if (detail === null || !symbols.some(({ symbol }) => symbol === detail.symbol)) {
    return messageFrame(input.text.panels.noSymbol, input);
  }
  const shape = shapeOf(input);
  if (shape === null) return messageFrame(input.text.reason.no_trades, input);
  const { units, priceWidth, hasDeltas, rows, range, group, shown } = shape;
  const choice = { units, quantity: input.view.quantity };
  const bars = shown.map((bar) => groupBar(bar, group, choice));
  const print: Footprint = { input, units, choice, group, hasDeltas, bars };
  const how = { top: topOf(range, shown, { group, rows }), rows, priceWidth };
  const lines = [...(input.height >= LEAST_WITH_HEAD ? [head(print, priceWidth)] : []), ...body(print, how)];
  return panelFrame(shape.hasFeet ? [...lines, ...feet(print, priceWidth)] : lines, input);
};

interface TickRange {
  readonly low: number;
  readonly high: number;
}

function tickRange(bars: readonly FootprintBar[]): TickRange {
  let [low, high] = [Infinity, -Infinity];
  for (const { ticks } of bars) {
    for (const tick of ticks) {
      low = Math.min(low, tick);
      high = Math.max(high, tick);
    }
  }
  return low > high ? { low: 0, high: 0 } : { low, high };
}

/** The highest group shown: all of them in the middle where they fit, else the last close in the middle. */
function topOf(range: TickRange, bars: readonly FootprintBar[], shape: { group: number; rows: number }): number {
  const { group, rows } = shape;
  const [low, high] = [Math.floor(range.low / group), Math.floor(range.high / group)];
  const spare = rows - (high - low + 1);
  if (spare >= 0) return high + (spare >> 1);
  const close = bars.reduce((last, { closeTicks }) => closeTicks ?? last, range.high);
  return Math.floor(close / group) + (rows >> 1);
}

function groupBar(bar: FootprintBar, group: number, choice: QuantityChoice): GroupedBar {
  const levels = new Map<number, LevelVolume>();
  let total: LevelVolume = { sells: 0, buys: 0 };
  bar.ticks.forEach((tick, i) => {
    const sells = quantityOf(bar.sellLots[i] ?? 0, tick, choice) ?? 0;
    const buys = quantityOf(bar.buyLots[i] ?? 0, tick, choice) ?? 0;
    const key = Math.floor(tick / group);
    const known = levels.get(key) ?? { sells: 0, buys: 0 };
    levels.set(key, { sells: known.sells + sells, buys: known.buys + buys });
    total = { sells: total.sells + sells, buys: total.buys + buys };
  });
  let control: number | null = null;
  let most = 0;
  for (const [key, { sells, buys }] of levels) {
    if (sells + buys <= most) continue;
    most = sells + buys;
    control = key;
  }
  return { bar, levels, control, total };
}

const right = ({ input }: Footprint) => ({ align: 'right', ellipsis: input.glyphs.ellipsis }) as const;

const barWidth = (print: Footprint): number => (print.hasDeltas ? WIDE : NARROW);

/** Price step, or what the figures are (sells × buys); when each bar began. */
function head(print: Footprint, priceWidth: number): Line {
  const { input, bars, group, units } = print;
  const seconds = bars.some(({ bar }) => bar.toUs - bar.fromUs < 60_000_000 || bar.fromUs % 60_000_000 !== 0);
  const legend = input.glyphs.isAscii ? 'SxB' : 'S×B';
  return [
    fillCell(cell(group > 1 ? priceText(group, units) : legend, 'dim'), priceWidth, right(print)),
    ...bars.map(({ bar }): Cell => {
      const clock = clockText(bar.fromUs, input.view.timeZone, seconds ? 'second' : 'minute');
      return fillCell(cell(`   ${clock}`, 'title'), barWidth(print), { ...right(print), align: 'left' });
    }),
  ];
}

interface BodyShape {
  readonly top: number;
  readonly rows: number;
  readonly priceWidth: number;
}

function body(print: Footprint, { top, rows, priceWidth }: BodyShape): Line[] {
  const { group, units, bars } = print;
  return Array.from({ length: Math.max(0, rows) }, (_, row): Line => {
    const key = top - row;
    const price = key < 0 ? cell('') : cell(priceText(key * group, units), 'dim');
    return [fillCell(price, priceWidth, right(print)), ...bars.flatMap((bar) => levelCells(print, bar, key))];
  });
}

/** Open and close, the point of control, sells × buys, and which side took more (with how much, where there is room). */
function levelCells(print: Footprint, { bar, levels, control }: GroupedBar, key: number): Cell[] {
  const { input, group, choice } = print;
  const { glyphs } = input;
  const edge = edgeMark(bar, (tick) => Math.floor(tick / group) === key);
  const isControl = control === key;
  const marks = cell(`${edge}${isControl ? glyphs.pointer : ' '}`, isControl ? 'key' : 'accent');
  const volume = levels.get(key);
  if (volume === undefined) return [marks, cell(' '.repeat(barWidth(print) - 2))];
  const { sells, buys } = volume;
  const delta = buys - sells;
  const times = glyphs.isAscii ? 'x' : '×';
  const amount = (value: number): Cell => {
    const tone = isControl ? 'strong' : 'plain';
    return fillCell(cell(amountText(value, choice), tone), SIDE_WIDTH, right(print));
  };
  return [marks, amount(sells), cell(times, 'dim'), amount(buys), deltaCell(print, delta), cell(' ')];
}

function deltaCell(print: Footprint, delta: number): Cell {
  const { glyphs } = print.input;
  if (!print.hasDeltas) return cell(delta === 0 ? ' ' : signMark(delta, glyphs), signTone(delta));
  return fillCell(cell(deltaText(print, delta), signTone(delta)), DELTA_WIDTH, right(print));
}

const deltaText = ({ choice }: Footprint, delta: number): string =>
  `${delta > 0 ? '+' : ''}${amountText(delta, choice)}`;

function edgeMark(bar: FootprintBar, isHere: (tick: number) => boolean): string {
  const isOpen = bar.openTicks !== null && isHere(bar.openTicks);
  const isClose = bar.closeTicks !== null && isHere(bar.closeTicks);
  if (isOpen && isClose) return '=';
  return isOpen ? 'O' : isClose ? 'C' : ' ';
}

/** Difference and sum of each bar. */
function feet(print: Footprint, priceWidth: number): Line[] {
  const { input, bars, choice } = print;
  const words = input.text.panels.footprint;
  const how = { ...right(print), align: 'left' } as const;
  const foot = (word: string, of: (bar: GroupedBar) => Cell): Line => [
    fillCell(cell(word, 'dim'), priceWidth, how),
    ...bars.map((bar) => {
      const one = of(bar);
      return fillCell({ ...one, text: `   ${one.text}` }, barWidth(print), how);
    }),
  ];
  return [
    foot(words.delta, ({ total }) => {
      const delta = total.buys - total.sells;
      const mark = delta === 0 || input.glyphs.isAscii ? '' : signMark(delta, input.glyphs);
      return cell(`${mark}${deltaText(print, delta)}`, signTone(delta));
    }),
    foot(words.volume, ({ total }) => cell(amountText(total.buys + total.sells, choice))),
  ];
}
