// The depth heatmap: what rested in the book, over time and price, with the best prices and what was taken.

import type { HeatView } from '../../core/watch/detail.js';
import type { SymbolUnits } from '../../core/watch/snapshot.js';
import { type TimeRange, timeAxisText } from '../axis.js';
import { type Cell, type Frame, type Line, type Tone, cell } from '../cell.js';
import { fillCell, fitLine, messageFrame, panelFrame } from '../compose.js';
import { priceText } from '../format.js';
import { type Bubble, type HeatGrid, bubbles, heatGrid, heatScale } from '../heat-grid.js';
import type { Panel, PanelInput } from '../panel.js';
import { textWidth } from '../width.js';

const LEAST_WITH_AXIS = 28;
const LEAST_WITH_HEADER = 5;
const LEAST_WITH_TIME = 6;
const LABEL_ROWS = 4;

interface Map {
  readonly grid: HeatGrid;
  readonly range: TimeRange;
  readonly units: SymbolUnits;
  readonly rows: number;
  readonly perRow: 1 | 2;
  /** Cells of the prices on the right. */
  readonly gutter: number;
  /** Cells of the map. */
  readonly inner: number;
}

/** Null where there is nothing to draw. Half-blocks show two prices a row and need colours; shades show one. */
function mapOf({ snapshot, width, height, glyphs, view }: PanelInput): Map | null {
  const { detail, symbols, nowUs, startUs } = snapshot;
  const units = symbols.find(({ symbol }) => symbol === detail?.symbol)?.units;
  const heat = detail?.heat ?? null;
  if (detail === null || heat === null || units === undefined) return null;
  const hasTime = hasTimeLine(width, height);
  const rows = height - (height >= LEAST_WITH_HEADER ? 1 : 0) - (hasTime ? 1 : 0);
  const perRow = glyphs.halfBlock === null ? 1 : 2;
  const range = rangeOf(heat, nowUs, view.spanUs);
  const gutter = width >= LEAST_WITH_AXIS ? gutterOf(heat.columns, units) : 0;
  const inner = Math.max(1, width - gutter);
  // Before the session began there was nothing to know.
  const columns = heat.columns.filter(({ timeUs }) => timeUs + heat.stepUs > startUs);
  const shape = { width: inner, bins: rows * perRow, range, groupTicks: view.groupTicks, dataGroup: detail.groupTicks };
  const grid = heatGrid({ ...heat, columns }, shape);
  return grid === null ? null : { grid, range, units, rows, perRow, gutter, inner };
}

const hasTimeLine = (width: number, height: number): boolean => height >= LEAST_WITH_TIME && width >= LEAST_WITH_AXIS;

/** Ticks a step of price, as drawn; null where nothing is. */
export const heatmapGroup = (input: PanelInput): number | null => mapOf(input)?.grid.group ?? null;

export const heatmapPanel: Panel = (input) => {
  const { detail, symbols } = input.snapshot;
  if (detail === null || !symbols.some(({ symbol }) => symbol === detail.symbol)) {
    return messageFrame(input.text.panels.noSymbol, input);
  }
  const map = mapOf(input);
  if (map === null) return messageFrame(input.text.panels.nothing, input);
  const { grid, units, perRow, range, inner } = map;
  const axis = priceColumn(grid, { ...map, input });
  const body = mapLines(grid, perRow, input).map((line, row): Line => [...line, ...(axis[row] ?? [])]);
  const lines: Line[] = input.height >= LEAST_WITH_HEADER ? [header(grid, units, input), ...body] : [...body];
  if (hasTimeLine(input.width, input.height)) {
    lines.push([cell(timeAxisText(range, inner, input.view.timeZone), 'dim')]);
  }
  return panelFrame(lines, input);
};

