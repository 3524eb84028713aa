// Price change against flow of the same time: whether the data behave as the literature says.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { ImpactLevels, ImpactResult, ImpactRow, ImpactScatter } from '../../core/analysis/result-power.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { axisAround, ordinalAxis } from '../chart/axis.js';
import type { Chart, LinePlot, Series } from '../chart/chart.js';
import { type Block, type Section, absent, cell, charts, columns, heading, note, pairs, table } from '../document.js';
import {
  DASH,
  countOf,
  digitsText,
  estimateCell,
  faces,
  finite,
  icFormat,
  plainText,
  shareText,
  signedText,
  spanOf,
  type Format,
} from './figures.js';
import type { Scope } from './scope.js';

/** Flows that the chart shows: as many as it has colours for. */
const CHARTED: ReadonlySet<string> = new Set(['ofi', 'ti', 'ofi+ti', 'ofi:index', 'mlofi', 'ofi:integrated']);

function r2Chart({ rows }: ImpactResult, { deep: { impact: words } }: AnalysisText): Chart {
  const bins = [...new Set(rows.map(({ binUs }) => binUs))].sort((a, b) => a - b);
  const flows = [...new Set(rows.map(({ flow }) => flow))].filter((flow) => CHARTED.has(flow));
  const series = flows.map((flow): Series => {
    const marks = bins.map((binUs, x) => {
      const r2 = rows.find((row) => row.flow === flow && row.binUs === binUs)?.r2;
      return { x, y: finite(r2), low: null, high: null };
    });
    return { name: flow, look: 'line', marks };
  });
  const values = [0, ...series.flatMap(({ marks }) => marks.map((mark) => mark.y))];
  const y = axisAround({ label: 'R²', values, text: plainText, least: 0, most: 1 });
  const x = ordinalAxis(words.binAxis, bins.map(spanOf));
  const plot: LinePlot = { kind: 'lines', x, y, series, references: [], diagonal: false };
  return { title: words.chart, about: words.chartAbout, plot };
}

function scatterChart(of: ImpactScatter, { deep: { impact: words } }: AnalysisText): Chart {
  const { points, alpha, beta } = of;
  const dots = points.map(([x, y]) => ({ x, y, low: null, high: null }));
  const flows = points.map(([x]) => x);
  const [from, to] = [Math.min(...flows), Math.max(...flows)];
  const line = [from, to].map((x) => ({ x, y: alpha + beta * x, low: null, high: null }));
  const tick = (value: number, decimals: number): string => signedText(value, decimals);
  const x = axisAround({ label: words.flowAxis(of.flow), values: flows, text: tick });
  const y = axisAround({ label: words.ticksAxis, values: [...dots, ...line].map((mark) => mark.y), text: tick });
  const series: Series[] = [
    { name: words.bins, look: 'cloud', marks: dots },
    { name: words.line(digitsText(alpha), digitsText(beta)), look: 'line', marks: line },
  ];
  const about = words.scatterAbout({ shown: countOf(points.length), n: countOf(of.n), stride: countOf(of.stride) });
  const plot: LinePlot = { kind: 'lines', x, y, series, references: [], diagonal: false };
  return { title: words.scatter(of.flow, spanOf(of.binUs)), about, plot };
}

const r2Format: Format = (value) => plainText(value, 3).replace('-', '−');

function sameTable(rows: readonly ImpactRow[], text: AnalysisText): Block {
  const cells = rows.map((row) => {
    const [beta, r2] = [faces(row.betaEstimate, digitsText, text), faces(row.r2Estimate, r2Format, text)];
    const unseen = faces(row.r2Unseen, r2Format, text);
    const head = [cell(row.flow, 'bold'), cell(spanOf(row.binUs)), cell(countOf(row.n))];
    return [...head, estimateCell(row.alpha, digitsText, text), beta.value, beta.interval, r2.value, r2.interval, cell(r2Format(row.r2Adjusted)), unseen.value, unseen.interval]; // prettier-ignore
  });
  return table(columns(...text.deep.impact.head), cells);
}

function nextTable(rows: readonly ImpactRow[], text: AnalysisText): Block {
  const cells = rows.map((row) => {
    const [seen, unseen] = [faces(row.nextR2, r2Format, text), faces(row.nextR2Unseen, r2Format, text)];
    const r = faces(row.nextCorrelation, icFormat, text);
    const head = [cell(row.flow, 'bold'), cell(spanOf(row.binUs)), seen.n, r.value, r.interval];
    return [...head, seen.value, seen.interval, unseen.n, unseen.value, unseen.interval];
  });
  return table(columns(...text.deep.impact.nextHead), cells);
}

function levelBlocks(of: ImpactLevels | null, text: AnalysisText): Block[] {
  const { impact: words } = text.deep;
  if (of === null) return [note(words.noLevels)];
  const rows = of.levels.map(({ level, beta, weight }) => {
    const slope = faces(beta, digitsText, text);
    return [cell(String(level)), slope.value, slope.interval, cell(plainText(weight, 3))];
  });
  return [
    heading(words.levelTitle(spanOf(of.binUs), countOf(of.n))),
    table(columns(...words.levelHead), rows),
    note(words.levelAbout(shareText(of.explained))),
  ];
}

function depthCell({ betaDepth, stepDepth, ticksPerStep }: ImpactResult, text: AnalysisText) {
  const { impact: words } = text.deep;
  if (betaDepth === null) return absent();
  const [ticks, steps] = [betaDepth, stepDepth].map((of) => estimateCell(of, (at) => plainText(at), text).text);
  const length = plainText(ticksPerStep);
  return cell(words.depthText({ ticks: ticks ?? DASH, steps: steps ?? DASH, length }));
}

export function impactSection({ impact }: AnalysisResult, { text }: Scope): Section {
  const { impact: words } = text.deep;
  const title = text.section.impact;
  if (impact === null || impact.rows.length === 0) return { title, blocks: [note(text.notEnough)] };
  const { rows, scatter, levels } = impact;
  return {
    title,
    blocks: [
      note(words.about(words.clock[impact.clock], impact.source)),
      charts([r2Chart(impact, text), ...(scatter === null ? [] : [scatterChart(scatter, text)])]),
      table(columns(...words.flowHead), flowRows(rows, words.flow)),
      heading(words.sameTitle),
      sameTable(rows, text),
      note(words.headAbout),
      pairs([[words.depth, depthCell(impact, text)]]),
      heading(words.nextTitle),
      nextTable(rows, text),
      note(words.nextAbout),
      ...levelBlocks(levels, text),
    ],
  };
}

/** What each name means, once. */
const flowRows = (rows: readonly ImpactRow[], about: Readonly<Record<string, string>>) =>
  [...new Set(rows.map(({ flow }) => flow))].map((flow) => [cell(flow, 'bold'), cell(about[flow] ?? '')]);
