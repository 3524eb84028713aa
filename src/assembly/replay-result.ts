// What a replay has found, collected into the one value that reports are made from.

import type {
  DigestExpectation,
  ReplayInput,
  ReplayProblem,
  ReplayProblems,
  ReplayResult,
} from '../core/pipeline/replay-result.js';
import type { ChainConfig } from '../core/pipeline/config.js';
import { type GateName, judgeGate } from '../core/quality/gate.js';
import { type QualityReport, qualityReport } from '../core/quality/quality-report.js';
import { rowHealth } from '../core/quality/row-health.js';
import { stageReports } from '../core/quality/stage-timing.js';
import { machine } from '../platform/machine.js';
import { SOFTWARE } from '../platform/version.js';
import { formatTime } from '../text/time.js';
import { readDigest } from './digest.js';
import type { Recording } from './recording.js';
import { REFUSALS, type ReplayRun, replayedSymbols } from './replay.js';

export interface ReplayFacts {
  readonly chain: ChainConfig;
  readonly chainFrom: string;
  readonly range: { readonly fromUs: number | null; readonly toUs: number | null };
  readonly timingEvery: number | null;
  readonly gate: GateName | null;
  readonly warnings: readonly string[];
  readonly elapsedMs: number;
}

function inputsOf(recording: Recording): ReplayInput[] {
  return recording.opened.inputs.map((input) => ({
    path: input.path,
    format: input.format,
    formatFrom: input.formatFrom,
    compression: input.compression,
    bytes: input.bytesTotal,
    session: input.session?.session ?? null,
  }));
}

const problemsOf = (
  kept: readonly ReplayProblem[],
  counts: ReadonlyMap<string, number>,
  total: number,
): ReplayProblems => ({
  total,
  counts: [...counts].map(([code, count]) => ({ code, count })),
  kept,
});

function refusedOf(recording: Recording, run: ReplayRun): ReplayProblems {
  const { refused, refusedCounts, counts } = run.runner.normalizer;
  const kept = refused.map(({ input, line, problem, stream }) => ({
    path: recording.opened.inputs[input]?.path ?? '?',
    line,
    code: problem,
    detail: stream === null ? REFUSALS[problem] : `${stream}: ${REFUSALS[problem]}`,
  }));
  return problemsOf(kept, refusedCounts, counts.refused);
}

/**
 * Recorded copies of gaps and resyncs are only compared with those found (semantics 9). They are counted for every
 * symbol, so a run of some symbols compares nothing.
 */
function recordedWarnings(run: ReplayRun): string[] {
  const { counts, config, sequences } = run.runner.normalizer;
  const { recordedGaps, recordedResyncs } = counts;
  if (config.symbols !== null || recordedGaps + recordedResyncs === 0) return [];
  let gaps = 0;
  let resyncs = 0;
  for (const sequence of sequences) {
    gaps += sequence.counts.depthGaps + sequence.counts.tradeGaps;
    resyncs += sequence.counts.resyncs;
  }
  if (gaps === recordedGaps && resyncs === recordedResyncs) return [];
  const recorded = `${recordedGaps} gaps and ${recordedResyncs} resyncs`;
  return [`The recording notes ${recorded}; its messages show ${gaps} and ${resyncs}. The messages count.`];
}

/** Crossed books, in words: how often, when first, at which prices. */
function crossingWarnings(run: ReplayRun, quality: QualityReport): string[] {
  return quality.symbols.flatMap(({ symbol, continuity: { crossings } }) => {
    if (crossings === 0) return [];
    const state = run.runner.chain.symbols.find((one) => one?.symbol === symbol);
    const first = quality.incidents.find((one) => one.kind === 'crossed' && one.symbol === symbol);
    const times = `${symbol}: the book was crossed ${crossings} ${crossings === 1 ? 'time' : 'times'}`;
    const rows = 'Its rows are null meanwhile.';
    // Where other trouble filled the list of incidents, only the count is known.
    if (state === undefined || first === undefined) return [`${times}. ${rows}`];
    // A crossed book has both sides.
    const price = (ticks: number | null): number => ((ticks ?? 0) * state.tickMantissa) / state.tickDivisor;
    const prices = `with bid ${price(first.bidTicks)} and ask ${price(first.askTicks)}`;
    return [`${times}, first at ${formatTime(first.timeUs, 'UTC')} ${prices}. ${rows}`];
  });
}

/** The result without its comparison, which needs the digest first. */
export function replayResult(recording: Recording, run: ReplayRun, facts: ReplayFacts): ReplayResult {
  const { normalizer } = run.runner;
  const symbols = replayedSymbols(run);
  const quality = qualityReport(run.quality, symbols);
  const { problems } = recording.opened;
  const hosts = recording.opened.inputs.map((input) => input.session?.host ?? null);
  const every = facts.timingEvery;
  return {
    software: SOFTWARE,
    ...machine(),
    inputs: inputsOf(recording),
    env: recording.env,
    venue: recording.venue,
    host: hosts.find((host) => host !== null && host !== '') ?? null,
    instruments: normalizer.sequences.map(({ instrument }) => instrument),
    range: facts.range,
    chain: facts.chain,
    chainFrom: facts.chainFrom,
    decoding: { ...normalizer.counts },
    sequences: normalizer.sequences.map(({ scale, counts }) => ({ symbol: scale.symbol, counts: { ...counts } })),
    quality,
    health: rowHealth(run.health),
    timings: every === null ? null : { every, stages: stageReports(run.timing) },
    digest: readDigest(run.digest),
    expectation: null,
    gate:
      facts.gate === null
        ? null
        : judgeGate(facts.gate, quality, { damaged: problems.total + normalizer.counts.refused }),
    warnings: [...facts.warnings, ...crossingWarnings(run, quality), ...recordedWarnings(run)],
    problems: problemsOf(
      problems.kept.map(({ path, line, code, detail }) => ({ path, line, code, detail })),
      problems.counts,
      problems.total,
    ),
    refused: refusedOf(recording, run),
    elapsedMs: facts.elapsedMs,
    bytesRead: recording.opened.progress().bytesRead,
  };
}

export const withExpectation = (result: ReplayResult, expectation: DigestExpectation): ReplayResult => ({
  ...result,
  expectation,
});
