// The time that somebody types to go to in a replay.

import { zoneOffsetUs } from './format.js';

const US_PER_SECOND = 1e6;
/** A day where one is named, with or without its year, then the time of day; `Z` and seconds may be left out. */
const CLOCK = /^(?:(?:(\d{4})-)?(\d{2})-(\d{2})(?:[ T]+|$))?(?:(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?)?$/;
const STEP = /^([+-])(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const UNIT_US = { ms: 1000, s: US_PER_SECOND, m: 60 * US_PER_SECOND, h: 3600 * US_PER_SECOND } as const;
const DAY_US = 86_400 * US_PER_SECOND;

export interface SeekPlace {
  readonly positionUs: number;
  readonly timeZone: string;
}

/** µs of the midnight at the beginning of a day, by a clock that is never moved; null where there is no such day. */
function midnightOf(day: RegExpExecArray, wallUs: number): number | null {
  if (day[2] === undefined) return Math.floor(wallUs / DAY_US) * DAY_US;
  const year = day[1] === undefined ? new Date(wallUs / 1000).getUTCFullYear() : Number(day[1]);
  const date = new Date(Date.UTC(year, Number(day[2]) - 1, Number(day[3])));
  return date.getUTCDate() === Number(day[3]) && date.getUTCMonth() === Number(day[2]) - 1
    ? date.getTime() * 1000
    : null;
}

/**
 * `+30s` and `-5m` from here; `14:30` or `14:30:15` on the day in view, `07-24 14:30` or `2024-07-24 14:30` on that one, by
 * its zone's clock. Null for anything else.
 */
export function seekTime(text: string, { positionUs, timeZone }: SeekPlace): number | null {
  const step = STEP.exec(text.trim());
  if (step !== null) {
    const distance = Number(step[2]) * UNIT_US[step[3] as keyof typeof UNIT_US];
    return Math.round(positionUs + (step[1] === '-' ? -distance : distance));
  }
  const clock = text.trim() === '' ? null : CLOCK.exec(text.trim());
  if (clock === null) return null;
  const [hours, minutes, seconds] = [4, 5, 6].map((k) => Number(clock[k] ?? 0)) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds >= 60) return null;
  const ahead = zoneOffsetUs(positionUs, timeZone);
  const midnight = midnightOf(clock, positionUs + ahead);
  if (midnight === null) return null;
  const wall = midnight + (hours * 3600 + minutes * 60 + seconds) * US_PER_SECOND;
  // The offset of that time, not of this one: clocks may change between them.
  return Math.round(wall - zoneOffsetUs(Math.round(wall - ahead), timeZone));
}
