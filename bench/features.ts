// Claim: the chain with every feature switched on computes no fewer than 200,000 market events a second on one core. What
// each feature costs alone: from bytes to rows, in one process, in turns, medians of differences within a turn.

import { DEFAULT_CHAIN } from '../src/core/pipeline/config.js';
import type { BoundFeature, FeatureKind } from '../src/core/pipeline/feature.js';
import { FEATURE_KINDS } from '../src/core/pipeline/features/index.js';
import { buildFeature } from '../src/core/pipeline/features/settings.js';
import { type ChainRun, runChain } from './support/memory-chain.js';
import { type BenchRecording, NO_RECORDINGS, loadRecordings } from './support/recordings.js';
import { SAMPLE_FITS } from './support/sample-fits.js';
import { median, rangeText } from './support/statistics.js';
import { costOf } from './support/timing.js';

const WARM_UP = 3;
const ROUNDS = 11;
const FLOOR = 200_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Choice {
  readonly name: string;
  readonly features: readonly BoundFeature[];
  /** Milliseconds of each round. */
  readonly times: number[];
}

const built = (kind: FeatureKind): BoundFeature => buildFeature(kind, SAMPLE_FITS[kind.name] ?? {});

const choices = (): Choice[] => [
  { name: 'chain alone', features: [], times: [] },
  ...FEATURE_KINDS.map((kind): Choice => ({ name: kind.name, features: [built(kind)], times: [] })),
  { name: 'all', features: FEATURE_KINDS.map(built), times: [] },
];

/** The last run, kept alive; see ChainRun.machinery. */
let alive: ChainRun | null = null;

function measure(recording: BenchRecording, list: readonly Choice[]): void {
  const { bytes, instrument } = recording;
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const { features, times } of list) {
      const ms = costOf(() => {
        alive = runChain(bytes, { instrument, config: DEFAULT_CHAIN, features });
      });
      if (round >= 0) times.push(ms);
    }
  }
}

const perSecond = (events: number, ms: number): number => Math.round((events / ms) * 1e3);

/** Prints the table of a recording. @returns events a second with all features */
function report(recording: BenchRecording, list: readonly Choice[]): number {
  const run = runChain(recording.bytes, { instrument: recording.instrument, config: DEFAULT_CHAIN });
  const base = list[0]?.times ?? [];
  print(`\n${recording.name} (${(recording.bytes.length / 1e6).toFixed(1)} MB, sha256 ${recording.hash}…)`);
  print(`  ${run.events} market events, ${run.depthEvents} of them depth, ${run.rows} rows`);
  print(`  ${'feature'.padEnd(16)}${'columns'.padStart(8)}${'ns/event'.padStart(10)}${'events/s'.padStart(11)}  ms`);
  for (const { name, features, times } of list) {
    const columns = features.reduce((sum, feature) => sum + feature.columns.length, 0);
    const more = median(times.map((ms, round) => ms - (base[round] ?? 0)));
    const ns = ((features.length === 0 ? median(times) : more) * 1e6) / run.events;
    const rate = String(perSecond(run.events, median(times)));
    const text = (ns < 0 ? '<0' : ns.toFixed(0)).padStart(10);
    print(`  ${name.padEnd(16)}${String(columns).padStart(8)}${text}${rate.padStart(11)}  ${rangeText(times)}`);
  }
  return perSecond(run.events, median(list.at(-1)?.times ?? []));
}

function main(): number {
  const recordings = loadRecordings();
  if (recordings.length === 0) {
    print(NO_RECORDINGS);
    return 3;
  }
  print(`Node ${process.version}, ${process.arch}; ${WARM_UP} rounds to warm up, ${ROUNDS} measured, interleaved`);
  print('processor time of all threads; chain alone: all of it, the others: what they add to it');
  const rates = recordings.map((recording) => {
    const list = choices();
    measure(recording, list);
    return report(recording, list);
  });
  const worst = Math.min(...rates);
  const isFast = alive !== null && worst >= FLOOR;
  print(`\n${isFast ? 'PASS' : 'FAIL'}: ${worst} events/s with every feature, wanted ≥ ${FLOOR}`);
  return isFast ? 0 : 1;
}

process.exitCode = main();
