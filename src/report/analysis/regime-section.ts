// Whether a signal holds in every regime and all the time: by volatility, spread, hour, day, and over time.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { RegimeRow } from '../../core/analysis/result-power.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { formatTime } from '../../text/time.js';
import { axisAround, spread } from '../chart/axis.js';
import type { Chart, LinePlot, Mark, Whisker, WhiskerPlot } from '../chart/chart.js';
import { type Block, type Section, cell, charts, columns, heading, note, table } from '../document.js';
import { DASH, bpFormat, countOf, faces, finite, hitFormat, shareText, spanOf } from './figures.js';
import { type Scope, missingText } from './scope.js';

type Rows = readonly RegimeRow[];
const IN_TIME: readonly RegimeRow['kind'][] = ['rolling', 'leave-one-out'];
/** Two-sided 95 % of a normal. */
const Z95 = 1.96;

function whiskerChart(rows: Rows, text: AnalysisText): Chart[] {
  const { regimes: words } = text.deep;
  const shown = rows.filter(({ kind, hit }) => kind !== 'hour' && !IN_TIME.includes(kind) && hit.value !== null);
  const [first] = shown;
  if (first === undefined) return [];
  const whiskers = shown.map(({ kind, name, hit }): Whisker => ({
    label: name,
    group: words.kind[kind],
    value: finite(hit.value),
    low: finite(hit.low),
    high: finite(hit.high),
    target: null,
    text: `${shareText(hit.value)} (${countOf(hit.n)})`,
  }));
  const values = [0.5, ...whiskers.flatMap(({ value, low, high }) => [value, low, high])];
  const x = axisAround({ label: text.power.decay.hitAxis, values, text: (at) => shareText(at, 0), least: 0, most: 1 });
  const references = [{ at: 0.5, text: text.power.decay.coin }];
  const plot: WhiskerPlot = { kind: 'whiskers', x, rows: whiskers, references };
  return [{ title: words.chart(first.signal, spanOf(first.horizonUs)), about: words.chartAbout, plot }];
}

/** Hours stand apart from the other regimes: two dozen rows would bury them. */
function hourChart(rows: Rows, text: AnalysisText): Chart[] {
  const { regimes: words } = text.deep;
  const hours = rows.filter(({ kind, hit }) => kind === 'hour' && hit.value !== null);
  const [first] = hours;
  if (first === undefined || hours.length < 2) return [];
  const marks = hours.map(({ name, hit }): Mark => ({
    x: Number(name),
    y: finite(hit.value),
    low: finite(hit.low),
    high: finite(hit.high),
  }));
  const values = [0.5, ...spread(marks)];
  const y = axisAround({ label: text.power.decay.hitAxis, values, text: (at) => shareText(at, 0), least: 0, most: 1 });
  const ticks = [0, 4, 8, 12, 16, 20].map((at) => ({ at, text: String(at).padStart(2, '0') }));
  const x = { label: words.kind.hour, from: -0.5, to: 23.5, ticks };
  const series = [{ name: first.signal, look: 'dots', marks } as const];
  const references = [{ at: 0.5, text: text.power.decay.coin }];
  const plot: LinePlot = { kind: 'lines', x, y, series, references, diagonal: false };
  return [{ title: words.hours(first.signal, spanOf(first.horizonUs)), about: words.chartAbout, plot }];
}

/** p ± 1.96 √(p(1 − p)/n), n of the mean window. */
function controlLimits(rows: Rows): { at: number; text: string }[] {
  const counted = rows.filter(({ hit }) => hit.value !== null && hit.n > 0);
  const total = counted.reduce((sum, { hit }) => sum + hit.n, 0);
  if (counted.length < 2 || total === 0) return [];
  const p = counted.reduce((sum, { hit }) => sum + (hit.value ?? 0) * hit.n, 0) / total;
  const half = Z95 * Math.sqrt((p * (1 - p) * counted.length) / total);
  return [p, Math.max(0, p - half), Math.min(1, p + half)].map((at) => ({ at, text: shareText(at, 0) }));
}

