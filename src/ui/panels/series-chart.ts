// The charts of the symbol in view as specifications: price, OFI z, CVD z, fusion, over the span that was chosen.

import type { SeriesView, SymbolDetail, WatchSignal } from '../../core/watch/detail.js';
import type { SymbolSummary } from '../../core/watch/snapshot.js';
import { type TimeRange, type ValueAxis, axisLabel } from '../axis.js';
import { type Cell, type Line, type Tone, cell } from '../cell.js';
import type { ChartMark, ChartSpec } from '../chart.js';
import { bookMid } from '../book-mid.js';
import { ageText, durationText, fixedText, midText, spreadText, zText } from '../format.js';
import type { ChartName, PanelInput } from '../panel.js';
import { type RowField, rowReason } from '../reason.js';

/** What the charts are made of; null while the screen has no symbol. */
export interface ChartSubject {
  readonly input: PanelInput;
  readonly detail: SymbolDetail;
  readonly summary: SymbolSummary;
}

export function chartSubject(input: PanelInput): ChartSubject | null {
  const { detail, symbols } = input.snapshot;
  const summary = symbols.find(({ symbol }) => symbol === detail?.symbol);
  return detail === null || summary === undefined ? null : { input, detail, summary };
}

/** The span ends at now, in whole steps of the series, so that the picture moves step by step and not at every frame. */
export function chartRange(subject: ChartSubject): TimeRange {
  const { stepUs } = subject.detail.series;
  const step = Math.max(1, stepUs);
  const toUs = Math.ceil(subject.input.snapshot.nowUs / step) * step;
  return { fromUs: toUs - Math.max(step, subject.input.view.spanUs), toUs };
}

export function chartSpec(name: ChartName, subject: ChartSubject): ChartSpec {
  return name === 'price' ? priceSpec(subject) : scoreSpec(name, subject);
}

function frameOfSeries(subject: ChartSubject): Pick<ChartSpec, 'timeUs' | 'segment' | 'breakUs' | 'range'> {
  const { series } = subject.detail;
  const { grid } = subject.input.snapshot.config;
  const stepUs = Math.max(series.stepUs, grid.kind === 'time' ? grid.stepUs : 0);
  return { timeUs: series.timeUs, segment: series.segment, breakUs: 2.5 * stepUs, range: chartRange(subject) };
}

function priceSpec(subject: ChartSubject): ChartSpec {
  const { detail, summary } = subject;
  const { units, row } = summary;
  const mid = row?.mid ?? null;
  const decimals = units.priceDecimals;
  return {
    ...frameOfSeries(subject),
    header: priceHeader(subject),
    values: detail.series.mid,
    thresholds: [],
    hasZero: false,
    leastSpan: 4 * units.tick,
    finest: units.tick,
    toneOf: () => 'plain',
    labelOf: (value: number, axis: ValueAxis) => fixedText(value, Math.min(decimals, Math.max(axis.decimals, 0))),
    now: mid === null ? null : { value: mid, text: midText(mid, units) },
    marks: signalMarks(detail.series, subject.input),
  };
}

function priceHeader(subject: ChartSubject): Line {
  const { input, summary } = subject;
  const { text, view, snapshot } = input;
  const { row, units } = summary;
  const head: Cell[] = [cell(text.panels.chart.price, 'title'), cell(' ')];
  if (row === null) return [...head, cell(text.panels.noRow, 'dim')];
  const reason = rowReason('mid', row, { config: snapshot.config, text });
  if (reason !== null) return [...head, cell(reason, 'warn'), ...ageCells(subject)];
  head.push(cell(midText(row.mid, units), 'strong'), cell('  '));
  head.push(cell(spreadText({ spreadTicks: row.spreadTicks, mid: row.mid, units }, view, text), 'dim'));
  return [...head, ...rowAge(subject), ...ageCells(subject)];
}

/** The chart is of rows: where the book has moved on since the last one, it says whose mid this is, and how old. */
function rowAge({ input, summary }: ChartSubject): Cell[] {
  const { snapshot, text } = input;
  const { row } = summary;
  // While data come in, the next row is less than a step away: words that come and go would only unsettle.
  if (snapshot.player === null || snapshot.player.state === 'playing') return [];
  const book = bookMid(snapshot, summary);
  if (row === null || book === null || book.mid === row.mid) return [];
  const age = durationText(Math.max(0, snapshot.nowUs - row.timeUs));
  return [cell(`  ${text.panels.chart.ofRow(age)}`, 'dim')];
}

