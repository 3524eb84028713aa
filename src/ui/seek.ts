// The time that somebody types to go to in a replay.

import { zoneOffsetUs } from './format.js';

const US_PER_SECOND = 1e6;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?$/;
const STEP = /^([+-])(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const UNIT_US = { ms: 1000, s: US_PER_SECOND, m: 60 * US_PER_SECOND, h: 3600 * US_PER_SECOND } as const;
const DAY_US = 86_400 * US_PER_SECOND;

export interface SeekPlace {
  readonly positionUs: number;
  readonly timeZone: string;
}

/** `+30s` and `-5m` from here; `14:30` or `14:30:15` on the day in view, by its zone's clock. Null for anything else. */
export function seekTime(text: string, { positionUs, timeZone }: SeekPlace): number | null {
  const step = STEP.exec(text.trim());
  if (step !== null) {
    const distance = Number(step[2]) * UNIT_US[step[3] as keyof typeof UNIT_US];
    return Math.round(positionUs + (step[1] === '-' ? -distance : distance));
  }
  const clock = CLOCK.exec(text.trim());
  if (clock === null) return null;
  const [hours, minutes, seconds] = [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds >= 60) return null;
  const ahead = zoneOffsetUs(positionUs, timeZone);
  const midnight = Math.floor((positionUs + ahead) / DAY_US) * DAY_US;
  const wall = midnight + (hours * 3600 + minutes * 60 + seconds) * US_PER_SECOND;
  // The offset of that time, not of this one: clocks may change between them.
  return Math.round(wall - zoneOffsetUs(Math.round(wall - ahead), timeZone));
}
