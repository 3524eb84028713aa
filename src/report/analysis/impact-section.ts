// Price change against flow of the same time: whether the data behave as the literature says.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { ImpactResult } from '../../core/analysis/result-power.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { axisAround, ordinalAxis } from '../chart/axis.js';
import type { Chart, LinePlot, Series } from '../chart/chart.js';
import { type Section, absent, cell, charts, columns, note, pairs, table } from '../document.js';
import { countOf, digitsText, finite, plainText, signedText, spanOf } from './figures.js';
import type { Scope } from './scope.js';

function r2Chart({ rows }: ImpactResult, { deep: { impact: words } }: AnalysisText): Chart {
  const bins = [...new Set(rows.map(({ binUs }) => binUs))].sort((a, b) => a - b);
  const flows = [...new Set(rows.map(({ flow }) => flow))];
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

export function impactSection({ impact }: AnalysisResult, { text }: Scope): Section {
  const { impact: words } = text.deep;
  const title = text.section.impact;
  if (impact === null || impact.rows.length === 0) return { title, blocks: [note(text.notEnough)] };
  const rows = impact.rows.map(({ flow, binUs, n, alpha, beta, r2, nextCorrelation }) => [
    cell(flow, 'bold'),
    cell(spanOf(binUs)),
    cell(countOf(n)),
    cell(digitsText(alpha)),
    cell(digitsText(beta)),
    cell(plainText(r2, 3)),
    cell(signedText(nextCorrelation, 3)),
  ]);
  return {
    title,
    blocks: [
      note(words.about(words.clock[impact.clock], impact.source)),
      charts([r2Chart(impact, text)]),
      table(columns(...words.head), rows),
      note(words.headAbout),
      pairs([[words.depth, impact.betaDepth === null ? absent() : cell(words.depthText(plainText(impact.betaDepth)))]]),
    ],
  };
}
