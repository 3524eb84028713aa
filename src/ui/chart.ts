// One line chart over time: header, plot with thresholds and marks, value axis at the right, time axis below.

import type { Line, Tone } from './cell.js';
import { cell } from './cell.js';
import { type TimeRange, type ValueAxis, axisTicks, timeAxisText, valueAxis } from './axis.js';
import { fillCell, fitLine } from './compose.js';
import type { Glyphs } from './glyphs.js';
import { type Dot, type Plot, createPlot, drawGuide, drawStroke, isDrawn, plotLines, putMark } from './plot.js';
import { textWidth } from './width.js';

export interface ChartSpec {
  readonly header: Line;
  readonly timeUs: readonly number[];
  readonly values: readonly (number | null)[];
  readonly segment: readonly number[];
  /** Neighbours further apart than this are not joined: nothing is known of the time between. */
  readonly breakUs: number;
  readonly range: TimeRange;
  /** Dotted lines, always within the scale. */
  readonly thresholds: readonly number[];
  readonly hasZero: boolean;
  /** Height of the scale at least; no label finer than `finest`. */
  readonly leastSpan: number;
  readonly finest: number;
  readonly toneOf: (value: number) => Tone;
  readonly labelOf: (value: number, axis: ValueAxis) => string;
  /** The value now, as its label on the axis; null without one. */
  readonly now: { readonly value: number; readonly text: string } | null;
  readonly marks: readonly ChartMark[];
}

export interface ChartMark {
  readonly timeUs: number;
  readonly value: number;
  readonly text: string;
  readonly tone: Tone;
  readonly place: 'above' | 'below' | 'on';
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** Cells of the value axis with its line; charts one above the other share it, and so the time axis. 0: no axis. */
  readonly gutter: number;
  readonly glyphs: Glyphs;
  readonly hasHeader: boolean;
  /** Zone of the time axis; null without one. */
  readonly timeZone: string | null;
}

