// What a screen and the process that it looks at say to each other: one JSON line to ask, one to answer.

import type { HeatColumn } from './detail.js';
import { WATCH_SCHEMA, type WatchRequest, type WatchSnapshot } from './snapshot.js';

export const ASK_SCHEMA = 'v13.watch-ask/1';

/** Columns of the heatmap that the asker holds already: they are left out of the answer. */
export interface HeldHeat {
  readonly symbol: string;
  readonly session: string;
  readonly stepUs: number;
  readonly groupTicks: number;
  /** Columns before this time are held, µs. */
  readonly untilUs: number;
}

export interface WatchAsk {
  readonly schema: typeof ASK_SCHEMA;
  readonly request: WatchRequest;
  readonly held: HeldHeat | null;
}

export type WatchAnswer = { readonly snapshot: WatchSnapshot } | { readonly error: string };

/** Most that is answered, whatever is asked for: an answer costs the process that captures. */
export const MOST = {
  levels: 200,
  points: 2_000,
  heatColumns: 600,
  footprintBars: 200,
  tape: 512,
  signals: 512,
} as const;
const MOST_SPAN_US = 86_400_000_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function numberIn(value: unknown, most: number): number {
  return typeof value === 'number' && value >= 0 ? Math.min(most, value) : 0;
}

const countIn = (value: unknown, most: number): number => Math.floor(numberIn(value, most));

function heldOf(value: unknown): HeldHeat | null {
  if (!isObject(value)) return null;
  const { symbol, session, stepUs, groupTicks, untilUs } = value;
  const isWhole = typeof symbol === 'string' && typeof session === 'string' && typeof untilUs === 'number';
  if (!isWhole || typeof stepUs !== 'number' || typeof groupTicks !== 'number') return null;
  return { symbol, session, stepUs, groupTicks, untilUs };
}

/** The question of a line, with everything in its bounds; text: what is wrong with it. */
export function readAsk(line: string): WatchAsk | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'no JSON';
  }
  if (!isObject(value) || value['schema'] !== ASK_SCHEMA || !isObject(value['request'])) return `no ${ASK_SCHEMA}`;
  const { symbol, series, ...wish } = value['request'];
  const span = isObject(series) ? series : {};
  return {
    schema: ASK_SCHEMA,
    request: {
      symbol: typeof symbol === 'string' ? symbol : null,
      levels: Math.max(1, countIn(wish['levels'], MOST.levels)),
      series: {
        spanUs: Math.max(1, numberIn(span['spanUs'], MOST_SPAN_US)),
        points: Math.max(1, countIn(span['points'], MOST.points)),
      },
      heatColumns: countIn(wish['heatColumns'], MOST.heatColumns),
      footprintBars: countIn(wish['footprintBars'], MOST.footprintBars),
      tape: countIn(wish['tape'], MOST.tape),
      signals: countIn(wish['signals'], MOST.signals),
      ownSignals: wish['ownSignals'] === true,
    },
    held: heldOf(value['held']),
  };
}

/** The snapshot without the columns that the asker holds. */
export function withoutHeld(snapshot: WatchSnapshot, held: HeldHeat | null): WatchSnapshot {
  const { detail, session } = snapshot;
  if (held === null || detail === null || detail.heat === null) return snapshot;
  const isSame = held.symbol === detail.symbol && held.session === session && held.stepUs === detail.heat.stepUs;
  if (!isSame || held.groupTicks !== detail.groupTicks) return snapshot;
  const columns = detail.heat.columns.filter(({ timeUs }) => timeUs >= held.untilUs);
  return { ...snapshot, detail: { ...detail, heat: { ...detail.heat, columns } } };
}

/** The snapshot with the columns that were held, as far as they are wanted still. */
export function withHeld(snapshot: WatchSnapshot, columns: readonly HeatColumn[], most: number): WatchSnapshot {
  const { detail } = snapshot;
  if (detail === null || detail.heat === null) return snapshot;
  const first = detail.heat.columns[0];
  const before = first === undefined ? columns : columns.filter(({ timeUs }) => timeUs < first.timeUs);
  const all = [...before, ...detail.heat.columns].slice(-most);
  return { ...snapshot, detail: { ...detail, heat: { ...detail.heat, columns: all } } };
}

/** What is held of a snapshot's heatmap: all columns but the running one, which changes still. */
export function heldOfSnapshot({ detail, session }: WatchSnapshot): HeldHeat | null {
  if (detail === null || detail.heat === null || detail.groupTicks === null) return null;
  const last = detail.heat.columns.at(-1);
  if (last === undefined) return null;
  const { stepUs } = detail.heat;
  // Two columns: the one before the running one may have been sampled late.
  return { symbol: detail.symbol, session, stepUs, groupTicks: detail.groupTicks, untilUs: last.timeUs - stepUs };
}

/** An answer of a line; text: what is wrong with it. */
export function readAnswer(line: string): WatchSnapshot | string {
  try {
    const value = JSON.parse(line) as { snapshot?: WatchSnapshot; error?: string };
    if (typeof value.error === 'string') return value.error;
    return value.snapshot?.schema === WATCH_SCHEMA ? value.snapshot : `no ${WATCH_SCHEMA}: another version answers`;
  } catch {
    return 'no JSON';
  }
}
