// Binance's rule for a local book: every branch of the two state machines, for futures and for spot.

import { describe, expect, test } from 'vitest';
import {
  type DeltaIds,
  type DeltaVerdict,
  type DepthSync,
  INITIAL_SYNC,
  bridges,
  continues,
  endsBefore,
  stepDelta,
  stepSnapshot,
} from '../../../src/exchange/binance/depth-sync.js';
import type { Venue } from '../../../src/core/market/instrument.js';

const USDM = 'binance-usdm';
const SPOT = 'binance-spot';

type Ids = readonly [firstId: number, finalId: number, prevId?: number];
const ids = ([firstId, finalId, prevId]: Ids): DeltaIds => ({ firstId, finalId, prevId: prevId ?? null });
const bridging = (lastId: number): DepthSync => ({ phase: 'bridging', lastId });
const synced = (lastId: number): DepthSync => ({ phase: 'synced', lastId });

type Row = readonly [what: string, venue: Venue, from: DepthSync, delta: Ids, verdict: DeltaVerdict, to: DepthSync];

const DELTAS: readonly Row[] = [
  ['no snapshot yet', USDM, INITIAL_SYNC, [5, 9, 4], 'buffer', INITIAL_SYNC],
  ['no snapshot yet', SPOT, INITIAL_SYNC, [5, 9], 'buffer', INITIAL_SYNC],

  ['ends before the snapshot', USDM, bridging(100), [90, 99, 89], 'stale', bridging(100)],
  ['ends exactly at the snapshot', USDM, bridging(100), [90, 100, 89], 'apply', synced(100)],
  ['holds the snapshot', USDM, bridging(100), [95, 105, 94], 'apply', synced(105)],
  ['begins at the snapshot', USDM, bridging(100), [100, 105, 94], 'apply', synced(105)],
  ['continues it by pu, with ids of other symbols between', USDM, bridging(100), [120, 130, 100], 'apply', synced(130)],
  ['begins behind it', USDM, bridging(100), [101, 105, 98], 'gap', INITIAL_SYNC],
  ['begins behind it, no pu', USDM, bridging(100), [101, 105], 'gap', INITIAL_SYNC],

  ['ends before the snapshot', SPOT, bridging(100), [90, 99], 'stale', bridging(100)],
  ['ends exactly at the snapshot', SPOT, bridging(100), [90, 100], 'stale', bridging(100)],
  ['holds the next id', SPOT, bridging(100), [95, 105], 'apply', synced(105)],
  ['begins at the next id', SPOT, bridging(100), [101, 105], 'apply', synced(105)],
  ['is only the next id', SPOT, bridging(100), [101, 101], 'apply', synced(101)],
  ['begins behind the next id', SPOT, bridging(100), [102, 105], 'gap', INITIAL_SYNC],

  ['continues', USDM, synced(100), [120, 130, 100], 'apply', synced(130)],
  ['continues by pu though its U lies behind', USDM, synced(100), [90, 130, 100], 'apply', synced(130)],
  ['the same again', USDM, synced(100), [90, 100, 80], 'stale', synced(100)],
  ['an older one again', USDM, synced(100), [80, 90, 70], 'stale', synced(100)],
  ['U follows but pu does not', USDM, synced(100), [101, 110, 99], 'gap', INITIAL_SYNC],
  ['one is missing', USDM, synced(100), [120, 130, 110], 'gap', INITIAL_SYNC],
  ['overlaps', USDM, synced(100), [95, 110, 94], 'gap', INITIAL_SYNC],

  ['continues', SPOT, synced(100), [101, 110], 'apply', synced(110)],
  ['the same again', SPOT, synced(100), [91, 100], 'stale', synced(100)],
  ['one is missing', SPOT, synced(100), [102, 110], 'gap', INITIAL_SYNC],
  ['overlaps', SPOT, synced(100), [95, 110], 'gap', INITIAL_SYNC],
];

describe('a delta', () => {
  test.each(DELTAS)('%s (%s)', (_, venue, from, delta, verdict, to) => {
    expect(stepDelta(venue, from, ids(delta))).toEqual({ verdict, state: to });
  });
});

type Judged = 'ignore' | 'too_old' | { from: number; state: DepthSync };
const SNAPSHOTS: readonly (readonly [string, Venue, DepthSync, number, readonly Ids[], Judged])[] = [
  ['a synced book needs none', USDM, synced(50), 100, [], 'ignore'],
  ['nothing buffered', USDM, INITIAL_SYNC, 100, [], { from: 0, state: bridging(100) }],
  ['again while the first delta is awaited', USDM, bridging(90), 100, [], { from: 0, state: bridging(100) }],
  ['older than the buffer', USDM, INITIAL_SYNC, 100, [[101, 110, 99], [111, 120, 110]], 'too_old'], // prettier-ignore
  ['just before the buffer', USDM, INITIAL_SYNC, 100, [[105, 110, 100], [111, 120, 110]], { from: 0, state: synced(120) }], // prettier-ignore
  ['inside the first', USDM, INITIAL_SYNC, 100, [[95, 105, 90], [106, 120, 105]], { from: 0, state: synced(120) }], // prettier-ignore
  ['at the end of the first', USDM, INITIAL_SYNC, 105, [[95, 105, 90], [106, 120, 105]], { from: 0, state: synced(120) }], // prettier-ignore
  ['inside the second', USDM, INITIAL_SYNC, 110, [[95, 105, 90], [106, 120, 105]], { from: 1, state: synced(120) }], // prettier-ignore
  ['newer than all', USDM, INITIAL_SYNC, 130, [[95, 105, 90], [106, 120, 105]], { from: 2, state: bridging(130) }], // prettier-ignore
  ['nothing buffered', SPOT, INITIAL_SYNC, 100, [], { from: 0, state: bridging(100) }],
  ['older than the buffer', SPOT, INITIAL_SYNC, 100, [[102, 110]], 'too_old'],
  ['just before the buffer', SPOT, INITIAL_SYNC, 100, [[101, 110]], { from: 0, state: synced(110) }],
  ['at the end of the first', SPOT, INITIAL_SYNC, 105, [[95, 105], [106, 120]], { from: 1, state: synced(120) }], // prettier-ignore
  ['at the end of all', SPOT, INITIAL_SYNC, 120, [[95, 105], [106, 120]], { from: 2, state: bridging(120) }], // prettier-ignore
  ['a synced book needs none', SPOT, synced(50), 100, [], 'ignore'],
];

describe('a snapshot', () => {
  test.each(SNAPSHOTS)('%s (%s)', (_, venue, state, lastId, buffered, verdict) => {
    expect(stepSnapshot(state, { venue, lastId }, buffered.map(ids))).toEqual(verdict);
  });
});

test('the spot rule would never sync a futures book whose delta ends at the snapshot', () => {
  const [ending, next] = [ids([90, 100, 80]), ids([140, 150, 100])];
  expect([endsBefore(SPOT, 100, ending), bridges(SPOT, 100, next)]).toEqual([true, false]);
  expect([bridges(USDM, 100, ending), continues(USDM, 100, next)]).toEqual([true, true]);
});
