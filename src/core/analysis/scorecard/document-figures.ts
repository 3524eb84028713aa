// What each kind of document says about the gates: figures by name, the environment, and how much it rests on.

import { type Environment, environmentOf } from '../../market/instrument.js';
import type { Verdict } from '../estimate.js';
import { type Json, figure, figuresIn, largest, least, listIn, numberIn, placeIn, textIn } from './figure.js';
import type { Evidence, EvidenceKind, Figure } from './scorecard.js';

/** What a document alone tells; where it lies and whether it still holds is known to who read it. */
export type DocumentEvidence = Pick<Evidence, 'kind' | 'env' | 'seconds' | 'preferred' | 'figures'>;

/** The horizon that the original design names. */
const HORIZON_US = 60_000_000;
const PRIMARIES: readonly string[] = ['ofi', 'cvd', 'fusion', 'divergence'];
const HOUR_US = 3_600_000_000;

/** Documents name it `env` or, as people read it, `environment`. */
const envOf = (document: Json): Environment =>
  environmentOf((textIn(document, 'env') ?? textIn(document, 'environment') ?? '').toLowerCase()) ?? 'unstated';

const VERDICTS: readonly Verdict[] = ['PASS', 'FAIL', 'INCONCLUSIVE'];
const verdictIn = (document: unknown, place: string): Verdict | null =>
  VERDICTS.find((one) => one === textIn(document, place)) ?? null;

/** metrics.json: one run, to its last ten seconds. Latency by the measured offset; without one it stays open. */
function ofMetrics(document: Json): DocumentEvidence {
  const seconds = numberIn(document, 'uptime_s') ?? 0;
  const messages = numberIn(document, 'total_messages');
  const offset = numberIn(document, 'clock.offset_ms');
  const latency = (quantile: string): Figure => {
    if (offset !== null) return figure(numberIn(document, `latency_event_ms.corrected.run.${quantile}`));
    const raw = numberIn(document, `latency_event_ms.raw.run.${quantile}`);
    return figure(raw, { verdict: 'INCONCLUSIVE', note: 'as received: the clock offset was not measured' });
  };
  const at = (place: string): Figure => figure(numberIn(document, place));
  return {
    kind: 'capture',
    env: envOf(document),
    seconds,
    preferred: false,
    figures: {
      'steady.seconds': figure(seconds),
      'steady.rate': figure(messages === null || seconds <= 0 ? null : messages / seconds),
      'steady.latency_p50': latency('p50'),
      'steady.latency_p95': latency('p95'),
      'steady.latency_p99': latency('p99'),
      'steady.latency_max': latency('max'),
      'steady.breaks': at('breaks'),
      'steady.resyncs': at('resyncs'),
      'steady.reconnects': at('reconnects'),
      'steady.batch_span': at('batch_span.p95'),
      'steady.log_queue': at('log_queue.p95'),
      'steady.log_drops': at('log_queue.drops'),
      'steady.written': at('storage.bytes'),
      'steady.rotations': at('storage.segment'),
      end_to_end_ms: at('latency_pipeline_ms.run.p99'),
    },
  };
}

/** Rows of the gate `steady-30m` by the names of the scorecard. */
const STEADY_ROWS: Readonly<Record<string, string>> = {
  duration: 'steady.seconds',
  'message rate': 'steady.rate',
  'latency p50': 'steady.latency_p50',
  'latency p95': 'steady.latency_p95',
  'latency p99': 'steady.latency_p99',
  'latency max, hard cap': 'steady.latency_max',
  breaks: 'steady.breaks',
  resyncs: 'steady.resyncs',
  reconnects: 'steady.reconnects',
  'batch_span p95': 'steady.batch_span',
  'log queue p95': 'steady.log_queue',
  'log drops': 'steady.log_drops',
  'NDJSON written': 'steady.written',
  rotations: 'steady.rotations',
};

/** `v13 capture --gate steady-30m --json`: judged by the capture itself; a shorter length asked for does not count. */
function ofCapture(document: Json): DocumentEvidence {
  const rows = textIn(document, 'gate.gate') === 'steady-30m' ? listIn(document, 'gate.rows') : [];
  const named = rows.flatMap((row): [string, Figure][] => {
    const key = STEADY_ROWS[textIn(row, 'name') ?? ''];
    if (key === undefined) return [];
    const verdict = key === 'steady.seconds' ? null : verdictIn(row, 'verdict');
    return [[key, figure(numberIn(row, 'measured'), { verdict, note: textIn(row, 'note') })]];
  });
  return {
    kind: 'capture',
    env: envOf(document),
    seconds: numberIn(document, 'seconds') ?? 0,
    preferred: named.length > 0,
    figures: { ...Object.fromEntries(named), end_to_end_ms: figure(numberIn(document, 'pipelineMs.p99')) },
  };
}

const NS_PER_MS = 1_000_000;
const STAGE_FIGURES = { ofi: 'ofi_ms', cvd: 'cvd_ms', fusion: 'fusion_ms' } as const;

function timesOf(document: Json): Record<string, Figure> {
  const stages = listIn(document, 'timings.stages');
  const found = Object.entries(STAGE_FIGURES).map(([name, key]): [string, Figure] => {
    const stage = stages.find((one) => one['stage'] === name);
    const p99 = numberIn(stage, 'time.p99');
    const few = placeIn(stage, 'within') === null;
    const note = few ? 'fewer than 100 were measured' : null;
    return [key, figure(p99 === null ? null : p99 / NS_PER_MS, { verdict: few ? 'INCONCLUSIVE' : null, note })];
  });
  return Object.fromEntries(found);
}

