// The shape of a signal: outcome by value, monotonicity, long against short, calibration.

import type { Estimate } from '../../core/analysis/estimate.js';
import type { AnalysisResult } from '../../core/analysis/result.js';
import type { BarrierRow, Bucket, ShapeResult } from '../../core/analysis/result-power.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { axisAround, spread } from '../chart/axis.js';
import type { BarPlot, Chart, LinePlot } from '../chart/chart.js';
import { type Block, type Cell, type Section, cell, charts, columns, heading, note, table } from '../document.js';
import {
  DASH,
  type Format,
  bpFormat,
  countOf,
  digitsText,
  faces,
  finite,
  hitFormat,
  pText,
  plainText,
  shareText,
  signedText,
  spanOf,
} from './figures.js';
import { type Scope, mainSignals, missingText } from './scope.js';

/** Bins of fewer forecasts than this are not drawn. */
const LEAST_IN_BIN = 10;
/** False discovery rate up to which a signal that no question is about has a picture. */
const FOUND_Q = 0.1;

/** `≤ −2`, `−2 … −1`, `> 2`. */
function bucketName({ from, to }: Bucket): string {
  if (from === null) return to === null ? '…' : `≤ ${digitsText(to)}`;
  return to === null ? `> ${digitsText(from)}` : `${digitsText(from)} … ${digitsText(to)}`;
}

function bucketChart({ signal, horizonUs, buckets }: ShapeResult, text: AnalysisText): Chart {
  const words = text.power.shape;
  const bars = buckets.map(({ meanBp }) => {
    const [low, high] = [finite(meanBp.low), finite(meanBp.high)];
    return { y: low === null || high === null ? null : finite(meanBp.value), low, high };
  });
  const y = axisAround({ label: text.market.bp, values: [0, ...spread(bars)], text: signedText });
  const labels = buckets.map((one) => bucketName(one).replaceAll(' ', ''));
  const plot: BarPlot = { kind: 'bars', xLabel: words.valueAxis, labels, y, bars, base: 0, references: [] };
  return { title: words.bucketChart(signal, spanOf(horizonUs)), about: words.bucketAbout, plot };
}

function reliabilityChart({ signal, horizonUs, calibration }: ShapeResult, text: AnalysisText): Chart[] {
  if (calibration === null) return [];
  const words = text.power.shape;
  const marks = calibration.bins
    .filter(({ n }) => n >= LEAST_IN_BIN)
    .map(({ forecast, observed: { value, low, high } }) => ({
      x: forecast,
      y: finite(value),
      low: finite(low),
      high: finite(high),
    }));
  if (marks.length < 2) return [];
  const values = [0.4, 0.6, ...marks.map(({ x }) => x), ...spread(marks)];
  const axis = (label: string) =>
    axisAround({ label, values, text: (at) => shareText(at, 0), least: 0, most: 1, steps: 4 });
  const series = [{ name: signal, look: 'dots', marks } as const];
  const plot: LinePlot = {
    kind: 'lines',
    x: axis(words.forecast),
    y: axis(words.observed),
    series,
    references: [],
    diagonal: true,
  };
  return [{ title: words.reliability(signal, spanOf(horizonUs)), about: words.reliabilityAbout, plot }];
}

function bucketTable(shapes: readonly ShapeResult[], text: AnalysisText): Block {
  const rows = shapes.flatMap(({ signal, horizonUs, buckets }) =>
    buckets.map((bucket) => {
      const mean = faces(bucket.meanBp, bpFormat, text);
      const hit = faces(bucket.hit, hitFormat, text);
      const head = [cell(signal), cell(spanOf(horizonUs)), cell(bucketName(bucket))];
      return [...head, mean.n, mean.value, mean.interval, hit.value, hit.interval];
    }),
  );
  return table(columns(...text.power.shape.buckets), rows);
}

function monotoneTable(shapes: readonly ShapeResult[], text: AnalysisText): Block {
  const rows = shapes.map(({ signal, horizonUs, monotone, long, short }) => {
    const [up, down] = [faces(long, hitFormat, text), faces(short, hitFormat, text)];
    const head = [cell(signal), cell(spanOf(horizonUs)), cell(signedText(monotone.spearman)), cell(pText(monotone.p))];
    return [...head, up.n, up.value, up.interval, down.n, down.value, down.interval];
  });
  return table(columns(...text.power.shape.monotone), rows);
}

