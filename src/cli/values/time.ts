// Times as people type them: ISO 8601, a date, `14:30`, `-2h`, epoch ms → integer µs UTC.

import { zoneOffsetMs } from '../../text/time.js';
import type { ValueParser } from '../option.js';
import type { TimeZone } from '../plan-env.js';
import { parseDuration } from './duration.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';

export interface TimeFrame {
  /** What `now`, `-2h` and `14:30` refer to, µs. */
  readonly nowUs: number;
  /** Zone of texts that name none. */
  readonly timeZone: TimeZone;
}

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;
const TIME_OF_DAY = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?$/;
const EXPECTED = 'not a time; write 2024-08-08, 2024-08-08T14:30, 14:30, -2h or epoch milliseconds';

interface Wall {
  readonly date: readonly [year: number, month: number, day: number];
  readonly clock: readonly [hour: number, minute: number, second: number];
}

/** UTC ms of a wall clock reading taken as UTC, or null when no calendar has it (30 February). */
function wallMs({ date: [year, month, day], clock: [hour, minute, second] }: Wall): number | null {
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const kept = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return kept ? at.getTime() : null;
}

/** A wall clock reading in `zone` as UTC ms. Twice, because the offset depends on the answer near a clock change. */
function toUtcMs(wall: number, zone: TimeZone): number {
  const guess = wall - zoneOffsetMs(wall, zone);
  return wall - zoneOffsetMs(guess, zone);
}

function offsetMs(text: string): number {
  if (/^(Z|UTC)$/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

function parseDateTime(match: RegExpExecArray, { timeZone }: TimeFrame): Parsed<number> {
  const field = (index: number) => Number(match[index] ?? 0);
  const wall = wallMs({ date: [field(1), field(2), field(3)], clock: [field(4), field(5), field(6)] });
  if (wall === null) return unparsed('no such date or time of day');
  const zone = match[8];
  const utc = zone === undefined ? toUtcMs(wall, timeZone) : wall - offsetMs(zone);
  return parsed(utc * 1000 + Number((match[7] ?? '').padEnd(6, '0')));
}

function parseTimeOfDay(match: RegExpExecArray, { nowUs, timeZone }: TimeFrame): Parsed<number> {
  const nowMs = Math.floor(nowUs / 1000);
  const today = new Date(nowMs + zoneOffsetMs(nowMs, timeZone));
  const wall = wallMs({
    date: [today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate()],
    clock: [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)],
  });
  if (wall === null) return unparsed('no such time of day');
  return parsed(toUtcMs(wall, timeZone) * 1000 + Number((match[4] ?? '').padEnd(6, '0')));
}

/** Milliseconds of these years have 13 digits; other lengths are likely seconds, µs or ns. */
function parseEpoch(text: string): Parsed<number> {
  if (text.length === 13) return parsed(Number(text) * 1000);
  const likely: Readonly<Record<number, string>> = {
    10: `${text}000`,
    16: text.slice(0, 13),
    19: text.slice(0, 13),
  };
  const guess = likely[text.length];
  return unparsed(
    'epoch times are milliseconds (13 digits)',
    guess === undefined ? undefined : `did you mean ${guess}?`,
  );
}

/** Integer µs since the epoch, or why not. `14:30` is of the current day in the zone. */
export function parseTime(text: string, frame: TimeFrame): Parsed<number> {
  if (text.toLowerCase() === 'now') return parsed(frame.nowUs);
  if (/^\d+$/.test(text)) return parseEpoch(text);
  const dateTime = DATE_TIME.exec(text);
  if (dateTime !== null) return parseDateTime(dateTime, frame);
  const timeOfDay = TIME_OF_DAY.exec(text);
  if (timeOfDay !== null) return parseTimeOfDay(timeOfDay, frame);
  if (/^[+-]\d/.test(text)) {
    const span = parseDuration(text.slice(1));
    if (!span.ok) return span;
    return parsed(frame.nowUs + (text.startsWith('-') ? -span.value : span.value));
  }
  return unparsed(EXPECTED);
}

/** A time of day without its day. */
export const isClockTime = (text: string): boolean => TIME_OF_DAY.test(text);

/** A time, or one of a day that is known only once the recording is. */
export interface RecordedTime {
  readonly timeUs: number;
  /** As typed: `14:30`. Null for a time that needs nothing more. */
  readonly clock: string | null;
}

/** Parser of --from and --to of recordings. */
export const recordedTime: ValueParser<RecordedTime> = (text, flag, env) => ({
  timeUs: accept(parseTime(text, env), flag, text),
  clock: isClockTime(text) ? text : null,
});

/** Parser of times that no recording gives a day to: the zone and the now of the call. */
export const time: ValueParser<number> = (text, flag, env) => accept(parseTime(text, env), flag, text);

/** Name of a zone, or why it is none; `local` becomes the zone of this machine. */
export function parseTimeZone(text: string): Parsed<TimeZone> {
  const wanted = text.toLowerCase() === 'local' ? undefined : text;
  try {
    const name = new Intl.DateTimeFormat('en-US', { timeZone: wanted }).resolvedOptions().timeZone;
    return parsed(/^(Etc\/)?(UTC|GMT|UCT|Zulu)$/i.test(name) ? 'UTC' : name);
  } catch {
    return unparsed('unknown time zone', 'write UTC, local or a name such as Asia/Shanghai');
  }
}

/** Parser of --tz. */
export const timeZone: ValueParser<TimeZone> = (text, flag) => accept(parseTimeZone(text), flag, text);
