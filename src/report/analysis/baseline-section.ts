// Each primary beside what it has to beat, on the same moments.

import type { AnalysisResult, BaselineRow } from '../../core/analysis/result.js';
import type { Estimate } from '../../core/analysis/estimate.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { axisAround } from '../chart/axis.js';
import type { Chart, Whisker, WhiskerPlot } from '../chart/chart.js';
import { type Cell, type Section, cell, charts, columns, note, table } from '../document.js';
import { faces, finite, hitFormat, pointsText, signedText, spanOf } from './figures.js';
import { type Scope, isShown, missingText } from './scope.js';

const points = (value: number | null): number | null => {
  const share = finite(value);
  return share === null ? null : share * 100;
};

function differenceChart(rows: readonly BaselineRow[], { deep: { baselines: words } }: AnalysisText): Chart {
  const whiskers = rows.map(({ signal, baseline, difference: { value, low, high } }): Whisker => ({
    label: baseline,
    group: signal,
    value: points(value),
    low: points(low),
    high: points(high),
    target: null,
    text: pointsText(value),
  }));
  const values = [0, ...whiskers.flatMap(({ value, low, high }) => [value, low, high])];
  const x = axisAround({ label: '', values, text: signedText });
  const plot: WhiskerPlot = { kind: 'whiskers', x, rows: whiskers, references: [{ at: 0, text: '0' }] };
  return { title: words.chart, about: words.chartAbout, plot };
}

const differenceCells = (of: Estimate, text: AnalysisText): Cell[] => {
  const { value, interval } = faces(of, pointsText, text);
  return [value, interval];
};

export function baselineSection(result: AnalysisResult, scope: Scope): Section {
  const { text } = scope;
  const { baselines: words } = text.deep;
  const title = text.section.baselines;
  const { baselines, plan } = result;
  if (baselines === null) return { title, blocks: [note(missingText(result, text))] };
  if (baselines.length === 0) return { title, blocks: [note(words.none)] };
  const rows = baselines
    .filter((one) => isShown(result, scope, one))
    .map((one) => {
      const hit = faces(one.hit, hitFormat, text);
      return [
        cell(one.signal, 'bold'),
        cell(one.baseline),
        cell(spanOf(one.horizonUs)),
        hit.n,
        hit.value,
        hit.interval,
        ...differenceCells(one.difference, text),
        cell(signedText(one.partialIc.value, 3)),
      ];
    });
  const primary = baselines.filter(({ horizonUs }) => horizonUs === plan.primaryUs);
  return {
    title,
    blocks: [
      note(words.about),
      ...(primary.length === 0 ? [] : [charts([differenceChart(primary, text)])]),
      table(columns(...words.head), rows),
      note(words.headAbout),
    ],
  };
}