/** The span ends with the running column. */
function rangeOf(heat: HeatView, nowUs: number, spanUs: number): TimeRange {
  const stepUs = Math.max(1, heat.stepUs);
  const running = Math.min((heat.columns.at(-1)?.timeUs ?? 0) + stepUs, nowUs + stepUs);
  const toUs = Math.max(Math.ceil(nowUs / stepUs) * stepUs, running);
  return { fromUs: toUs - Math.max(stepUs, spanUs), toUs };
}

function gutterOf(columns: readonly { readonly askTicks: number | null }[], units: SymbolUnits): number {
  const last = columns.reduce((known, { askTicks }) => askTicks ?? known, 0);
  return textWidth(priceText(last, units)) + 1;
}

interface Drawn {
  readonly grid: HeatGrid;
  readonly scale: (lots: number) => number;
  readonly input: PanelInput;
}

function mapLines(grid: HeatGrid, perRow: number, input: PanelInput): Frame {
  const drawn: Drawn = { grid, scale: heatScale(grid), input };
  const rows = Math.ceil(grid.bins / perRow);
  const found = bubbles(grid, perRow);
  return Array.from({ length: rows }, (_, row) => {
    const line: Cell[] = [];
    for (let x = 0; x < grid.width; x++) {
      const bubble = found.get(x * rows + row);
      const under = perRow === 2 ? halfCell(drawn, x, row) : shadeCell(drawn, x, row);
      push(line, bubble === undefined ? under : bubbleCell(bubble, under, input));
    }
    return line;
  });
}

/** Neighbours that look alike become one cell. */
function push(line: Cell[], next: Cell): void {
  const last = line.at(-1);
  if (last?.tone === next.tone && last.ground === next.ground)
    line[line.length - 1] = { ...last, text: last.text + next.text };
  else line.push(next);
}

/** What a bin looks like: the best prices in their tones (both in one: strong), quantities by heat; null for nothing. */
function toneAt({ grid, scale }: Drawn, x: number, bin: number): Tone | null {
  if (grid.bid[x] === bin && grid.ask[x] === bin) return 'strong';
  if (grid.bid[x] === bin) return 'up';
  if (grid.ask[x] === bin) return 'down';
  const lots = grid.lots[x * grid.bins + bin] ?? 0;
  return lots > 0 ? (HEAT[scale(lots)] ?? null) : null;
}

const HEAT: readonly Tone[] = ['heat0', 'heat1', 'heat2', 'heat3', 'heat4', 'heat5', 'heat6', 'heat7'];

/** Upper and lower price as text and ground of one cell. Best prices are grounds, which keep their colour. */
function halfCell(drawn: Drawn, x: number, row: number): Cell {
  const { grid, input } = drawn;
  if (grid.state[x] !== 'known') return unknownCell(grid, x, input);
  const upper = toneAt(drawn, x, row * 2);
  const lower = toneAt(drawn, x, row * 2 + 1);
  if (upper === null) return lower === null ? cell(' ') : cell(LOWER_HALF, lower);
  const text = input.glyphs.halfBlock ?? ' ';
  if (lower === null) return { text, tone: upper };
  const isPriceAlone = !upper.startsWith('heat') && lower.startsWith('heat');
  return isPriceAlone ? { text: LOWER_HALF, tone: lower, ground: upper } : { text, tone: upper, ground: lower };
}

const LOWER_HALF = '▄';

/** Nothing is known of this time, which is not the same as an empty book. */
const unknownCell = (grid: HeatGrid, x: number, { glyphs }: PanelInput): Cell =>
  grid.state[x] === 'unknown' ? cell(glyphs.isAscii ? '?' : glyphs.flat, 'dim') : cell(' ');

function shadeCell(drawn: Drawn, x: number, row: number): Cell {
  const { grid, scale, input } = drawn;
  const { glyphs } = input;
  if (grid.state[x] !== 'known') return unknownCell(grid, x, input);
  const [isBid, isAsk] = [grid.bid[x] === row, grid.ask[x] === row];
  if (isBid || isAsk) return cell(isBid && isAsk ? '=' : glyphs.horizontal, isBid ? 'up' : 'down');
  const lots = grid.lots[x * grid.bins + row] ?? 0;
  if (lots <= 0) return cell(' ');
  const heat = scale(lots);
  return cell(glyphs.shades[shadeOf(heat, glyphs.shades.length)] ?? ' ', HEAT[heat] ?? 'plain');
}

