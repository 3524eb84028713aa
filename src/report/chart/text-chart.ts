// Charts in lines of text: dots with whiskers, and blocks of eight heights. For terminals, logs and Markdown.

import { padText, textWidth } from '../../text/width.js';
import { wrapText } from '../../text/wrap.js';
import type { Axis, BarPlot, Chart, LinePlot, Whisker, WhiskerPlot } from './chart.js';
import { hasMarks } from './chart.js';

const BLOCKS = '▁▂▃▄▅▆▇█';
const WIDEST_LABEL = 26;
const NARROWEST_TRACK = 12;
const WIDEST_TRACK = 48;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Place of a value on a track of `width` cells. */
const placeOn = (axis: Axis, value: number, width: number): number =>
  clamp(Math.round(((value - axis.from) / (axis.to - axis.from)) * (width - 1)), 0, width - 1);

function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  for (const char of text) {
    if (textWidth(kept + char) > width - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/** `   ├───●──┤  ┃  `: interval, value, target; references are thin. */
function track({ value, low, high, target }: Whisker, plot: WhiskerPlot, width: number): string {
  const cells = Array.from({ length: width }, () => ' ');
  const put = (at: number | null, glyph: string): void => {
    if (at !== null) cells[placeOn(plot.x, at, width)] = glyph;
  };
  for (const { at } of plot.references) put(at, '·');
  if (low !== null && high !== null) {
    const [from, to] = [placeOn(plot.x, low, width), placeOn(plot.x, high, width)];
    for (let at = from; at <= to; at++) cells[at] = '─';
    if (to > from) [cells[from], cells[to]] = ['├', '┤'];
  }
  put(target, '┃');
  put(value, '●');
  return cells.join('');
}

function whiskerLines(plot: WhiskerPlot, width: number): string[] {
  const indent = plot.rows.some(({ group }) => group !== null) ? 2 : 0;
  const label = Math.min(WIDEST_LABEL, Math.max(...plot.rows.map((row) => textWidth(row.label)))) + indent;
  const text = Math.max(...plot.rows.map((row) => textWidth(row.text)));
  const room = Math.min(WIDEST_TRACK, width - label - text - 4);
  let group: string | null = null;
  const lines: string[] = [];
  for (const row of plot.rows) {
    if (row.group !== group && row.group !== null) lines.push(cut(row.group, width));
    group = row.group;
    const name = padText(' '.repeat(indent) + cut(row.label, label - indent), label);
    const middle = room < NARROWEST_TRACK ? '' : `${track(row, plot, room)}  `;
    lines.push(`${name}  ${middle}${row.text}`.trimEnd());
  }
  const [from, to] = [plot.x.ticks[0]?.text ?? '', plot.x.ticks.at(-1)?.text ?? ''];
  if (room < NARROWEST_TRACK + textWidth(from) + textWidth(to)) return lines;
  return [...lines, ' '.repeat(label + 2) + from + ' '.repeat(room - textWidth(from) - textWidth(to)) + to];
}

type Heights = readonly (number | null)[];

/** Between these the blocks stand: all values, and the references that give them a meaning. */
function extent(values: Heights): readonly [low: number, high: number] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return high > low ? [low, high] : [low - 1, high + 1];
}

/** One block a value; more values than cells are thinned evenly. */
function sparkline(values: Heights, [low, high]: readonly [number, number], width: number): string {
  const count = Math.min(width, values.length);
  const at = (k: number): number => (count < 2 ? 0 : Math.round((k * (values.length - 1)) / (count - 1)));
  return Array.from({ length: count }, (_, k) => {
    const value = values[at(k)] ?? null;
    if (value === null) return ' ';
    return BLOCKS[clamp(Math.round(((value - low) / (high - low)) * (BLOCKS.length - 1)), 0, BLOCKS.length - 1)] ?? '';
  }).join('');
}

const digits = (value: number): string => String(Number(value.toPrecision(3)));

/** In the unit of the axis: shares as per cent where its figures are. */
function valueText(axis: Axis, value: number): string {
  const isShare = axis.ticks.some(({ text }) => text.endsWith('%'));
  return (isShare ? `${(value * 100).toFixed(1)} %` : digits(value)).replace('-', '−');
}

const NAME = 42;

interface SparkFrame {
  readonly y: Axis;
  /** What the heights are measured among: lines of one plot, and what they are held against, or noise looks like a slope. */
  readonly among: Heights;
  readonly across: string;
  readonly width: number;
}

/** `Edge by horizon: ofi    ▇▆▅▃▂  0.55 … 0.1, 100 ms … 300 s` */
function sparkLine(name: string, values: Heights, { y, among, across, width }: SparkFrame): string {
  const known = values.filter((value) => value !== null);
  const range = `${valueText(y, Math.min(...known))} … ${valueText(y, Math.max(...known))}`;
  const head = padText(cut(name, Math.min(NAME, width >> 1)), Math.min(NAME, width >> 1));
  const room = clamp(width - textWidth(head) - textWidth(range) - 4, 8, WIDEST_TRACK);
  const line = `${head}  ${sparkline(values, extent(among), room)}  ${range}`;
  return textWidth(`${line}; ${across}`) <= width ? `${line}; ${across}` : cut(line, width);
}

const spanText = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `${texts[0] ?? ''} … ${texts.at(-1) ?? ''}`;

function lineLines(title: string, { series, references, x, y }: LinePlot, width: number): string[] {
  const across = spanText(x.ticks.map(({ text }) => text));
  const shown = series.map(({ name, marks }) => ({ name, values: marks.map((mark) => mark.y) }));
  const among = [...shown.flatMap(({ values }) => values), ...references.map(({ at }) => at)];
  const lines = shown
    .filter(({ values }) => values.some((value) => value !== null))
    .map(({ name, values }) => sparkLine(series.length === 1 ? title : name, values, { y, among, across, width }));
  return series.length === 1 ? lines : [...wrapText(title, width), ...lines];
}

function barLines(title: string, { bars, base, labels, y }: BarPlot, width: number): string[] {
  const values = bars.map((bar) => bar.y);
  return [sparkLine(title, values, { y, among: [...values, base], across: spanText(labels), width })];
}

const isCloud = ({ plot }: Chart): boolean => plot.kind === 'lines' && plot.series.some(({ look }) => look === 'cloud');

/** Lines of at most `width` cells, the title first or before its only line; none where the tables say it better, or there is nothing to draw. */
export function textChart(chart: Chart, width: number): string[] {
  const { plot } = chart;
  // A row of bars has an order, a cloud has none: the figures of its fit stand in a table.
  if (plot.kind === 'heat' || isCloud(chart) || chart.isTabled === true || !hasMarks(chart)) return [];
  switch (plot.kind) {
    case 'lines':
      return lineLines(chart.title, plot, width);
    case 'bars':
      return barLines(chart.title, plot, width);
    case 'whiskers':
      return [...wrapText(chart.title, width), ...whiskerLines(plot, width)];
  }
}
