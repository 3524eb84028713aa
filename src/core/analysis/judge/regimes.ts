// Where and when a signal works: by volatility, spread, hour, session and day, over time, and without each of its blocks.

import { type BlockBootstrap, blockEstimate, bootstrapRatios } from '../calendar-blocks.js';
import type { Collected, CollectedLane, EventList } from '../collect/collected.js';
import type { RegimeKind, RegimeRow } from '../result-power.js';
import { hitEstimate } from './bounds.js';
import type { Sliced } from './context.js';
import { primaryOf } from './endpoints.js';
import { eventBlocks, meanByBlock, rateByBlock, signed } from './event-blocks.js';
import { studySample } from './hit-sample.js';
import { LIGHT_REPLICATIONS } from './power.js';
import { rngFor } from './seeds.js';

const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
/** Windows of the rolling hit rate, and parts of which each is left out once. */
const WINDOWS = 20;
const PARTS = 10;
/** Fewer outcomes than this in a window say nothing. */
const LEAST_IN_WINDOW = 10;

const VOLATILITY: readonly string[] = ['low', 'middle', 'high', 'unknown'];
const SPREAD: readonly string[] = ['1 tick', 'more'];

const hourOf = (timeUs: number): number => Math.floor((timeUs % DAY_US) / HOUR_US);

/** Trading sessions by hour UTC: Asia from 0, Europe from 8, the US from 14, late from 22. */
export function sessionOf(timeUs: number): string {
  const hour = hourOf(timeUs);
  if (hour < 8) return 'asia';
  if (hour < 14) return 'europe';
  return hour < 22 ? 'us' : 'late';
}

/** Days since 1970 as a date: H. Hinnant, "chrono-compatible low-level date algorithms" (public domain), civil_from_days. */
export function dateOf(timeUs: number): string {
  const z = Math.floor(timeUs / DAY_US) + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1_460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const two = (x: number): string => String(x).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

interface Subject {
  readonly collected: Collected;
  readonly lane: CollectedLane;
  readonly events: EventList;
  readonly s: number;
  /** side · y of each event. */
  readonly outcomes: Float64Array;
}

/** Of all outcomes of the signal: a regime that held all the time says what the tables above it say. */
function wholeOf({ collected, lane, s }: Subject): Pick<RegimeRow, 'hit' | 'edgeBp'> {
  const sample = studySample(collected, lane, { s, scheme: 'onset' });
  return { hit: hitEstimate(sample), edgeBp: blockEstimate(sample.edge) };
}

interface Label {
  readonly kind: RegimeKind;
  readonly name: string;
  /** Events of the stretch of time that it names. */
  readonly stretch?: readonly number[];
}

/** Hit rate and edge of the events chosen. */
function rowOf(subject: Subject, { kind, name, stretch }: Label, chosen: readonly number[]): RegimeRow {
  const { collected, lane, events, s, outcomes } = subject;
  const { plan } = collected;
  const own = Float64Array.from(chosen, (e) => outcomes[e] as number);
  const times = Float64Array.from(chosen, (e) => events.timeUs[e] as number);
  const rng = rngFor(plan.seed, 'regime', [s, kind.length, chosen[0] ?? 0, chosen.length]);
  const blocks = eventBlocks(lane.blocks, times);
  const drawn = bootstrapRatios([rateByBlock(blocks, own), meanByBlock(blocks, own)], {
    replications: LIGHT_REPLICATIONS,
    rng,
  });
  const [rate, edge] = drawn as [BlockBootstrap, BlockBootstrap];
  const isWhole = events.stride === 1 && chosen.length === events.timeUs.length;
  const count = { hits: own.filter((y) => y > 0).length, n: rate.n };
  return {
    signal: plan.signals[s]?.name ?? '',
    horizonUs: lane.horizonUs,
    kind,
    name,
    fromUs: events.timeUs[stretch?.[0] ?? -1] ?? null,
    toUs: events.timeUs[stretch?.at(-1) ?? -1] ?? null,
    ties: own.filter((y) => y === 0).length,
    hit: hitEstimate({ count, rate, slow: null }),
    edgeBp: blockEstimate(edge),
    ...(isWhole ? wholeOf(subject) : {}),
  };
}

/** Events by a name, names in order of their first event or as given. */
function grouped(subject: Subject, kind: RegimeKind, nameOf: (e: number) => string): RegimeRow[] {
  const groups = new Map<string, number[]>();
  for (const e of subject.outcomes.keys()) {
    const name = nameOf(e);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [e]);
    else group.push(e);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, chosen]) => rowOf(subject, { kind, name }, chosen));
}

/** In the order of `names`. */
const ordered = (rows: readonly RegimeRow[], names: readonly string[]): RegimeRow[] =>
  names.flatMap((name) => rows.filter((row) => row.name === name));

/** Equal parts of the events in time order; part k holds those with `partOf` k. */
const partOf = (e: number, events: number, parts: number): number => Math.floor((e * parts) / events);

function overTime(subject: Subject): RegimeRow[] {
  const n = subject.outcomes.length;
  const windows = Math.min(WINDOWS, Math.floor(n / LEAST_IN_WINDOW));
  const all = [...subject.outcomes.keys()];
  const within = (w: number, of: number): number[] => all.filter((e) => partOf(e, n, of) === w);
  const rolling = Array.from({ length: windows }, (_, w) => {
    const stretch = within(w, windows);
    return rowOf(subject, { kind: 'rolling', name: String(w + 1), stretch }, stretch);
  });
  const parts = n < PARTS * LEAST_IN_WINDOW ? 0 : PARTS;
  const without = Array.from({ length: parts }, (_, w) =>
    rowOf(
      subject,
      { kind: 'leave-one-out', name: String(w + 1), stretch: within(w, parts) },
      all.filter((e) => partOf(e, n, parts) !== w),
    ),
  );
  return [...rolling, ...without];
}

function regimesOf(subject: Subject): RegimeRow[] {
  const { events } = subject;
  const time = (e: number): number => events.timeUs[e] as number;
  const two = (hour: number): string => String(hour).padStart(2, '0');
  const byVolatility = grouped(subject, 'volatility', (e) => VOLATILITY[events.volatility[e] as number] ?? 'unknown');
  const bySpread = grouped(subject, 'spread', (e) => SPREAD[events.spread[e] as number] ?? 'more');
  return [
    ...ordered(byVolatility, VOLATILITY),
    ...ordered(bySpread, SPREAD),
    ...grouped(subject, 'hour', (e) => two(hourOf(time(e)))),
    ...ordered(
      grouped(subject, 'session', (e) => sessionOf(time(e))),
      ['asia', 'europe', 'us', 'late'],
    ),
    ...grouped(subject, 'day', (e) => dateOf(time(e))),
    ...overTime(subject),
  ];
}

/** Primaries and the user's own signals, at the primary horizon. */
export function* judgeRegimes(collected: Collected): Sliced<RegimeRow[]> {
  const { plan } = collected;
  const { lane } = primaryOf(collected);
  const rows: RegimeRow[] = [];
  for (const [s, { role }] of plan.signals.entries()) {
    const events = lane.events?.[s];
    if (events === undefined || (role !== 'primary' && role !== 'user')) continue;
    yield { part: 'regimes', done: s, of: plan.signals.length };
    rows.push(...regimesOf({ collected, lane, events, s, outcomes: signed(events.side, events.y) }));
  }
  return rows;
}