/** Of heats 1 to 7 the shades but the first, which is empty. */
const shadeOf = (heat: number, shades: number): number =>
  1 + Math.floor(((heat - 1) / (HEAT.length - 1)) * (shades - 1));

const BUBBLES = { buy: { small: '△', large: '▲' }, sell: { small: '▽', large: '▼' } } as const;
const ASCII_BUBBLES = { buy: { small: 'b', large: 'B' }, sell: { small: 's', large: 'S' } } as const;

/** The side by form, the size by filling; the heat stays behind it. */
function bubbleCell(bubble: Bubble, under: Cell, { glyphs }: PanelInput): Cell {
  const text = (glyphs.isAscii ? ASCII_BUBBLES : BUBBLES)[bubble.side][bubble.size];
  const tone = bubble.side === 'buy' ? 'up' : 'down';
  const ground = [under.ground, under.tone].find((one) => one?.startsWith('heat'));
  return ground === undefined || glyphs.halfBlock === null ? { text, tone } : { text, tone, ground };
}

interface AxisShape {
  readonly units: SymbolUnits;
  readonly rows: number;
  readonly perRow: number;
  readonly gutter: number;
  readonly input: PanelInput;
}

/** Prices of the upper bin of every fourth row; the row of the last best prices inverse. */
function priceColumn(grid: HeatGrid, shape: AxisShape): Line[] {
  const { units, rows, perRow, gutter, input } = shape;
  if (gutter < 2) return [];
  const how = { align: 'left', ellipsis: input.glyphs.ellipsis } as const;
  const now = lastRow(grid, perRow);
  return Array.from({ length: rows }, (_, row): Line => {
    const price = priceText((grid.topBin - row * perRow) * grid.group, units);
    if (row === now) {
      const pointer = cell(input.glyphs.isAscii ? '<' : '◀', 'strong');
      return [pointer, { ...fillCell(cell(price), gutter - 1, how), isInverse: true }];
    }
    const bar = cell(input.glyphs.vertical, 'dim');
    return row % LABEL_ROWS === 0 ? [bar, fillCell(cell(price, 'dim'), gutter - 1, how)] : [bar];
  });
}

/** The row of the last known best price. */
function lastRow(grid: HeatGrid, perRow: number): number | null {
  for (let x = grid.width - 1; x >= 0; x--) {
    const bin = Math.max(grid.bid[x] as number, grid.ask[x] as number);
    if (bin >= 0) return Math.floor(bin / perRow);
  }
  return null;
}

/** Ticks a bin, the scale from little to much, what the bubbles mean. */
function header(grid: HeatGrid, units: SymbolUnits, input: PanelInput): Line {
  const { text, glyphs, width } = input;
  const words = text.panels.heatmap;
  const marks = glyphs.isAscii ? ASCII_BUBBLES : BUBBLES;
  const ramp: Cell[] = HEAT.slice(1).map((tone, i) =>
    glyphs.halfBlock === null
      ? cell(glyphs.shades[shadeOf(i + 1, glyphs.shades.length)] ?? '', tone)
      : { text: ' ', tone: 'plain', ground: tone },
  );
  return fitLine(
    [
      cell(words.group(priceText(grid.group, units)), 'dim'),
      cell(`  ${words.little} `, 'dim'),
      ...ramp,
      cell(` ${words.much}  `, 'dim'),
      cell(`${marks.buy.small}${marks.buy.large}`, 'up'),
      cell(` ${words.buys} `, 'dim'),
      cell(`${marks.sell.small}${marks.sell.large}`, 'down'),
      cell(` ${words.sells}`, 'dim'),
    ],
    width,
    glyphs.ellipsis,
  );
}
