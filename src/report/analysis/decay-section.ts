// How fast a signal fades: edge over the horizon, hit rate over the latency, half-life, and how the table was made.

import type { AnalysisResult, Endpoint } from '../../core/analysis/result.js';
import type { Estimate } from '../../core/analysis/estimate.js';
import type { DecayPoint } from '../../core/analysis/result-power.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { axisAround, ordinalAxis, spread } from '../chart/axis.js';
import type { Axis, Chart, LinePlot, Mark, Series } from '../chart/chart.js';
import {
  type Block,
  type Cell,
  type Section,
  cell,
  charts,
  columns,
  heading,
  note,
  pairs,
  table,
} from '../document.js';
import { DASH, bpFormat, countOf, faces, finite, hitFormat, shareText, signedText, spanOf } from './figures.js';
import { type Scope, mainSignals } from './scope.js';

/** Onsets where there are any, so that a chart shows what the verdict was made of. */
function chosen(points: readonly DecayPoint[]): DecayPoint[] {
  const best = points.some(({ scheme, hit }) => scheme === 'onset' && hit.value !== null) ? 'onset' : points[0]?.scheme;
  return points.filter(({ scheme }) => scheme === best);
}

const unique = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

interface Curve {
  readonly points: readonly DecayPoint[];
  readonly at: 'horizonUs' | 'latencyUs';
  readonly what: 'hit' | 'edgeBp';
}

function marksOf({ points, at, what }: Curve, places: readonly number[]): Mark[] {
  return places.map((place, x) => {
    const of = points.find((point) => point[at] === place)?.[what];
    return { x, y: finite(of?.value), low: finite(of?.low), high: finite(of?.high) };
  });
}

const percentAxis = (label: string, values: readonly (number | null)[]): Axis =>
  axisAround({ label, values, text: (at) => shareText(at, 0), least: 0, most: 1 });

function edgeCharts({ decay, plan }: AnalysisResult, signals: readonly string[], text: AnalysisText): Chart[] {
  const words = text.power.decay;
  const places = unique(decay.horizons.map(({ horizonUs }) => horizonUs));
  return signals.flatMap((signal): Chart[] => {
    const points = chosen(decay.horizons.filter((one) => one.signal === signal));
    const marks = marksOf({ points, at: 'horizonUs', what: 'edgeBp' }, places);
    if (marks.every(({ y }) => y === null)) return [];
    const y = axisAround({ label: words.edgeAxis, values: [0, ...spread(marks)], text: signedText });
    const x = ordinalAxis(text.market.horizonAxis, places.map(spanOf));
    const series = [{ name: signal, look: 'line', marks } as const];
    const plot: LinePlot = { kind: 'lines', x, y, series, references: [{ at: 0, text: '' }], diagonal: false };
    return [{ title: words.edgeChart(signal), about: words.edgeAbout(spanOf(plan.latencyUs)), plot }];
  });
}

/** One line a horizon; only the primary one wears its band, or they would hide each other. */
function hitSeries(points: readonly DecayPoint[], places: readonly number[], primaryUs: number): Series[] {
  return unique(points.map(({ horizonUs }) => horizonUs)).flatMap((horizonUs): Series[] => {
    const own = points.filter((one) => one.horizonUs === horizonUs);
    const marks = marksOf({ points: own, at: 'latencyUs', what: 'hit' }, places);
    if (marks.every(({ y }) => y === null)) return [];
    const bare = marks.map((mark) => ({ ...mark, low: null, high: null }));
    return [{ name: spanOf(horizonUs), look: 'line', marks: horizonUs === primaryUs ? marks : bare }];
  });
}

function hitCharts(
  { decay, plan, endpoints }: AnalysisResult,
  signals: readonly string[],
  text: AnalysisText,
): Chart[] {
  const words = text.power.decay;
  const places = unique(decay.latencies.map(({ latencyUs }) => latencyUs));
  return signals.flatMap((signal): Chart[] => {
    const points = chosen(decay.latencies.filter((one) => one.signal === signal));
    const series = hitSeries(points, places, plan.primaryUs);
    if (series.length === 0) return [];
    const bar = barOf(endpoints, signal);
    const references = [{ at: 0.5, text: words.coin }, ...(bar === null ? [] : [{ at: bar, text: words.bar }])];
    const values = [...references.map(({ at }) => at), ...series.flatMap(({ marks }) => spread(marks))];
    const x = ordinalAxis(words.latencyAxis, places.map(spanOf));
    const y = percentAxis(words.hitAxis, values);
    const plot: LinePlot = { kind: 'lines', x, y, series, references, diagonal: false };
    return [{ title: words.hitChart(signal), about: words.hitAbout(spanOf(plan.primaryUs)), plot }];
  });
}

const barOf = (endpoints: readonly Endpoint[], signal: string): number | null =>
  finite(endpoints.find((one) => one.signal === signal && one.kind === 'target')?.bar);

function figures(point: DecayPoint, text: AnalysisText): Cell[] {
  const hit = faces(point.hit, hitFormat, text);
  const edge = faces(point.edgeBp, bpFormat, text);
  return [
    cell(text.power.decay.scheme[point.scheme], 'dim'),
    edge.n,
    cell(countOf(point.ties)),
    hit.value,
    hit.interval,
    edge.value,
    edge.interval,
  ];
}

