// Where the data come from and how good they are.

import type { AnalysisResult } from '../../core/analysis/result.js';
import type { ProvenanceResult } from '../../core/analysis/result-market.js';
import type { AnalysisText } from '../../text/analysis-text.js';
import { formatTime } from '../../text/time.js';
import { axisAround } from '../chart/axis.js';
import type { Chart, Whisker, WhiskerPlot } from '../chart/chart.js';
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
import { countOf, digitsText, finite, plainText, shareText, spanOf } from './figures.js';
import { type Scope, environmentText } from './scope.js';

const LEVELS = ['p50', 'p95', 'p99'] as const;

function percentiles(values: readonly number[] | null, text: AnalysisText): Cell {
  if (values === null) return absent(text.market.noLatency);
  const [p50, p95, p99] = values;
  return cell(text.market.percentiles(digitsText(p50), digitsText(p95), digitsText(p99)));
}

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
      ] as const
    ).flatMap(([name, count, shown]) =>
      isBrief && count <= (name === key.segments ? 1 : 0) ? [] : [[name, shown] as const],
    ),
    [key.stale, cell(shareText(from.staleShare, 2))],
    ...(isBrief ? [] : [[key.latency, percentiles(from.latencyMs, text)] as const]),
    [key.excess, percentiles(from.latencyExcessMs, text)],
    ...(from.session === null ? [] : [[key.session, cell(from.session)] as const]),
  ]);
}

function latencyChart({ latencyExcessMs }: ProvenanceResult, { market: words }: AnalysisText): Chart[] {
  if (latencyExcessMs === null) return [];
  const none = { group: null, low: null, high: null, target: null };
  const rows = LEVELS.map((label, k): Whisker => {
    const value = finite(latencyExcessMs[k]);
    return { ...none, label, value, text: `${digitsText(value)} ms` };
  });
  const x = axisAround({
    label: words.latencyAxis,
    values: [0, ...rows.map(({ value }) => value)],
    text: plainText,
    least: 0,
  });
  const plot: WhiskerPlot = { kind: 'whiskers', x, rows, references: [] };
  return [{ title: words.latencyChart, about: words.latencyAbout, plot }];
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
    cell(seconds > 0 ? plainText(messages / seconds, 1) : '–'),
  ]);
  const latency = scope.isBrief ? [] : latencyChart(from, text);
  return {
    title: text.section.provenance,
    blocks: [
      pairBlock(result, scope),
      ...from.warnings.map((warning) => note(scope.words.message(warning), 'warn')),
      ...(streams.length === 0 || scope.isBrief
        ? []
        : [heading(text.market.streamTitle), table(columns(...text.market.streams), streams)]),
      ...(latency.length === 0 ? [] : [charts(latency)]),
      ...(from.inputs.length === 0 || scope.isBrief ? [] : [heading(text.market.inputTitle), inputTable(from, scope)]),
    ],
  };
}
