// Request weight: how much may be asked of the exchange in this minute, and when to stop asking at all.
// Source: reference of the USD-M REST limits; the used weight comes back in X-MBX-USED-WEIGHT-1M.

import { toldWaitMs } from './venue-failure.js';

/** `urgent` may use everything; `bulk` (snapshots) leaves the reserve to the others. */
export type WeightPurpose = 'urgent' | 'bulk';

export interface BudgetConfig {
  readonly weightPerMinute: number;
  /** Share of a minute's weight that bulk requests leave alone. */
  readonly reserveShare: number;
  /** Pause after a 429 that does not say how long; doubled for each that follows directly. */
  readonly defaultPauseMs: number;
  /** Pause after a 418 that does not say how long: the exchange's shortest ban. */
  readonly defaultBanMs: number;
  readonly maxPauseMs: number;
}

export const DEFAULT_BUDGET: BudgetConfig = {
  weightPerMinute: 2400,
  reserveShare: 0.1,
  defaultPauseMs: 60_000,
  defaultBanMs: 120_000,
  maxPauseMs: 600_000,
};

export interface BudgetPause {
  readonly untilUs: number;
  readonly status: 429 | 418;
}

/** All its times are of a clock that never steps. */
export interface BudgetState {
  readonly config: BudgetConfig;
  /** Time since the Unix epoch minus that of the steady clock, µs: the exchange counts by the minutes of the former. */
  epochUs: number;
  weightPerMinute: number;
  /** Number of the minute that `used` speaks of. */
  minute: number;
  /** Weight used in it: the exchange's word plus what is on its way; our own sum where it said nothing. */
  used: number;
  /** Weight of requests sent and not answered yet. */
  inFlight: number;
  pause: BudgetPause | null;
  /** 429s in a row without an answer between them. */
  refusals: number;
  readonly counters: { requests: number; weight: number; status429: number; status418: number };
}

export const US_PER_MINUTE = 60_000_000;
/** The exchange's minute may begin a little after ours. */
const MINUTE_SLACK_US = 500_000;

export const initBudget = (config: BudgetConfig = DEFAULT_BUDGET): BudgetState => ({
  config,
  epochUs: 0,
  weightPerMinute: config.weightPerMinute,
  minute: 0,
  used: 0,
  inFlight: 0,
  pause: null,
  refusals: 0,
  counters: { requests: 0, weight: 0, status429: 0, status418: 0 },
});

const minuteOf = ({ epochUs }: BudgetState, us: number): number =>
  Math.floor((us + epochUs - MINUTE_SLACK_US) / US_PER_MINUTE);

function toMinute(state: BudgetState, nowUs: number): void {
  const minute = minuteOf(state, nowUs);
  if (minute === state.minute) return;
  state.minute = minute;
  state.used = state.inFlight;
}

export interface WeightWish {
  readonly weight: number;
  readonly purpose: WeightPurpose;
}

/** Takes over how the clocks stand to each other now, and gives the steady time. */
export function steadyNow(state: BudgetState, clock: { nowUs(): number; steadyUs(): number }): number {
  const steadyUs = clock.steadyUs();
  state.epochUs = clock.nowUs() - steadyUs;
  return steadyUs;
}

/** When such a request may be sent: `nowUs` for at once, else the time to ask again. */
export function allowedAt(state: BudgetState, wish: WeightWish, nowUs: number): number {
  toMinute(state, nowUs);
  if (state.pause !== null && nowUs < state.pause.untilUs) return state.pause.untilUs;
  const reserve = wish.purpose === 'bulk' ? state.weightPerMinute * state.config.reserveShare : 0;
  // A request heavier than the whole budget goes alone, in a fresh minute, rather than never.
  if (state.used === 0 || state.used + wish.weight <= state.weightPerMinute - reserve) return nowUs;
  return (state.minute + 1) * US_PER_MINUTE + MINUTE_SLACK_US - state.epochUs;
}

/** Books a request as sent. */
export function takeWeight(state: BudgetState, weight: number, nowUs: number): void {
  toMinute(state, nowUs);
  state.used += weight;
  state.inFlight += weight;
  state.counters.requests++;
  state.counters.weight += weight;
}

/** How a request ended. `status` null: no answer (its weight may have been counted all the same). */
export interface BudgetAnswer {
  readonly weight: number;
  readonly sentUs: number;
  readonly status: number | null;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Beginning of the body: a ban says there until when. */
  readonly text: string;
}

/** Books the end of a request. */
export function noteAnswer(state: BudgetState, answer: BudgetAnswer, nowUs: number): void {
  toMinute(state, nowUs);
  state.inFlight = Math.max(0, state.inFlight - answer.weight);
  if (answer.status === null) return;
  const told = Number.parseInt(answer.headers['x-mbx-used-weight-1m'] ?? '', 10);
  // An answer to a request of the minute before may speak of that minute.
  if (told >= 0 && minuteOf(state, answer.sentUs) === state.minute) state.used = told + state.inFlight;
  if (answer.status === 429 || answer.status === 418) pauseFor(state, answer, nowUs);
  else state.refusals = 0;
}

function pauseFor(state: BudgetState, answer: BudgetAnswer, nowUs: number): void {
  const status = answer.status === 418 ? 418 : 429;
  if (status === 418) state.counters.status418++;
  else state.counters.status429++;
  const untilUs = toldUntil(state, answer, nowUs) ?? nowUs + guessMs(state, status) * 1000;
  state.refusals++;
  if (state.pause !== null && state.pause.untilUs >= untilUs) return;
  state.pause = { untilUs, status };
}

function guessMs(state: BudgetState, status: 418 | 429): number {
  const { defaultPauseMs, defaultBanMs, maxPauseMs } = state.config;
  let pauseMs = status === 418 ? defaultBanMs : defaultPauseMs;
  for (let i = 0; i < state.refusals && pauseMs < maxPauseMs; i++) pauseMs *= 2;
  return Math.min(maxPauseMs, pauseMs);
}

/** Until when the exchange itself says to stay away: Retry-After in seconds, or `banned until <epoch ms>`. */
function toldUntil({ epochUs }: BudgetState, { headers, text }: BudgetAnswer, nowUs: number): number | null {
  const waitMs = toldWaitMs(headers['retry-after']);
  const epochMs = /banned until (\d{13})\b/.exec(text)?.[1];
  const ends: number[] = [];
  if (waitMs !== null) ends.push(nowUs + waitMs * 1_000);
  if (epochMs !== undefined) ends.push(Number(epochMs) * 1000 - epochUs);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** The pause that holds now; null when requests may be sent. */
export const pauseAt = (state: BudgetState, nowUs: number): BudgetPause | null =>
  state.pause !== null && nowUs < state.pause.untilUs ? state.pause : null;
