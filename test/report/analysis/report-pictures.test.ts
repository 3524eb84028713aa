// What the pictures of the report show and leave out: no bar without an interval, hours apart, names of regimes in words.

import { expect, test } from 'vitest';
import type { ShapeResult } from '../../../src/core/analysis/result-power.js';
import { analysisReport } from '../../../src/report/analysis/analysis-report.js';
import { renderAnalysisHtml, renderAnalysisMarkdown } from '../../../src/report/analysis/render-analysis.js';
import type { Chart } from '../../../src/report/chart/chart.js';
import { chineseWords } from '../../../src/text/zh/words.js';
import { about, richAnalysis } from '../../support/analysis-result.js';

const rich = richAnalysis();

const chartsOf = (result: typeof rich): Chart[] =>
  analysisReport(result).sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'charts' ? block.charts : [])),
  );

test('a bucket too thin for an interval has no bar that dwarfs the others', () => {
  const [first] = rich.shape!;
  const [thin, ...others] = first!.buckets;
  const lone = { ...thin!.meanBp, value: -400, low: null, high: null };
  const shape: ShapeResult[] = [{ ...first!, buckets: [{ ...thin!, meanBp: lone }, ...others] }];
  const [bars] = chartsOf({ ...rich, shape }).filter(({ plot }) => plot.kind === 'bars' && plot.labels.length < 24);
  expect(bars?.plot).toMatchObject({ kind: 'bars', bars: [{ y: null }, ...others.map(() => ({}))] });
});

test('signals that no question is about have a picture of their shape only where they found something', () => {
  const [first] = rich.shape!;
  const shape = [{ ...first!, signal: 'qi', horizonUs: rich.plan.primaryUs }];
  const [cell] = rich.power;
  const titles = (q: number): string[] =>
    chartsOf({ ...rich, shape, power: [{ ...cell!, signal: 'qi', horizonUs: rich.plan.primaryUs, q }] }).map(
      ({ title }) => title,
    );
  expect(titles(0.01).filter((title) => title.startsWith('Mean outcome by value'))).toHaveLength(1);
  expect(titles(0.5).filter((title) => title.startsWith('Mean outcome by value'))).toHaveLength(0);
});

test('bins of a reliability curve carry their intervals, and thin ones are not drawn', () => {
  const [first] = rich.shape!;
  const bins = [
    { forecast: 0.45, observed: about(0.5, 0.0962, 100), n: 100 },
    { forecast: 0.55, observed: about(0.6, 0.1, 100), n: 100 },
    { forecast: 0.9, observed: about(0, 0, 2), n: 2 },
  ];
  const judged = {
    ...{ n: 202, brier: about(0.25, 0.01, 202), reliability: about(0, 0, 202), resolution: about(0, 0, 202) },
    ...{ uncertainty: about(0.25, 0.001, 202), ece: about(0.01, 0.01, 202), bins },
  };
  const chart = chartsOf({ ...rich, shape: [{ ...first!, calibration: judged }] }).find(({ title }) =>
    title.startsWith('Reliability'),
  );
  const marks = chart?.plot.kind === 'lines' ? chart.plot.series[0]!.marks : [];
  expect(marks.map(({ y }) => y)).toEqual([0.5, 0.6]);
  expect(marks[0]!.low!).toBeCloseTo(0.4038, 4);
  expect(marks[0]!.high!).toBeCloseTo(0.5962, 4);
});

test('regimes are named in words, in Chinese too: the session of the US is no microsecond', () => {
  const [one] = rich.regimes!;
  const regimes = [{ ...one!, kind: 'session' as const, name: 'us' }];
  const english = renderAnalysisMarkdown({ ...rich, regimes });
  const chinese = renderAnalysisMarkdown({ ...rich, regimes }, { words: chineseWords() });
  expect(english).toContain('US, 14–22');
  expect(chinese).toContain('美国，14–22');
  expect(chinese).not.toMatch(/\bµs\b/);
});

test('hours of the day have a picture of their own, off the list of regimes', () => {
  const [one] = rich.regimes!;
  const regimes = ['08', '09', '14'].map((name) => ({ ...one!, kind: 'hour' as const, name }));
  const shown = chartsOf({ ...rich, regimes });
  expect(shown.some(({ title }) => title.startsWith('Hit rate by regime'))).toBe(false);
  const hours = shown.find(({ title }) => title.startsWith('Hit rate by hour'));
  const marks = hours?.plot.kind === 'lines' ? hours.plot.series[0]!.marks : [];
  expect(marks.map(({ x }) => x)).toEqual([8, 9, 14]);
});

test('no sentence stands twice in a section', () => {
  const page = renderAnalysisHtml(rich);
  for (const section of page.split('<section').slice(1)) {
    const notes = [...section.matchAll(/<p class="dim">([^<]{40,})<\/p>/g)].map(([, text]) => text!);
    for (const text of notes) expect(section.split(text)).toHaveLength(2);
  }
});