/** The scale of a chart that is `rows` cells high: its values, thresholds and zero, with a little air. */
export function chartAxis(spec: ChartSpec, rows: number): ValueAxis {
  let [low, high] = [Infinity, -Infinity];
  const take = (value: number | null | undefined): void => {
    if (value === null || value === undefined || !Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (let i = 0; i < spec.timeUs.length; i++) {
    if (isInRange(spec.timeUs[i] as number, spec.range)) take(spec.values[i]);
  }
  for (const value of spec.thresholds) take(value);
  if (spec.hasZero) take(0);
  take(spec.now?.value);
  if (low > high) [low, high] = [0, 0];
  const missing = Math.max(0, spec.leastSpan - (high - low), (Math.abs(high) + Math.abs(low)) * 1e-12);
  const air = missing / 2 + (high - low) * 0.04;
  return valueAxis(low - air, high + air, { labels: Math.max(1, Math.floor(rows / 2)), finest: spec.finest });
}

const isInRange = (timeUs: number, range: TimeRange): boolean => timeUs >= range.fromUs && timeUs <= range.toUs;

/** Rows left for the plot itself. */
export const plotRows = (size: Pick<ChartSize, 'height' | 'hasHeader' | 'timeZone'>): number =>
  Math.max(0, size.height - (size.hasHeader ? 1 : 0) - (size.timeZone === null ? 0 : 1));

/** Cells that the axis of this chart wants: its longest label, the value now, the line. */
export function gutterOf(spec: ChartSpec, rows: number): number {
  const axis = chartAxis(spec, rows);
  const labels = [...axisTicks(axis), ...spec.thresholds].map((value) => textWidth(spec.labelOf(value, axis)));
  return 1 + Math.max(spec.now === null ? 0 : textWidth(spec.now.text), ...labels);
}

/** Exactly `height` lines. */
export function drawChart(spec: ChartSpec, size: ChartSize): Line[] {
  const { width, height, glyphs } = size;
  const rows = plotRows(size);
  const inner = Math.max(0, width - size.gutter);
  const axis = chartAxis(spec, rows);
  const plot = createPlot(inner, rows, glyphs.isAscii);
  const place = placer(plot, axis, spec.range);
  drawGuides(plot, spec, place);
  drawValues(plot, spec, place);
  drawBreaks(plot, spec, place);
  drawMarks(plot, spec, place);
  const labels = axisColumn(spec, { axis, rows, place, size });
  const lines: Line[] = [];
  if (size.hasHeader) lines.push(fitLine(spec.header, width, glyphs.ellipsis));
  plotLines(plot).forEach((line, row) => lines.push([...line, ...(labels[row] ?? [])]));
  if (size.timeZone !== null) lines.push([cell(timeAxisText(spec.range, inner, size.timeZone), 'dim')]);
  return lines.slice(0, height);
}

interface Placer {
  readonly x: (timeUs: number) => number;
  readonly y: (value: number) => number;
  /** Cells of a dot. */
  readonly perX: number;
  readonly perY: number;
}

function placer(plot: Plot, axis: ValueAxis, range: TimeRange): Placer {
  const span = Math.max(1, range.toUs - range.fromUs);
  const height = axis.high - axis.low;
  return {
    x: (timeUs) => Math.min(plot.dotsX - 1, Math.floor(((timeUs - range.fromUs) / span) * plot.dotsX)),
    y: (value) => Math.round(((axis.high - value) / height) * (plot.dotsY - 1)),
    perX: plot.isAscii ? 1 : 2,
    perY: plot.isAscii ? 1 : 4,
  };
}

function drawGuides(plot: Plot, spec: ChartSpec, place: Placer): void {
  if (spec.hasZero) drawGuide(plot, place.y(0), true);
  for (const value of spec.thresholds) drawGuide(plot, place.y(value), false);
}

/** Null, a new segment and a long silence break the line. */
function drawValues(plot: Plot, spec: ChartSpec, place: Placer): void {
  let before: { readonly dot: Dot; readonly timeUs: number; readonly segment: number } | null = null;
  for (let i = 0; i < spec.timeUs.length; i++) {
    const timeUs = spec.timeUs[i] as number;
    const value = spec.values[i] ?? null;
    if (value === null || !Number.isFinite(value) || !isInRange(timeUs, spec.range)) {
      before = null;
      continue;
    }
    const segment = spec.segment[i] ?? 0;
    const dot = { x: place.x(timeUs), y: place.y(value) };
    const isJoined = before !== null && before.segment === segment && timeUs - before.timeUs <= spec.breakUs;
    drawStroke(plot, isJoined && before !== null ? before.dot : dot, { dot, tone: spec.toneOf(value) });
    before = { dot, timeUs, segment };
  }
}

/** Where a segment begins (after a gap, a resync, a disconnect), a dashed upright where nothing else is. */
function drawBreaks(plot: Plot, spec: ChartSpec, place: Placer): void {
  for (let i = 1; i < spec.timeUs.length; i++) {
    if (spec.segment[i] === spec.segment[i - 1] || !isInRange(spec.timeUs[i] as number, spec.range)) continue;
    const x = Math.floor(place.x(spec.timeUs[i] as number) / place.perX);
    for (let y = 0; y < plot.height; y++) {
      if (!isDrawn(plot, { x, y })) putMark(plot, { x, y }, { text: plot.isAscii ? ':' : '┊', tone: 'warn' });
    }
  }
}

function drawMarks(plot: Plot, spec: ChartSpec, place: Placer): void {
  for (const mark of spec.marks) {
    if (!isInRange(mark.timeUs, spec.range)) continue;
    const x = Math.floor(place.x(mark.timeUs) / place.perX);
    const row = Math.floor(place.y(mark.value) / place.perY);
    const step = mark.place === 'above' ? -1 : mark.place === 'below' ? 1 : 0;
    const y = Math.max(0, Math.min(plot.height - 1, row + step));
    putMark(plot, { x, y }, { text: mark.text, tone: mark.tone });
  }
}

interface AxisPlace {
  readonly axis: ValueAxis;
  readonly rows: number;
  readonly place: Placer;
  readonly size: ChartSize;
}

/** The value axis, one piece a row: labels at round values, the value now in its own row, inverse. */
function axisColumn(spec: ChartSpec, { axis, rows, place, size }: AxisPlace): Line[] {
  const { gutter, glyphs } = size;
  if (gutter < 2) return [];
  const how = { align: 'left', ellipsis: glyphs.ellipsis } as const;
  const column: Line[] = Array.from({ length: rows }, () => [cell(glyphs.vertical, 'dim')]);
  const rowOf = (value: number): number => Math.floor(place.y(value) / place.perY);
  // Thresholds last: where labels meet they are the ones to keep.
  for (const value of [...axisTicks(axis), ...spec.thresholds]) {
    const label = fillCell(cell(spec.labelOf(value, axis), 'dim'), gutter - 1, how);
    const row = rowOf(value);
    if (row >= 0 && row < rows) column[row] = [cell(glyphs.isAscii ? glyphs.vertical : '├', 'dim'), label];
  }
  if (spec.now !== null && rows > 0) {
    const row = Math.max(0, Math.min(rows - 1, rowOf(spec.now.value)));
    const now = fillCell(cell(spec.now.text, spec.toneOf(spec.now.value)), gutter - 1, how);
    column[row] = [cell(glyphs.isAscii ? '<' : '◀', 'strong'), { ...now, isInverse: true }];
  }
  return column;
}