function rollingChart(rows: Rows, text: AnalysisText): Chart[] {
  const { regimes: words } = text.deep;
  const rolling = rows.filter(({ kind }) => kind === 'rolling');
  const [first] = rolling;
  if (first === undefined || rolling.length < 2) return [];
  const marks = rolling.map(({ hit }, x): Mark => ({ x, y: finite(hit.value), low: null, high: null }));
  const references = controlLimits(rolling);
  const values = [...spread(marks), ...references.map(({ at }) => at)];
  const y = axisAround({ label: text.power.decay.hitAxis, values, text: (at) => shareText(at, 0), least: 0, most: 1 });
  const count = rolling.length;
  const step = Math.max(1, Math.ceil(count / 8));
  const ticks = rolling.flatMap(({ name }, at) => (at % step === 0 ? [{ at, text: name }] : []));
  const x = { label: words.window, from: -0.5, to: count - 0.5, ticks };
  const series = [{ name: first.signal, look: 'dots', marks } as const];
  const plot: LinePlot = { kind: 'lines', x, y, series, references, diagonal: false };
  return [{ title: words.rolling(first.signal, spanOf(first.horizonUs)), about: words.rollingAbout, plot }];
}

function regimeTable(rows: Rows, text: AnalysisText): Block {
  const { regimes: words } = text.deep;
  const lines = rows
    .filter(({ kind }) => !IN_TIME.includes(kind))
    .map((one) => {
      const [hit, edge] = [faces(one.hit, hitFormat, text), faces(one.edgeBp, bpFormat, text)];
      const head = [cell(one.signal), cell(one.name), cell(words.kind[one.kind], 'dim')];
      return [...head, edge.n, cell(countOf(one.ties)), hit.value, hit.interval, edge.value, edge.interval];
    });
  return table(columns(...words.head), lines);
}

/** The window of outcomes in which a signal did worst, as a sentence that follows another. */
function worstWindow(rows: Rows, signal: string, { text, zone }: Scope): string {
  const windows = rows.filter((one) => one.kind === 'rolling' && one.signal === signal && one.hit.value !== null);
  const [worst] = [...windows].sort((a, b) => (a.hit.value ?? 0) - (b.hit.value ?? 0));
  if (worst === undefined) return '';
  const { value, interval, n } = faces(worst.hit, hitFormat, text);
  const figure = `${value.text} ${interval.text}, n ${n.text}`;
  const stretch = stretchText(worst, zone);
  return text.deep.regimes.worstWindow({ name: worst.name, windows: String(windows.length), stretch, figure });
}

/** `2024-07-24 03:12 – 05:40`: the date once where one day holds both. */
function stretchText({ fromUs, toUs }: Pick<RegimeRow, 'fromUs' | 'toUs'>, zone: string): string {
  if (fromUs === null || toUs === null) return DASH;
  const [from, to] = [fromUs, toUs].map((at) => formatTime(at, zone).slice(0, 16)) as [string, string];
  return `${from} – ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}

/** How much hangs on a single block of time. */
function worstNotes(rows: Rows, signals: readonly string[], scope: Scope): Block[] {
  const { regimes: words } = scope.text.deep;
  const notes = signals.flatMap((signal) => {
    const without = rows.filter((one) => one.kind === 'leave-one-out' && one.signal === signal);
    const sorted = without
      .flatMap(({ hit, ...of }) => (finite(hit.value) === null ? [] : [{ ...of, value: hit.value ?? 0 }]))
      .sort((a, b) => a.value - b.value);
    const [worst, best] = [sorted[0], sorted.at(-1)];
    if (worst === undefined || best === undefined) return [];
    const low = shareText(worst.value);
    const stretch = stretchText(worst, scope.zone);
    const of = { signal, name: worst.name, stretch, parts: String(without.length), low, high: shareText(best.value) };
    return [note(words.worstText(of) + worstWindow(rows, signal, scope), 'plain')];
  });
  return notes.length === 0 ? [] : [heading(words.worst), ...notes];
}

export function regimeSection(result: AnalysisResult, scope: Scope): Section {
  const { text } = scope;
  const { regimes: found, plan } = result;
  const { regimes: words } = text.deep;
  const title = text.section.regimes;
  const regimes = found?.map((one) => ({ ...one, name: words.name[one.name] ?? one.name })) ?? null;
  if (regimes === null) return { title, blocks: [note(missingText(result, text))] };
  if (regimes.length === 0) return { title, blocks: [note(words.none)] };
  const signals = [...new Set(regimes.map(({ signal }) => signal))];
  const primary = regimes.filter(({ horizonUs }) => horizonUs === plan.primaryUs);
  const of = (signal: string): Rows => primary.filter((one) => one.signal === signal);
  const byRegime = signals.flatMap((signal) => whiskerChart(of(signal), text));
  const inTime = signals.flatMap((signal) => [...hourChart(of(signal), text), ...rollingChart(of(signal), text)]);
  return {
    title,
    blocks: [
      note(words.about),
      ...[byRegime, inTime].flatMap((pictures) => (pictures.length === 0 ? [] : [charts(pictures)])),
      regimeTable(primary, text),
      ...worstNotes(primary, signals, scope),
    ],
  };
}
