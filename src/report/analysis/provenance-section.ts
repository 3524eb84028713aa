// Where the data come from and how good they are.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { ProvenanceResult } from '../../core/analysis/result-market.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { formatTime } from '../../text/time.js';
import { axisAround } from '../chart/axis.js';
import type { Axis, Chart, LinePlot, Mark } from '../chart/chart.js';
import {
  type Block,
  type Cell,
  type Section,
  absent,
  cell,
  charts,
  columns,
  heading,
  note,
  pairs,
  table,
} from '../document.js';
import { countOf, digitsText, finite, plainText, shareText, signedText, spanOf } from './figures.js';
import { type Scope, environmentText } from './scope.js';

/** Shares whose latency a table shows. */
const SHOWN_SHARES: readonly number[] = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999, 1];
/** Below this all latencies are one place on the axis, ms. */
const LEAST_MS = 0.1;

function percentiles(values: readonly number[] | null, text: AnalysisText): Cell {
  if (values === null) return absent(text.market.noLatency);
  const [p50, p95, p99] = values;
  return cell(text.market.percentiles(digitsText(p50), digitsText(p95), digitsText(p99)));
}

function clockCell({ clock }: ProvenanceResult, { market: words }: AnalysisText): Cell {
  const { leastLatencyMs: least, steps } = clock;
  if (finite(least) === null) return absent(words.noLatency);
  return cell(words.clockText(signedText(least), countOf(steps)), steps === 0 ? 'plain' : 'warn');
}

/** Messages a second; what came does not round to nothing. */
const rateText = (rate: number): string => (rate > 0 && rate < 0.05 ? '< 0.1' : plainText(rate, 1));

const trouble = (count: number): Cell => cell(countOf(count), count === 0 ? 'plain' : 'warn');

function pairBlock(result: AnalysisResult, { text, zone, isBrief }: Scope): Block {
  const { key, covered } = text.market;
  const { provenance: from } = result;
  const environment = `${environmentText(result, text)}, ${text.market.venue[result.venue]}`;
  const symbol = result.lead === null ? result.symbol : `${result.symbol} (${result.lead})`;
  return pairs([
    [key.environment, cell(environment, result.env === 'mainnet' ? 'plain' : 'warn')],
    ...(isBrief ? [] : [[key.symbol, cell(symbol)] as const]),
    [
      key.span,
      from.lastUs > from.firstUs
        ? cell(`${formatTime(from.firstUs, zone)} … ${formatTime(from.lastUs, zone)}`)
        : absent(text.reason.too_short),
    ],
    ...(isBrief ? [] : [[key.length, cell(spanOf(Math.max(0, from.lastUs - from.firstUs)))] as const]),
    [key.covered, cell(covered(spanOf(from.coveredUs), shareText(from.coverage)))],
    ...(
      [
        [key.segments, from.segments, cell(countOf(from.segments))],
        [key.depthGaps, from.depthGaps, trouble(from.depthGaps)],
        [key.tradeGaps, from.tradeGaps, trouble(from.tradeGaps)],
        [key.resyncs, from.resyncs, trouble(from.resyncs)],
        [key.disconnects, from.disconnects, trouble(from.disconnects)],
        [key.silences, from.silences, trouble(from.silences)],
      ] as const
    ).flatMap(([name, count, shown]) =>
      isBrief && count <= (name === key.segments ? 1 : 0) ? [] : [[name, shown] as const],
    ),
    [key.stale, cell(shareText(from.staleShare, 2))],
    ...(isBrief ? [] : [[key.latency, percentiles(from.latencyMs, text)] as const]),
    [key.excess, percentiles(from.latencyExcessMs, text)],
    ...(isBrief ? [] : [[key.clock, clockCell(from, text)] as const]),
  ]);
}

/** Powers of ten around the latencies, with their halves and fifths where there are few; positions are logarithms. */
function latencyAxis(most: number, label: string): Axis {
  const to = Math.max(1, Math.ceil(Math.log10(Math.max(most, 1))));
  const from = Math.log10(LEAST_MS);
  const places = Array.from({ length: to - from + 1 }, (_, k) => from + k);
  const factors = places.length > 4 ? [1] : [1, 2, 5];
  const ticks = places.flatMap((power) =>
    factors.map((factor) => ({ at: power + Math.log10(factor), text: digitsText(factor * 10 ** power) })),
  );
  return { label, from, to, ticks: ticks.filter(({ at }) => at <= to) };
}

function latencyChart(curve: NonNullable<ProvenanceResult['latencyCurve']>, { market: words }: AnalysisText): Chart {
  const inside = curve.filter(({ share }) => share < 1);
  const marks = inside.map(({ share, excessMs }): Mark => ({
    x: Math.log10(Math.max(excessMs, LEAST_MS)),
    ...{ y: share, low: null, high: null },
  }));
  const most = Math.max(...inside.map(({ excessMs }) => excessMs));
  const plot: LinePlot = {
    kind: 'lines',
    x: latencyAxis(most, words.latencyAxis),
    y: axisAround({ label: words.shareAxis, values: [0, 1], text: (at) => shareText(at, 0), least: 0, most: 1 }),
    series: [{ name: words.latencyChart, look: 'line', marks }],
    references: [{ at: 0.95, text: 'p95' }],
    diagonal: false,
  };
  return { title: words.latencyChart, about: words.latencyChartAbout, plot, isTabled: true };
}

function latencyBlocks({ latencyCurve: curve }: ProvenanceResult, text: AnalysisText): Block[] {
  const { market: words } = text;
  if (curve === null) return [];
  const rows = curve
    .filter(({ share }) => SHOWN_SHARES.includes(share))
    .map(({ share, ms, excessMs }) => {
      const name = share === 0 ? words.least : share === 1 ? words.greatest : `p${plainText(share * 100, 1)}`;
      return [cell(name.replace(/\.0$/, '')), cell(digitsText(ms)), cell(digitsText(excessMs))];
    });
  return [
    heading(words.latencyTitle),
    table(columns(...words.latencyHead), rows),
    note(words.latencyAbout),
    charts([latencyChart(curve, text)]),
  ];
}

function inputTable({ inputs }: ProvenanceResult, { text, isFull }: Scope): Block {
  const rows = inputs.map(({ path, bytes, sha256, from }) => [
    cell(path),
    cell(text.market.readAs[from]),
    cell(countOf(bytes)),
    sha256 === null ? absent() : cell(isFull ? sha256 : `${sha256.slice(0, 16)}…`, 'dim'),
  ]);
  return table(columns(...text.market.files), rows);
}

export function provenanceSection(result: AnalysisResult, scope: Scope): Section {
  const { provenance: from } = result;
  const { text } = scope;
  const seconds = from.coveredUs / 1_000_000;
  const streams = from.streams.map(({ stream, messages }) => [
    cell(stream),
    cell(countOf(messages)),
    cell(seconds > 0 ? rateText(messages / seconds) : '–'),
  ]);
  return {
    title: text.section.provenance,
    blocks: [
      ...(scope.isBrief ? [] : [note(text.market.qualityAbout)]),
      pairBlock(result, scope),
      ...(streams.length === 0 || scope.isBrief
        ? []
        : [heading(text.market.streamTitle), table(columns(...text.market.streams), streams)]),
      ...(scope.isBrief ? [] : latencyBlocks(from, text)),
      ...(from.inputs.length === 0 || scope.isBrief ? [] : [heading(text.market.inputTitle), inputTable(from, scope)]),
    ],
  };
}