/** Data that no longer comes wears its age. */
function ageCells({ input, summary }: ChartSubject): Cell[] {
  if (summary.sync === 'synced') return [];
  const age = ageText(summary.lastMessageUs, input.snapshot.nowUs, input.text);
  return [cell(`  ${input.text.panels.sync[summary.sync]}`, 'warn'), cell(` ${age}`, 'warn')];
}

/** Threshold, values and word of each score. */
function scoreOf(name: Exclude<ChartName, 'price'>, { input, detail }: ChartSubject) {
  const { signal, fusion } = input.snapshot.config;
  const { series } = detail;
  const words = input.text.panels.chart;
  switch (name) {
    case 'ofiZ':
      return { threshold: signal.ofiThreshold, values: series.ofiZ, word: words.ofiZ };
    case 'cvdZ':
      return { threshold: signal.cvdThreshold, values: series.cvdZ, word: words.cvdZ };
    case 'fusion':
      return { threshold: fusion.threshold, values: series.fusion, word: words.fusion };
  }
}

function scoreSpec(name: Exclude<ChartName, 'price'>, subject: ChartSubject): ChartSpec {
  const { input, summary } = subject;
  const { threshold, values, word } = scoreOf(name, subject);
  const now = summary.row?.[name] ?? null;
  const toneOf = (value: number): Tone => (value >= threshold ? 'up' : value <= -threshold ? 'down' : 'accent');
  return {
    ...frameOfSeries(subject),
    header: scoreHeader({ name, word, threshold, tone: now === null ? 'warn' : toneOf(now) }, subject),
    values,
    thresholds: [threshold, -threshold],
    hasZero: true,
    leastSpan: 0,
    finest: 0.1,
    toneOf,
    labelOf: (value, axis) => {
      const label = Math.abs(value) === threshold ? String(value) : axisLabel(value, axis);
      return value > axis.step * 1e-6 ? `+${label}` : label;
    },
    now: now === null ? null : { value: now, text: zText(now, input.glyphs) },
    marks: [],
  };
}

interface ScoreHead {
  readonly name: RowField & ChartName;
  readonly word: string;
  readonly threshold: number;
  readonly tone: Tone;
}

function scoreHeader({ name, word, threshold, tone }: ScoreHead, subject: ChartSubject): Line {
  const { input, summary } = subject;
  const { text, glyphs, snapshot } = input;
  const head: Cell[] = [cell(word, 'title'), cell(' ')];
  const { row } = summary;
  if (row === null) return [...head, cell(text.panels.noRow, 'dim')];
  const reason = rowReason(name, row, { config: snapshot.config, text });
  const value = row[name as 'ofiZ'];
  head.push(reason === null ? cell(zText(value, glyphs), tone) : cell(reason, 'warn'));
  head.push(cell(`  ${text.panels.chart.threshold(String(threshold))}`, 'dim'));
  if (name === 'fusion' && row.consistency !== null) {
    head.push(cell(`  ${text.panels.chart.consistency(fixedText(row.consistency, 2))}`, 'dim'));
  }
  return [...head, ...ageCells(subject)];
}

/** Fusion stands above its parts, and strong signals above weak ones. */
const MARK_ORDER: Readonly<Record<WatchSignal['kind'], number>> = { cvd: 0, ofi: 1, divergence: 2, fusion: 3 };
/** One mark in so many cells at most, or they would hide the price: the foremost ones are shown. */
const CELLS_A_MARK = 5;
const LEAST_MARKS = 6;

/** Buyers' signals below the price, pointing up; sellers' above it, pointing down; others on it. */
function signalMarks(series: SeriesView, { glyphs, width }: PanelInput): ChartMark[] {
  return [...series.marks]
    .sort((a, b) => MARK_ORDER[a.kind] - MARK_ORDER[b.kind] || (a.strength ?? 0) - (b.strength ?? 0))
    .slice(-Math.max(LEAST_MARKS, Math.floor(width / CELLS_A_MARK)))
    .flatMap((signal): ChartMark[] => {
      const value = signal.mid ?? midAt(series, signal.timeUs);
      if (value === null) return [];
      const place = { timeUs: signal.timeUs, value };
      if (signal.side === 'buy') return [{ ...place, text: glyphs.up, tone: 'up', place: 'below' }];
      if (signal.side === 'sell') return [{ ...place, text: glyphs.down, tone: 'down', place: 'above' }];
      return [{ ...place, text: glyphs.isAscii ? 'x' : '◆', tone: 'warn', place: 'on' }];
    });
}

/** The mid of the last point at or before the time. */
function midAt(series: SeriesView, timeUs: number): number | null {
  let found: number | null = null;
  for (let i = 0; i < series.timeUs.length && (series.timeUs[i] as number) <= timeUs; i++) {
    found = series.mid[i] ?? found;
  }
  return found;
}
