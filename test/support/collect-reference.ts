// What a collector should keep, by looking at the whole feed again for every decision: slow, plain, without any state.

import { horizonsOf, lanesOf } from '../../src/core/analysis/collect/lanes.js';
import type { Lane } from '../../src/core/analysis/collect/collected.js';
import type { Quote } from '../../src/core/analysis/collect/quote-ring.js';
import type { StudyPlan } from '../../src/core/analysis/study-plan.js';
import { type Fed, returnBp } from './collecting.js';

export interface ReferenceOutcome {
  readonly y: number;
  readonly yMid: number;
  readonly long: number;
  readonly short: number;
  readonly buy: number;
  readonly sell: number;
}

export interface ReferenceSample {
  readonly timeUs: number;
  readonly side: number;
  readonly value: number;
  readonly entered: boolean;
  readonly onset: boolean;
  readonly spaced: boolean;
  readonly outcome: ReferenceOutcome | null;
}

type Decision = Extract<Fed, { kind: 'decision' }>;

export class Reference {
  private readonly decisions: readonly { readonly fed: Decision; readonly index: number }[];
  private readonly endUs: number;

  constructor(
    private readonly plan: StudyPlan,
    private readonly list: readonly Fed[],
    private readonly rule: 'edge' | 'each' = 'edge',
  ) {
    this.decisions = list.flatMap((fed, index) => (fed.kind === 'decision' ? [{ fed, index }] : []));
    this.endUs = Math.max(0, ...list.flatMap((fed) => (fed.kind === 'silence' ? [] : [fed.timeUs])));
  }

  get count(): number {
    return this.decisions.length;
  }

  lanes(): Lane[] {
    return lanesOf(this.plan);
  }

  private segmentStart(index: number): number {
    for (let k = index; k >= 0; k--) if (this.list[k]!.kind === 'break') return k;
    return -1;
  }

  /** Last quotes at or before a time, of what was fed from `start` on and before `end`. */
  private asOf(timeUs: number, start: number, end = this.list.length): Quote | null {
    let found: Quote | null = null;
    for (let k = start + 1; k < end; k++) {
      const fed = this.list[k]!;
      if (fed.kind === 'break') break;
      if (fed.kind === 'quote' && fed.timeUs <= timeUs) found = fed.quote;
    }
    return found;
  }

  private isStale(atUs: number): boolean {
    return this.list.some(
      (fed) =>
        fed.kind === 'silence' &&
        fed.toUs > fed.timeUs + this.plan.staleUs &&
        fed.timeUs + this.plan.staleUs < atUs &&
        fed.toUs > atUs,
    );
  }

  outcome(d: number, lane: Lane): ReferenceOutcome | null {
    const { fed, index } = this.decisions[d]!;
    const entryUs = fed.timeUs + lane.latencyUs;
    const exitUs = entryUs + lane.horizonUs;
    const isBroken = this.list.some((other, k) => k > index && other.kind === 'break' && other.timeUs <= exitUs);
    if (isBroken || exitUs > this.endUs || [fed.timeUs, entryUs, exitUs].some((at) => this.isStale(at))) return null;
    const start = this.segmentStart(index);
    const entry = this.asOf(entryUs, start);
    const exit = this.asOf(exitUs, start);
    return entry === null || exit === null ? null : this.between(entry, exit);
  }

  private between(entry: Quote, exit: Quote): ReferenceOutcome {
    const yMid = returnBp(entry.bidTicks + entry.askTicks, exit.bidTicks + exit.askTicks);
    const micro = (q: Quote) => (q.bidLots * q.askTicks + q.askLots * q.bidTicks) / (q.bidLots + q.askLots);
    const buy = returnBp(entry.askTicks, exit.bidTicks);
    const sell = returnBp(entry.bidTicks, exit.askTicks);
    const { label } = this.plan;
    const y = label === 'microprice' ? returnBp(micro(entry), micro(exit)) : yMid;
    const isExecutable = label === 'executable';
    return { y, yMid, long: isExecutable ? buy : y, short: isExecutable ? sell : y, buy, sell };
  }

