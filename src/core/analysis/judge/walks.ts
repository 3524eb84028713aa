// Random walks in the place of the market: the signal keeps its moments and sides, and what follows them is drawn.

import { type RngState, nextNormal } from '../../stats/rng.js';
import { type Collector, finishCollector, initCollector, pushDecision, pushQuote } from '../collect/collector.js';
import type { BlockTable, Collected, EventList } from '../collect/collected.js';
import { AUDIT_ALPHA, type AuditCount } from './audit.js';
import { hitBounds } from './bounds.js';
import { primaryOf } from './endpoints.js';
import { laneSample } from './hit-sample.js';
import { plantedPlan } from './planted-study.js';

/** A walk has no direction. */
const TRUTH = 0.5;
const REPLICATIONS = 400;
/** Of longer lists the newest: what a walk costs has an end, and their spacing stays as it was. */
const MOST_EVENTS = 4_096;
/** Of the mid at the start, and of a walk of one second: so many that hardly a move is a tie. */
const START_TICKS = 1e9;
const TICKS_PER_ROOT_SECOND = 1e4;
const SECOND_US = 1_000_000;
const LIMITS = { blocks: 4_096, decayBlocks: 1, events: 1, otherEvents: 1, moments: 1 } as const;

export interface WalkQuestion {
  /** The signal's own onsets at the primary horizon: number, spacing and sides are kept. */
  readonly events: EventList;
  /** Blocks of the recording: those without an onset count in the bootstrap too. */
  readonly blocks: BlockTable;
  readonly horizonUs: number;
  readonly latencyUs: number;
  readonly runs: number;
  readonly rng: RngState;
}

interface Decisions {
  readonly timeUs: Float64Array;
  /** 0: the signal is silent. */
  readonly side: Int8Array;
}

/** The onsets, and one silent moment at the beginning of each block of the recording. */
function decisionsOf({ events, blocks }: WalkQuestion): Decisions {
  const first = Math.max(0, events.timeUs.length - MOST_EVENTS);
  const said = [...events.timeUs.subarray(first)].map((timeUs, k) => ({ timeUs, side: events.side[first + k] ?? 0 }));
  const fromUs = first === 0 ? -Infinity : (said[0]?.timeUs ?? 0);
  const begins = [...blocks.numbers].map((number) => ({ timeUs: number * blocks.lengthUs, side: 0 }));
  const all = [...said, ...begins.filter(({ timeUs }) => timeUs >= fromUs)].sort((a, b) => a.timeUs - b.timeUs);
  return { timeUs: Float64Array.from(all, (one) => one.timeUs), side: Int8Array.from(all, (one) => one.side) };
}

/** A price whose steps are independent and normal, seen only where a label asks for it. */
interface Walk {
  readonly collector: Collector;
  readonly rng: RngState;
  ticks: number;
  atUs: number;
}

function walkTo(walk: Walk, timeUs: number): void {
  const seconds = Math.max(0, timeUs - walk.atUs) / SECOND_US;
  walk.ticks += Math.round(TICKS_PER_ROOT_SECOND * Math.sqrt(seconds) * nextNormal(walk.rng));
  walk.atUs = timeUs;
  const { ticks } = walk;
  pushQuote(walk.collector, timeUs, { bidTicks: ticks - 1, askTicks: ticks + 1, bidLots: 1, askLots: 1 });
  // No price between two labels: what is measured of the market itself is not asked for.
  pushQuote(walk.collector, timeUs + 1, null);
}

const planOf = ({ horizonUs, latencyUs }: WalkQuestion) =>
  plantedPlan([{ name: 'walk', role: 'exploratory', rule: '', graded: false, bar: null }], {
    primaryUs: horizonUs,
    latencyUs,
  });

/** One walk through the collector that recordings go through. */
function collectWalk(question: WalkQuestion, { timeUs, side }: Decisions): Collected {
  const { horizonUs, latencyUs, rng } = question;
  const collector = initCollector(planOf(question), { entry: 'each', limits: LIMITS });
  const walk: Walk = { collector, rng, ticks: START_TICKS, atUs: timeUs[0] ?? 0 };
  walkTo(walk, walk.atUs);
  const values = Float64Array.of(NaN);
  const sides = Int8Array.of(0);
  /** Entry and exit of the last onset, as far as they are still to come. Onsets do not overlap. */
  let ahead: number[] = [];
  for (let k = 0; k < timeUs.length; k++) {
    const now = timeUs[k] as number;
    while (ahead[0] !== undefined && ahead[0] <= now) walkTo(walk, ahead.shift() as number);
    sides[0] = side[k] as number;
    pushDecision(collector, now, { values, sides });
    if (sides[0] !== 0) ahead = [...ahead, now + latencyUs, now + latencyUs + horizonUs].sort((a, b) => a - b);
  }
  for (const at of ahead) walkTo(walk, at);
  return finishCollector(collector);
}

/**
 * Judges the signal's pattern of firing on random walks, which nothing foretells: how often the bounds at 5 % exclude one
 * half. Walks without bounds count nowhere. Yields the number of walks done.
 */
export function* auditWalks(question: WalkQuestion): Generator<number, AuditCount, undefined> {
  const decisions = decisionsOf(question);
  const options = { replications: REPLICATIONS, rng: question.rng, judged: true };
  let [runs, passed, failed] = [0, 0, 0];
  for (let r = 0; r < question.runs; r++) {
    if (r % 10 === 0) yield r;
    const { lane } = primaryOf(collectWalk(question, decisions));
    const bounds = hitBounds(laneSample(lane, { s: 0, scheme: 'onset' }, options), AUDIT_ALPHA);
    if (bounds === null) {
      // What decides it is the pattern, which is the same in the next walk.
      if (runs === 0) break;
      continue;
    }
    runs++;
    if (bounds.lower > TRUTH) passed++;
    if (bounds.upper < TRUTH) failed++;
  }
  return { runs, passed, failed };
}
