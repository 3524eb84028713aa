// How good the data are: streams, continuity, latency, coverage.

import type { Distribution } from '../core/quality/distribution.js';
import type {
  IncidentReport,
  LatencyReport,
  QualityReport,
  StreamReport,
  SymbolQuality,
} from '../core/quality/quality-report.js';
import { formatTime } from '../text/time.js';
import { type Cell, type Section, absent, cell, columns, note, table } from './document.js';
import { countText, figureText, msText, percentText, spanText } from './number-text.js';

const zeroIsGood = (count: number): Cell => cell(countText(count), count === 0 ? 'plain' : 'bad');
const zeroIsUsual = (count: number): Cell => cell(countText(count), count === 0 ? 'plain' : 'warn');
const rate = (perSecond: number | null): Cell => (perSecond === null ? absent() : cell(figureText(perSecond)));

const STREAM_COLUMNS = columns(
  'symbol',
  'stream',
  '>messages',
  '>per s',
  '>nothing new/2',
  '>longest silence/1',
  '>time steps back/3',
);

function streamRow(symbol: string, one: StreamReport): Cell[] {
  return [
    cell(symbol),
    cell(one.stream),
    cell(countText(one.count)),
    rate(one.perSecond),
    cell(countText(one.idle)),
    one.silenceUs === null ? absent() : cell(spanText(one.silenceUs)),
    zeroIsUsual(one.backSteps),
  ];
}

export function streamSection({ symbols, recordedUs }: QualityReport): Section {
  const rows = symbols.flatMap(({ symbol, streams }) => streams.map((one) => streamRow(symbol, one)));
  const legend = [
    { heads: ['per s'], text: `Rates over ${spanText(recordedUs)} of recording.` },
    { heads: ['nothing new'], text: 'Nothing new: repeats, and depth that came before its snapshot.' },
  ];
  return { title: 'Streams', blocks: rows.length === 0 ? [] : [table(STREAM_COLUMNS, rows, legend)] };
}

const CONTINUITY_COLUMNS = columns(
  'symbol',
  '>depth gaps',
  '>resyncs',
  '>crossed',
  '>trade gaps',
  '>trades missing/1',
  '>disconnects/2',
  '>silences/3',
  '>clock steps/4',
);

function continuityRow({ symbol, continuity }: SymbolQuality): Cell[] {
  const { depthGaps, resyncs, crossings, tradeGaps, tradesMissing, disconnects, silences, clockSteps } = continuity;
  const counts = [depthGaps, resyncs, crossings, tradeGaps, tradesMissing, disconnects, silences, clockSteps];
  return [cell(symbol), ...counts.map(zeroIsGood)];
}

function spanRow(symbol: string, span: Distribution | null): Cell[] {
  if (span === null) return [cell(symbol), absent('no depth')];
  const values = [countText(span.n), figureText(span.mean), figureText(span.p95), countText(span.max)];
  return [cell(symbol), ...values.map((text) => cell(text))];
}

function recoveryText({ symbol, continuity }: SymbolQuality): string[] {
  const { recovery, unhealed } = continuity;
  const healed =
    recovery === null
      ? []
      : [
          `${symbol}: from gap to resync median ${spanText(recovery.p50)}, longest ${spanText(recovery.max)} (n ${recovery.n}).`,
        ];
  return unhealed === 0 ? healed : [...healed, `${symbol}: ${unhealed} lost books were not begun again.`];
}

/** How many incidents are listed for people; the JSON document has more. */
const LISTED = 10;

function incidentText(one: IncidentReport): string {
  const name = one.kind.replace('_', ' ');
  if (one.kind === 'resync') {
    return one.recoveryUs === null ? name : `${name}, ${spanText(one.recoveryUs)} after the gap`;
  }
  if (one.bidTicks !== null && one.askTicks !== null) {
    return `book crossed: bid ${countText(one.bidTicks)}, ask ${countText(one.askTicks)} ticks`;
  }
  if (one.stream === null || one.fromId === null || one.toId === null) return name;
  if (one.stream === 'depth') return `depth gap: after id ${one.fromId} came ${one.toId}`;
  return `trade gap: ids ${one.fromId} to ${one.toId} missing (${countText(one.toId - one.fromId + 1)})`;
}