function horizonTable(points: readonly DecayPoint[], text: AnalysisText): Block {
  const rows = points.map((one) => [cell(one.signal), cell(spanOf(one.horizonUs)), ...figures(one, text)]);
  return table(columns(...text.power.decay.byHorizon), rows);
}

function latencyTable(points: readonly DecayPoint[], text: AnalysisText): Block {
  const rows = points.map((one) => [
    cell(one.signal),
    cell(spanOf(one.horizonUs)),
    cell(spanOf(one.latencyUs)),
    ...figures(one, text),
  ]);
  return table(columns(...text.power.decay.byLatency), rows);
}

const roughSpan = (us: number): string => spanOf(Number(us.toPrecision(2)));

const halfReason = ({ reason }: Estimate, { power: { decay: words }, reason: reasons }: AnalysisText): string =>
  reason === null || reason === 'not_reached' ? words.notHalved : reasons[reason];

/** `[20 ms, 90 ms]`; an end beyond the last latency is left open. */
function halfInterval({ low, high }: Estimate): string {
  if (low === null) return DASH;
  return high === null ? `≥ ${roughSpan(low)}` : `[${roughSpan(low)}, ${roughSpan(high)}]`;
}

function halfTable(result: AnalysisResult, { text, isBrief }: Scope): Block[] {
  const words = text.power.decay;
  const main = mainSignals(result);
  const shown = result.decay.halfLife.filter(
    ({ signal, latencyUs }) => !isBrief || (latencyUs.value !== null && main.includes(signal)),
  );
  if (shown.length === 0) return [];
  const rows = shown.map(({ signal, horizonUs, latencyUs }) => [
    cell(signal),
    cell(spanOf(horizonUs)),
    latencyUs.value === null ? cell(halfReason(latencyUs, text), 'dim') : cell(roughSpan(latencyUs.value)),
    cell(halfInterval(latencyUs)),
  ]);
  return [heading(words.halfTitle), table(columns(...words.half), rows), note(words.halfAbout)];
}

const recipeBlocks = ({ decay }: AnalysisResult, { text, words }: Scope): Block[] =>
  decay.recipe.length === 0
    ? []
    : [
        heading(text.power.decay.recipe),
        pairs(decay.recipe.map(([key, value]) => [words.label(key), cell(words.message(value))])),
      ];

/** One row a signal, one column a place: enough to see how a figure fades. */
function pivot(
  points: readonly DecayPoint[],
  at: 'horizonUs' | 'latencyUs',
  face: (point: DecayPoint) => string,
): Block {
  const places = unique(points.map((one) => one[at]));
  const signals = [...new Set(points.map(({ signal }) => signal))];
  const rows = signals.map((signal) => [
    cell(signal, 'bold'),
    ...places.map((place) => {
      const found = points.find((one) => one.signal === signal && one[at] === place);
      return cell(found === undefined ? DASH : face(found));
    }),
  ]);
  return table(columns('', ...places.map((place) => `>${spanOf(place)}`)), rows);
}

function briefDecay(result: AnalysisResult, scope: Scope): Block[] {
  const { decay, plan } = result;
  const { decay: words } = scope.text.power;
  const main = mainSignals(result);
  const isMain = ({ signal, scheme }: DecayPoint): boolean => main.includes(signal) && scheme === 'onset';
  const latencies = decay.latencies.filter((one) => isMain(one) && one.horizonUs === plan.primaryUs);
  return [
    heading(words.hitsByLatency(spanOf(plan.primaryUs))),
    pivot(latencies, 'latencyUs', ({ hit }) => shareText(hit.value)),
    heading(words.edgesByHorizon(spanOf(plan.latencyUs))),
    pivot(decay.horizons.filter(isMain), 'horizonUs', ({ edgeBp }) => signedText(edgeBp.value)),
    ...halfTable(result, scope),
  ];
}

export function decaySection(result: AnalysisResult, scope: Scope): Section {
  const { text, isFull } = scope;
  const words = text.power.decay;
  const { decay, plan } = result;
  const main = mainSignals(result);
  const isWanted = (point: DecayPoint): boolean => isFull || (main.includes(point.signal) && point.scheme === 'onset');
  const horizons = decay.horizons.filter(isWanted);
  const latencies = decay.latencies.filter((one) => isWanted(one) && (isFull || one.horizonUs === plan.primaryUs));
  if (decay.horizons.length + decay.latencies.length === 0) {
    return { title: text.section.decay, blocks: [note(words.none), ...recipeBlocks(result, scope)] };
  }
  if (scope.isBrief) return { title: text.section.decay, blocks: briefDecay(result, scope) };
  return {
    title: text.section.decay,
    blocks: [
      note(words.about),
      charts([...edgeCharts(result, main, text), ...hitCharts(result, main, text)]),
      heading(words.horizonTitle(spanOf(plan.latencyUs))),
      horizonTable(horizons, text),
      heading(words.latencyTitle(isFull ? plan.horizonsUs.map(spanOf).join(', ') : spanOf(plan.primaryUs))),
      latencyTable(latencies, text),
      ...halfTable(result, scope),
      ...recipeBlocks(result, scope),
    ],
  };
}