/** Of the symbol that has the smallest share. */
function knownShare(document: Json, signal: 'ofiZ' | 'cvdZ'): number | null {
  return least(
    listIn(document, 'health').map((one) => {
      const n = numberIn(one, `${signal}.n`);
      const absent = listIn(one, `${signal}.nulls`).reduce((sum, row) => sum + (numberIn(row, 'rows') ?? 0), 0);
      return n === null || n + absent === 0 ? null : n / (n + absent);
    }),
  );
}

function ofReplay(document: Json): DocumentEvidence {
  return {
    kind: 'replay',
    env: envOf(document),
    seconds: numberIn(document, 'span.recordedSeconds') ?? 0,
    preferred: false,
    figures: {
      ...timesOf(document),
      ofi_known: figure(knownShare(document, 'ofiZ')),
      cvd_known: figure(knownShare(document, 'cvdZ')),
    },
  };
}

/** Endpoints are judged by their report: with intervals, gates and Holm's level, not by the bare rate. */
function endpointFigures(document: Json): Record<string, Figure> {
  const targets = listIn(document, 'endpoints').filter(({ kind }) => kind === 'target');
  const rates = targets.map((one): [string, Figure] => {
    const failed = listIn(one, 'gates').filter(({ passed }) => passed !== true);
    const names = failed.map((gate) => textIn(gate, 'gate') ?? '').join(', ');
    const note = failed.length === 0 ? null : `not held in the report: ${names}`;
    const verdict = verdictIn(one, 'verdict') ?? 'INCONCLUSIVE';
    return [`hit.${textIn(one, 'signal') ?? ''}`, figure(numberIn(one, 'hit.value'), { verdict, note })];
  });
  const fusion = targets.find(({ signal }) => signal === 'fusion');
  const gain = numberIn(fusion, 'paired.lower');
  // A bound below nought shows nothing either way: only the pair itself can show that fusion is worse.
  const worse = (numberIn(fusion, 'paired.difference.high') ?? 0) < 0;
  const verdict = gain !== null && gain > 0 ? null : worse ? 'FAIL' : 'INCONCLUSIVE';
  return { ...Object.fromEntries(rates), fusion_gain: figure(gain, { verdict }) };
}

/** Null where none of the original's endpoints was asked: a study of somebody's own signals. */
function ofAnalysis(document: Json): DocumentEvidence | null {
  const isOriginal = ({ kind, signal }: Json): boolean => kind === 'target' && PRIMARIES.includes(String(signal));
  if (!listIn(document, 'endpoints').some(isOriginal)) return null;
  const coveredUs = numberIn(document, 'provenance.coveredUs');
  const horizonUs = numberIn(document, 'plan.primaryUs');
  const isAsAsked = horizonUs === HORIZON_US && textIn(document, 'lead') === null;
  const note = isAsAsked ? null : `judged at a horizon of ${(horizonUs ?? 0) / 1e6} s instead of 60 s`;
  const hits = endpointFigures(document);
  // Another question is no answer to this one.
  const shown = isAsAsked
    ? hits
    : Object.fromEntries(
        Object.entries(hits).map(([key, one]) => [key, { ...one, verdict: 'INCONCLUSIVE' as const, note }]),
      );
  return {
    kind: 'analysis',
    env: envOf(document),
    seconds: (coveredUs ?? 0) / 1e6,
    preferred: isAsAsked,
    figures: { coverage: figure(coveredUs === null ? null : coveredUs / HOUR_US), ...shown },
  };
}

/** Reports of runs that state their figures by name. */
function ofFigures(document: Json, kind: EvidenceKind): DocumentEvidence {
  return {
    kind,
    env: envOf(document),
    seconds: numberIn(document, 'seconds') ?? 0,
    preferred: false,
    figures: figuresIn(document),
  };
}

const READERS: Readonly<Record<string, (document: Json) => DocumentEvidence | null>> = {
  'v13.metrics/1': ofMetrics,
  'v13.capture/1': ofCapture,
  'v13.replay/1': ofReplay,
  // What the gates read stands in the same places in both versions.
  'v13.analyze/1': ofAnalysis,
  'v13.analyze/2': ofAnalysis,
  'v13.trade/1': (document) => ofFigures(document, 'trade'),
  'v13.train/1': (document) => ofFigures(document, 'train'),
};

/** Null where the document is of another kind. */
export function evidenceIn(document: Json): DocumentEvidence | null {
  const read = READERS[textIn(document, 'schema') ?? ''];
  return read === undefined ? null : read(document);
}

/** Files that the document was made from: names without folders, and sizes. */
export function inputsOf(document: Json): { readonly name: string; readonly bytes: number | null }[] {
  const list = [...listIn(document, 'provenance.inputs'), ...listIn(document, 'inputs')];
  return list.flatMap((one) => {
    const path = textIn(one, 'path');
    return path === null ? [] : [{ name: path.split(/[\\/]/).at(-1) ?? path, bytes: numberIn(one, 'bytes') }];
  });
}

/** Last receive time that it has seen, µs; null where it does not say. */
export const lastUsOf = (document: Json): number | null =>
  largest([numberIn(document, 'provenance.lastUs') ?? numberIn(document, 'span.lastUs')]);