export function continuitySection(quality: QualityReport, zone: string): Section {
  const { symbols, incidents, incidentCount } = quality;
  const listed = incidents
    .slice(0, LISTED)
    .map((one) => [cell(formatTime(one.timeUs, zone)), cell(one.symbol ?? 'all'), cell(incidentText(one))]);
  const more = incidentCount - listed.length;
  if (symbols.length === 0) return { title: 'Continuity', blocks: [] };
  return {
    title: 'Continuity',
    blocks: [
      table(CONTINUITY_COLUMNS, symbols.map(continuityRow)),
      ...symbols.flatMap((one) => recoveryText(one).map((text) => note(text, 'warn'))),
      table(columns('time', 'symbol', 'what'), listed),
      ...(more > 0 ? [note(`and ${countText(more)} more`)] : []),
      table(
        columns('ids a depth message', '>n', '>mean', '>p95', '>max'),
        symbols.map(({ symbol, continuity }) => spanRow(symbol, continuity.batchSpan)),
      ),
    ],
  };
}

const EXCESS_TEXT =
  'exc.: excess over the trailing 10-min minimum of all streams together, which takes a constant clock offset out.';

const LATENCY_COLUMNS = columns(
  'latency, ms',
  'stream',
  '>n',
  '>p50',
  '>p95',
  '>p99/1',
  '>min/3',
  '>exc. p50/2',
  '>exc. p95',
  '>exc. p99/1',
);

function latencyRow(symbol: string, stream: string, latency: LatencyReport | null): Cell[] {
  if (latency === null) return [cell(symbol), cell(stream), absent('no E')];
  const { raw, excess } = latency;
  const values = [raw.p50, raw.p95, raw.p99, raw.min, excess.p50, excess.p95, excess.p99];
  return [cell(symbol), cell(stream), cell(countText(raw.n)), ...values.map((us) => cell(msText(us)))];
}

function latencyRows({ symbol, streams, latency }: SymbolQuality): Cell[][] {
  const own = streams.filter(({ stream }) => stream !== 'snapshot' && stream !== 'other');
  return [latencyRow(symbol, 'all', latency), ...own.map((one) => latencyRow('', one.stream, one.latency))];
}

export function latencySection({ symbols, latency, recordedUs }: QualityReport): Section {
  if (symbols.length === 0) return { title: 'Latency', blocks: [] };
  const absurd = symbols.flatMap(({ streams }) => streams).reduce((sum, { absurdTimes }) => sum + absurdTimes, 0);
  const offset =
    latency === null
      ? []
      : [
          note(
            `Clock offset estimate (smallest latency, shortest way included): ${msText(latency.raw.min)} ms. ` +
              (latency.raw.min < 0 ? "Below 0: the recorder's clock was behind the exchange's." : ''),
            latency.raw.min < 0 ? 'warn' : 'dim',
          ),
        ];
  return {
    title: `Latency (receive time − E, window: all ${spanText(recordedUs)})`,
    blocks: [
      table(LATENCY_COLUMNS, symbols.flatMap(latencyRows), [
        { heads: ['exc. p50', 'exc. p95', 'exc. p99'], text: EXCESS_TEXT },
      ]),
      ...offset,
      ...(absurd === 0 ? [] : [note(`${countText(absurd)} messages carry a time too far off to be used.`, 'warn')]),
    ],
  };
}

function coverageRow({ symbol, coverage, continuity }: SymbolQuality): Cell[] {
  const { coveredUs, spanUs, share } = coverage;
  const seconds = (us: number): Cell => cell(`${figureText(us / 1_000_000)} s`);
  const reason = continuity.snapshots === 0 ? 'the book never had a snapshot' : '';
  const tone = share !== null && share >= 0.99 ? 'plain' : 'warn';
  return [
    cell(symbol),
    seconds(coveredUs),
    seconds(spanUs),
    share === null ? absent() : cell(percentText(share), tone),
    cell(reason, 'warn'),
  ];
}

export function coverageSection({ symbols }: QualityReport): Section {
  if (symbols.length === 0) return { title: 'Coverage', blocks: [] };
  return {
    title: 'Coverage (book synced, not crossed, connection up)',
    blocks: [table(columns('symbol', '>covered', '>of', '>share', ''), symbols.map(coverageRow))],
  };
}
