// Zones of the signals: when one is entered, and which samples count under each scheme at each horizon.

import type { DecisionRing } from './decision-ring.js';

/**
 * Whether a run of samples in the zone is one entry (`edge`: signals computed at every decision) or each sample is one of
 * its own (`each`: signals that come as single events).
 */
export type EntryRule = 'edge' | 'each';

/**
 * What a signal is made from. `given` and `single`: its side comes with the decision, and each decision of a single one is
 * an entry; the others follow the past return of a horizon.
 */
export type SignalOrigin = 'given' | 'single' | 'momentum' | 'reversal';

export interface ZoneState {
  readonly rule: EntryRule;
  readonly origins: readonly SignalOrigin[];
  readonly horizonsUs: readonly number[];
  /** Horizon whose past return stands for a baseline where only one side is asked for. */
  readonly primary: number;
  /** Last side, and last counted times by scheme: signal s, horizon h at s · horizons + h. */
  readonly last: Int8Array;
  readonly onsetUs: Float64Array;
  readonly spacedUs: Float64Array;
  readonly gridUs: Float64Array;
  /** Of each signal: begin of the run it is in, and counts over all decisions. */
  readonly runSinceUs: Float64Array;
  readonly valid: Float64Array;
  readonly long: Float64Array;
  readonly short: Float64Array;
  readonly entries: Float64Array;
  readonly runs: Float64Array;
  readonly runUs: Float64Array;
}

export interface ZonePlan {
  readonly rule: EntryRule;
  readonly origins: readonly SignalOrigin[];
  readonly horizonsUs: readonly number[];
  readonly primary: number;
}

export function initZones(plan: ZonePlan): ZoneState {
  const signals = plan.origins.length;
  const cells = signals * plan.horizonsUs.length;
  const counts = () => new Float64Array(signals);
  return {
    ...plan,
    last: new Int8Array(cells),
    onsetUs: new Float64Array(cells).fill(-Infinity),
    spacedUs: new Float64Array(cells).fill(-Infinity),
    gridUs: new Float64Array(plan.horizonsUs.length).fill(-Infinity),
    runSinceUs: counts(),
    valid: counts(),
    long: counts(),
    short: counts(),
    entries: counts(),
    runs: counts(),
    runUs: counts(),
  };
}

/** A break: whatever is in a zone afterwards enters it anew. A run that it cuts off is not counted. */
export function breakZones(zones: ZoneState): void {
  zones.last.fill(0);
  zones.onsetUs.fill(-Infinity);
  zones.spacedUs.fill(-Infinity);
  zones.gridUs.fill(-Infinity);
}

/** Marks the decision in the slot, whose time, sides and past returns stand there already. */
export function markZones(zones: ZoneState, ring: DecisionRing, slot: number): void {
  const { horizonsUs, gridUs, origins } = zones;
  const timeUs = ring.timesUs[slot] as number;
  let grid = 0;
  for (let h = 0; h < horizonsUs.length; h++) {
    if (timeUs - (gridUs[h] as number) < (horizonsUs[h] as number)) continue;
    gridUs[h] = timeUs;
    grid |= 1 << h;
  }
  ring.grid[slot] = grid;
  let actives = 0;
  for (let s = 0; s < origins.length; s++) {
    if (isGiven(origins[s])) markGiven(zones, ring, { slot, s });
    else markFollower(zones, ring, { slot, s });
    const mark = slot * ring.signals + s;
    if (ring.long[mark] !== 0 || ring.short[mark] !== 0) ring.active[slot * ring.signals + actives++] = s;
  }
  ring.actives[slot] = actives;
}

const EVERYWHERE = 0xffffffff;

const isGiven = (origin: SignalOrigin | undefined): boolean => origin === 'given' || origin === 'single';

interface Place {
  readonly slot: number;
  readonly s: number;
}