const shapeText: Format = (value) => plainText(value, 4);

function calibrationTable(shapes: readonly ShapeResult[], text: AnalysisText): Block[] {
  const withInterval = (of: Estimate): Cell[] => {
    const { value, interval } = faces(of, shapeText, text);
    return [value, interval];
  };
  const rows = shapes.flatMap(({ signal, horizonUs, calibration: of }) =>
    of === null
      ? []
      : [
          [
            cell(signal),
            cell(spanOf(horizonUs)),
            cell(countOf(of.n)),
            ...withInterval(of.brier),
            ...withInterval(of.reliability),
            ...withInterval(of.resolution),
            cell(shapeText(of.uncertainty.value)),
            ...withInterval(of.ece),
          ],
        ],
  );
  if (rows.length === 0) return [];
  return [
    heading(text.power.shape.calibrationTitle),
    table(columns(...text.power.shape.calibration), rows),
    note(text.power.shape.calibrationAbout),
  ];
}

function barrierTables(rows: readonly BarrierRow[], text: AnalysisText): Block[] {
  const words = text.power.shape;
  const estimates = rows.map(({ signal, horizonUs, n, hit, edgeBp }) => {
    const [rate, edge] = [faces(hit, hitFormat, text), faces(edgeBp, bpFormat, text)];
    const head = [cell(signal), cell(spanOf(horizonUs)), cell(countOf(n)), cell(countOf(hit.nEff))];
    return [...head, rate.value, rate.interval, edge.value, edge.interval];
  });
  const touches = rows.map(({ signal, gainShare, lossShare, meanWidthBp, meanHeldUs, uniqueness, unset }) => {
    const [gain, loss] = [faces(gainShare, hitFormat, text), faces(lossShare, hitFormat, text)];
    const both = gainShare.value === null || lossShare.value === null ? null : gainShare.value + lossShare.value;
    const held = meanHeldUs.value === null ? DASH : spanOf(meanHeldUs.value);
    return [
      ...[cell(signal), gain.value, gain.interval, loss.value, loss.interval],
      ...[cell(shareText(both === null ? null : 1 - both)), cell(plainText(meanWidthBp.value, 1)), cell(held)],
      ...[cell(plainText(uniqueness.value)), cell(countOf(unset))],
    ];
  });
  return [table(columns(...words.barriers), estimates), table(columns(...words.touches), touches)];
}

function barrierBlocks({ barriers, plan }: AnalysisResult, text: AnalysisText): Block[] {
  if (barriers === null) return [];
  const words = text.power.shape;
  const rows = barriers.filter(({ n }) => n > 0);
  const { up, down } = plan.barriers;
  return [
    heading(words.barrierTitle),
    ...(rows.length === 0 ? [note(words.barrierNone)] : barrierTables(rows, text)),
    note(words.barrierAbout(digitsText(up), digitsText(down))),
  ];
}

/** Main signals at all horizons; of the others those that found something, at the primary one. */
function isPictured(result: AnalysisResult, { signal, horizonUs }: ShapeResult): boolean {
  if (mainSignals(result).includes(signal)) return true;
  const found = result.power.find((one) => one.signal === signal && one.horizonUs === horizonUs);
  return horizonUs === result.plan.primaryUs && (finite(found?.q) ?? 1) <= FOUND_Q;
}

export function shapeSection(result: AnalysisResult, { text }: Scope): Section {
  const { shape } = result;
  const title = text.section.shape;
  if (shape === null) return { title, blocks: [note(missingText(result, text))] };
  if (shape.length === 0) return { title, blocks: [note(text.notEnough)] };
  const pictured = shape.filter((one) => isPictured(result, one));
  const pictures = pictured.flatMap((one) => [bucketChart(one, text), ...reliabilityChart(one, text)]);
  return {
    title,
    blocks: [
      note(text.power.shape.about),
      charts(pictures),
      heading(text.power.shape.bucketTitle),
      bucketTable(shape, text),
      heading(text.power.shape.monotoneTitle),
      monotoneTable(shape, text),
      note(text.power.shape.monotoneAbout),
      ...calibrationTable(shape, text),
      ...barrierBlocks(result, text),
    ],
  };
}
