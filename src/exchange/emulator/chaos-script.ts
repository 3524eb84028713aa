// A seeded random fault script: kinds drawn one after another at drawn times.

import { type RngState, initRng, nextInt, nextUniform } from '../../core/stats/rng.js';
import { type Fault, type FaultKind, scopeOf } from './fault-script.js';

export interface ChaosWish {
  readonly seed: number;
  /** Kinds to draw from. */
  readonly kinds: readonly FaultKind[];
  /** Mean time between two faults, µs of the market's time. */
  readonly everyUs: number;
  readonly count: number;
  readonly symbols: readonly string[];
}

/** Kinds drawn where none are listed: everything that a good client heals from by itself. */
export const CHAOS_KINDS: readonly FaultKind[] = [
  'drop',
  'duplicate',
  'reorder',
  'break-pu',
  'malformed',
  'unknown-fields',
  'silent',
  'stall',
  'close',
  'rest-429',
  'rest-5xx',
  'stale-snapshot',
];

const CLOSE_CODES = [1000, 1001, 1006, 1008, 1011, 1012] as const;
const pick = <Item>(rng: RngState, items: readonly Item[]): Item => items[nextInt(rng, items.length)] as Item;

/** Streams on which a kind does something. */
function streamsOf(kind: FaultKind): readonly (string | null)[] {
  if (kind === 'break-pu') return ['depth'];
  if (kind === 'hole-unhealable') return ['aggTrade'];
  if (scopeOf(kind) === 'rest') return [kind === 'stale-snapshot' ? 'depth' : null];
  return ['depth', 'aggTrade'];
}

function drawFault(rng: RngState, wish: ChaosWish, atUs: number): Fault {
  const kind = pick(rng, wish.kinds);
  const isWide = kind === 'clock-skew' || scopeOf(kind) === 'rest';
  const symbol = pick(rng, wish.symbols);
  return {
    kind,
    atUs,
    afterMessages: 0,
    symbol: isWide ? null : symbol,
    stream: pick(rng, streamsOf(kind)),
    connection: null,
    count: kind === 'close' ? 1 : 1 + nextInt(rng, 4),
    forUs: scopeOf(kind) === 'span' ? Math.round(wish.everyUs * (0.1 + 0.4 * nextUniform(rng))) : null,
    value: kind === 'close' ? pick(rng, CLOSE_CODES) : kind === 'clock-skew' ? nextInt(rng, 4_000) - 2_000 : null,
  };
}

/** The same wish gives the same script. The first fault comes after a whole interval: clients have synced by then. */
export function chaosScript(wish: ChaosWish): readonly Fault[] {
  const rng = initRng(wish.seed);
  const faults: Fault[] = [];
  let atUs = 0;
  for (let i = 0; i < wish.count; i++) {
    atUs += Math.round(wish.everyUs * (0.5 + nextUniform(rng)));
    faults.push(drawFault(rng, wish, Math.max(atUs, wish.everyUs)));
  }
  return faults;
}
