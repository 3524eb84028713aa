// The report that ends a capture, as a document.

import type { CaptureEnd, CaptureResult, OffsetResult, RecoveredSegment } from '../core/pipeline/capture-result.js';
import type { GateResult } from '../core/quality/gate.js';
import type { SteadyResult } from '../core/quality/steady-gate.js';
import type { QualityReport, SymbolQuality } from '../core/quality/quality-report.js';
import { formatTime } from '../text/time.js';
import { type Cell, type ReportDocument, type Section, absent, cell, columns, note, pairs, table } from './document.js';
import { bytesText, countText, figureText, msText, spanText } from './number-text.js';
import { continuitySection, coverageSection, latencySection, streamSection } from './replay-data.js';
import { VENUE_NAMES } from './replay-head.js';
import { digestSection, gateSection } from './replay-proof.js';
import { steadyGateSection } from './steady-gate-text.js';

const ENDS: Readonly<Record<CaptureEnd, string>> = {
  interrupted: 'ended by hand',
  duration: 'its time was over',
  coverage: 'the coverage asked for is held',
  disk: 'ended in order: the disk is filling up',
  failed: 'ended by a failure',
};

/** More symbols than this: tables show those with trouble only. */
const MOST_SYMBOLS = 20;

export const offsetText = ({ offsetUs, uncertaintyUs, samples }: OffsetResult): string =>
  `${msText(offsetUs)} ± ${msText(uncertaintyUs)} ms (${samples} samples)`;

export function recoveredText({ path, outcome, tornBytes, lines, missedUs }: RecoveredSegment): string {
  if (path === null) return 'An earlier capture had left a segment without one whole line.';
  if (outcome === 'damaged') return `${path} does not agree with its seal; look at it with v13 verify.`;
  const torn = tornBytes === 0 ? 'nothing was torn' : `${countText(tornBytes)} torn bytes were moved aside`;
  const missed = missedUs === null ? '' : `; not captured since: ${spanText(missedUs)}`;
  return `Finished for an earlier capture: ${path}, ${countText(lines)} lines; ${torn}${missed}.`;
}

function runSection(result: CaptureResult, zone: string): Section {
  const { end, problem, computing, lost, segments, bytes, lines, session, files, host, environment } = result;
  const isGood = problem === null;
  const ending = problem === null ? ENDS[end] : `${ENDS[end]}: ${problem}`;
  const rows: (readonly [string, Cell])[] = [
    ['session', cell(session, 'bold')],
    ['market', cell(`${VENUE_NAMES[result.venue]}, ${environment} (${host})`)],
    ['began', cell(formatTime(result.startUs, zone))],
    ['lasted', cell(spanText(result.elapsedMs * 1000))],
    ['ended', cell(ending, isGood ? 'plain' : 'bad')],
    ...(lost.lines === 0
      ? []
      : [['not written', cell(`${countText(lost.lines)} lines, ${bytesText(lost.bytes)}`, 'bad')] as const]),
    ...(computing === null
      ? []
      : [['computing', cell(`failed: ${computing}; lines were written all the same`, 'bad')] as const]),
    ['written', cell(`${bytesText(bytes)}, ${countText(lines)} lines, ${segments.length} segments`)],
    ['files', cell(files)],
  ];
  const recovered = result.recovered.map((one) => note(recoveredText(one), 'warn'));
  return { title: 'Capture', blocks: [pairs(rows), ...recovered] };
}

const count = (value: number, bad: 'bad' | 'warn'): Cell => cell(countText(value), value === 0 ? 'plain' : bad);