function markGiven(zones: ZoneState, ring: DecisionRing, { slot, s }: Place): void {
  const { horizonsUs, last, onsetUs, spacedUs, rule, origins } = zones;
  const horizons = horizonsUs.length;
  const at = slot * ring.signals + s;
  const timeUs = ring.timesUs[slot] as number;
  const side = ring.sides[at] as number;
  const value = ring.values[at] as number;
  const enters = side !== 0 && (rule === 'each' || origins[s] === 'single' || side !== last[s * horizons]);
  countSample(zones, s, { timeUs, side, enters, valid: side !== 0 || !Number.isNaN(value) });
  last[s * horizons] = side;
  let onset = 0;
  let spaced = 0;
  if (side !== 0) {
    for (let h = 0; h < horizons; h++) {
      const k = s * horizons + h;
      const horizonUs = horizonsUs[h] as number;
      if (timeUs - (spacedUs[k] as number) >= horizonUs) {
        spacedUs[k] = timeUs;
        spaced |= 1 << h;
      }
      if (enters && timeUs - (onsetUs[k] as number) >= horizonUs) {
        onsetUs[k] = timeUs;
        onset |= 1 << h;
      }
    }
  }
  ring.long[at] = side > 0 ? EVERYWHERE : 0;
  ring.short[at] = side < 0 ? EVERYWHERE : 0;
  ring.entered[at] = enters ? EVERYWHERE : 0;
  ring.onset[at] = onset;
  ring.spaced[at] = spaced;
}

/** Momentum and reversal have a side of their own at each horizon; their samples are never single events. */
function markFollower(zones: ZoneState, ring: DecisionRing, { slot, s }: Place): void {
  const { horizonsUs, last, onsetUs, spacedUs, primary } = zones;
  const at = slot * ring.signals + s;
  const timeUs = ring.timesUs[slot] as number;
  const turn = zones.origins[s] === 'momentum' ? 1 : -1;
  let long = 0;
  let short = 0;
  let entered = 0;
  let onset = 0;
  let spaced = 0;
  for (let h = 0; h < horizonsUs.length; h++) {
    const k = s * horizonsUs.length + h;
    const horizonUs = horizonsUs[h] as number;
    const past = turn * (ring.past[slot * ring.horizons + h] as number);
    const side = past > 0 ? 1 : past < 0 ? -1 : 0;
    const enters = side !== 0 && side !== last[k];
    if (h === primary) {
      ring.values[at] = past;
      ring.sides[at] = side;
      countSample(zones, s, { timeUs, side, enters, valid: !Number.isNaN(past) });
    }
    last[k] = side;
    if (side === 0) continue;
    if (side > 0) long |= 1 << h;
    else short |= 1 << h;
    if (enters) entered |= 1 << h;
    if (timeUs - (spacedUs[k] as number) >= horizonUs) {
      spacedUs[k] = timeUs;
      spaced |= 1 << h;
    }
    if (enters && timeUs - (onsetUs[k] as number) >= horizonUs) {
      onsetUs[k] = timeUs;
      onset |= 1 << h;
    }
  }
  ring.long[at] = long;
  ring.short[at] = short;
  ring.entered[at] = entered;
  ring.onset[at] = onset;
  ring.spaced[at] = spaced;
}

interface Sample {
  readonly timeUs: number;
  readonly side: number;
  readonly enters: boolean;
  readonly valid: boolean;
}

/** Counts a sample of signal s, before its last side is replaced. A flip ends a run and begins the next. */
function countSample(zones: ZoneState, s: number, { timeUs, side, enters, valid }: Sample): void {
  const { origins, horizonsUs, primary } = zones;
  const before = zones.last[s * horizonsUs.length + (isGiven(origins[s]) ? 0 : primary)];
  if (valid) zones.valid[s] = (zones.valid[s] as number) + 1;
  if (side > 0) zones.long[s] = (zones.long[s] as number) + 1;
  if (side < 0) zones.short[s] = (zones.short[s] as number) + 1;
  if (before !== 0 && side !== before) {
    zones.runs[s] = (zones.runs[s] as number) + 1;
    zones.runUs[s] = (zones.runUs[s] as number) + timeUs - (zones.runSinceUs[s] as number);
  }
  if (side !== 0 && side !== before) zones.runSinceUs[s] = timeUs;
  if (enters) zones.entries[s] = (zones.entries[s] as number) + 1;
}
