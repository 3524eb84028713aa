// Times within a recording: `14:30` is a time of its day, `-90s` counts back from its end.

import type { PlanEnv } from '../../cli/plan-env.js';
import { accept } from '../../cli/values/refuse.js';
import { parseTime } from '../../cli/values/time.js';

export interface Span {
  readonly firstUs: number;
  /** Asked for only where the time is relative to it. */
  readonly lastUs: () => Promise<number>;
}

export interface TimeQuestion {
  readonly text: string;
  /** Of the flag or argument, for errors. */
  readonly name: string;
}

const US_PER_DAY = 86_400_000_000;

/** The time asked for, µs. A time of day is the first such moment of the recording. */
export async function resolveTime(
  { text, name }: TimeQuestion,
  span: Span,
  env: Pick<PlanEnv, 'timeZone'>,
): Promise<number> {
  const { timeZone } = env;
  const at = (nowUs: number): number => accept(parseTime(text, { nowUs, timeZone }), name, text);
  if (text.startsWith('-') || text.toLowerCase() === 'now') return at(await span.lastUs());
  const timeUs = at(span.firstUs);
  const isOfDay = /^\d{1,2}:/.test(text);
  return isOfDay && timeUs < span.firstUs - 1_000_000 ? timeUs + US_PER_DAY : timeUs;
}