function conductSection({ feed, healing, queue, pipeline, offset, syncTimes, refused }: CaptureResult): Section {
  const { p95, max, stalls } = queue;
  const times = (of: CaptureResult['pipeline'], text: (value: number) => string): Cell =>
    of === null ? absent() : cell(`p50 ${text(of.p50)}, p95 ${text(of.p95)}, p99 ${text(of.p99)}, max ${text(of.max)}`);
  const rows: (readonly [string, Cell])[] = [
    ['disconnects', count(feed.reconnects, 'warn')],
    ['planned roll-overs', cell(`${feed.rollOvers}, ${feed.rollOverResyncs} of their streams began anew`)],
    ['silences', count(feed.silences, 'warn')],
    ['frames that are no messages', count(refused, 'warn')],
    [
      'trade holes',
      cell(`${healing.holes} with ${countText(healing.missing)} trades, ${countText(healing.healed)} healed`),
    ],
    ['holes left open', count(healing.open, 'bad')],
    ['wish to synced book, ms', times(syncTimes, figureText)],
    ['receipt to computed, ms', times(pipeline, msText)],
    [
      'bytes waiting for the disk',
      cell(`p95 ${bytesText(p95)}, max ${bytesText(max)}; sockets held back ${stalls} times`),
    ],
    ["exchange's clock − ours, ms", offset === null ? absent('not measured') : cell(offsetText(offset))],
  ];
  return { title: 'Conduct', blocks: [pairs(rows)] };
}

/** Latency with the measured clock offset taken out: the whole distribution moves by it. */
function correctedSection({ quality, offset }: CaptureResult): Section[] {
  const { latency } = quality;
  if (offset === null || latency === null) return [];
  const { raw } = latency;
  const corrected = [raw.p50, raw.p95, raw.p99, raw.max].map((us) => cell(msText(us + offset.offsetUs)));
  const rows = [
    [cell('raw'), ...[raw.p50, raw.p95, raw.p99, raw.max].map((us) => cell(msText(us)))],
    [cell('corrected'), ...corrected],
  ];
  const about = note(`Corrected by the exchange's clock: ${offsetText(offset)}; n ${countText(raw.n)}.`);
  return [
    { title: 'Latency, all symbols, ms', blocks: [table(columns('', '>p50', '>p95', '>p99', '>max'), rows), about] },
  ];
}

const hasTrouble = ({ continuity, coverage }: SymbolQuality): boolean =>
  continuity.depthGaps + continuity.tradeGaps + continuity.resyncs + continuity.crossings > 0 ||
  coverage.coveredUs === 0;

/** All symbols, or those worth a look where there are many. */
function shownQuality(quality: QualityReport): QualityReport {
  if (quality.symbols.length <= MOST_SYMBOLS) return quality;
  return { ...quality, symbols: quality.symbols.filter(hasTrouble).slice(0, MOST_SYMBOLS) };
}

const gateSections = (gate: GateResult | SteadyResult | null): Section[] => {
  if (gate === null) return [];
  return [gate.gate === 'steady-30m' ? steadyGateSection(gate) : gateSection(gate)];
};

/** @param zone IANA name of the zone that times are printed in */
export function captureReport(
  result: CaptureResult,
  gate: GateResult | SteadyResult | null,
  zone = 'UTC',
): ReportDocument {
  const { symbols } = result;
  const quality = shownQuality(result.quality);
  const hidden = result.quality.symbols.length - quality.symbols.length;
  const names = symbols.length > MOST_SYMBOLS ? `${symbols.length} symbols` : symbols.join(', ');
  const rest =
    hidden === 0 ? [] : [{ title: 'Symbols', blocks: [note(`${hidden} symbols without trouble are not listed.`)] }];
  return {
    title: `v13 capture: ${names}, ${result.env.toUpperCase()}`,
    banners: [],
    sections: [
      runSection(result, zone),
      ...rest,
      streamSection(quality),
      continuitySection(quality, zone),
      ...correctedSection(result),
      latencySection(quality),
      coverageSection(quality),
      conductSection(result),
      digestSection({
        digest: { ...result.digest, symbols: hidden > 0 ? [] : result.digest.symbols },
        expectation: null,
      }),
      ...gateSections(gate),
    ],
  };
}