  past(d: number, horizonUs: number): number {
    const { fed, index } = this.decisions[d]!;
    const start = this.segmentStart(index);
    const before = this.asOf(fed.timeUs - horizonUs, start, index);
    const now = this.asOf(Infinity, start, index);
    // A silence that comes to be known later cannot count.
    const known = new Reference(this.plan, this.list.slice(0, index));
    if (before === null || now === null || known.isStale(fed.timeUs - horizonUs) || known.isStale(fed.timeUs))
      return NaN;
    return returnBp(before.bidTicks + before.askTicks, now.bidTicks + now.askTicks);
  }

  side(d: number, s: number, horizonUs: number): number {
    const name = this.plan.signals[s]!.name;
    if (name !== 'momentum' && name !== 'reversal') return this.decisions[d]!.fed.sides[s]!;
    const past = Math.sign(this.past(d, horizonUs));
    return Number.isNaN(past) ? 0 : name === 'momentum' ? past : -past;
  }

  value(d: number, s: number): number {
    const name = this.plan.signals[s]!.name;
    if (name === 'momentum') return this.past(d, this.plan.primaryUs);
    if (name === 'reversal') return -this.past(d, this.plan.primaryUs);
    return this.decisions[d]!.fed.values[s]!;
  }

  private isBreakBetween(a: number, b: number): boolean {
    return this.list.slice(this.decisions[a]!.index, this.decisions[b]!.index).some(({ kind }) => kind === 'break');
  }

  /** In-zone samples of a signal in a lane, with what they count as. */
  samples(s: number, lane: Lane): ReferenceSample[] {
    const found: ReferenceSample[] = [];
    const isFollower = ['momentum', 'reversal'].includes(this.plan.signals[s]!.name);
    let lastSide = 0;
    let lastOnsetUs = -Infinity;
    let lastSpacedUs = -Infinity;
    for (let d = 0; d < this.count; d++) {
      if (d > 0 && this.isBreakBetween(d - 1, d)) {
        lastSide = 0;
        lastOnsetUs = -Infinity;
        lastSpacedUs = -Infinity;
      }
      const { timeUs } = this.decisions[d]!.fed;
      const side = this.side(d, s, lane.horizonUs);
      const entered = side !== 0 && ((this.rule === 'each' && !isFollower) || side !== lastSide);
      lastSide = side;
      if (side === 0) continue;
      const onset = entered && timeUs - lastOnsetUs >= lane.horizonUs;
      const spaced = timeUs - lastSpacedUs >= lane.horizonUs;
      if (onset) lastOnsetUs = timeUs;
      if (spaced) lastSpacedUs = timeUs;
      found.push({ timeUs, side, value: this.value(d, s), entered, onset, spaced, outcome: this.outcome(d, lane) });
    }
    return found;
  }

  /** Unconditional moves: [n, ups, ties]. */
  moves(horizonUs: number): number[] {
    const lane = this.lanes().find((l) => l.horizonUs === horizonUs && l.latencyUs === this.plan.latencyUs)!;
    const counts = [0, 0, 0];
    let lastUs = -Infinity;
    for (let d = 0; d < this.count; d++) {
      if (d > 0 && this.isBreakBetween(d - 1, d)) lastUs = -Infinity;
      const { timeUs } = this.decisions[d]!.fed;
      if (timeUs - lastUs < horizonUs) continue;
      lastUs = timeUs;
      const outcome = this.outcome(d, lane);
      if (outcome === null) continue;
      counts[0]!++;
      if (outcome.y > 0) counts[1]!++;
      if (outcome.y === 0) counts[2]!++;
    }
    return counts;
  }

  horizons(): number[] {
    return horizonsOf(this.plan);
  }

  timeUs(d: number): number {
    return this.decisions[d]!.fed.timeUs;
  }
}
