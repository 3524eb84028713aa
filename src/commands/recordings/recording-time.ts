// Times within a recording: `14:30` is a time of its day, `-90s` counts back from its end.

import { type Recording, openRecording } from '../../assembly/recording.js';
import type { Context } from '../../cli/context.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { accept } from '../../cli/values/refuse.js';
import { isClockTime, parseTime } from '../../cli/values/time.js';
import { UsageError } from '../../platform/errors.js';
import { formatTime } from '../../text/time.js';
import { type RangePlan, type RecordingPlan, requireRange } from './recording-plan.js';

export interface Span {
  /** Of the first message. */
  readonly firstUs: number;
  /** The latest moment that the recording is known to reach. */
  readonly knownUs: number;
  /** Asked for only where the time is relative to it. */
  readonly lastUs: () => Promise<number>;
}

export interface TimeQuestion {
  readonly text: string;
  /** Of the flag or argument, for errors. */
  readonly name: string;
}

type Zone = Pick<PlanEnv, 'timeZone'>;

const US_PER_DAY = 86_400_000_000;
/** A recording begins with a snapshot, and its first row comes a moment later. */
const SLACK_US = 1_000_000;
/** So long before the first message a beginning is still that of the recording, and not the next day's. */
const BEFORE_US = US_PER_DAY / 2;

/** A time that may be typed in place of one without its day: `2024-08-08T14:30`. */
const dayAndClock = (timeUs: number, clock: string, timeZone: string): string =>
  `${formatTime(timeUs, timeZone).slice(0, 10)}T${clock.replace(/^(?=\d:)/, '0')}`;

/** A time of day is that of the first message's day, or of the day after where it would lie before the recording. */
function clockTime({ text, name }: TimeQuestion, span: Omit<Span, 'lastUs'>, of: Zone & { slackUs: number }): number {
  const { timeZone, slackUs } = of;
  const ofDay = (nowUs: number): number => accept(parseTime(text, { nowUs, timeZone }), name, text);
  const sameDay = ofDay(span.firstUs);
  const timeUs = sameDay < span.firstUs - slackUs ? ofDay(sameDay + US_PER_DAY) : sameDay;
  const nextUs = ofDay(timeUs + US_PER_DAY);
  if (nextUs > span.knownUs) return timeUs;
  const [first, second] = [timeUs, nextUs].map((us) => dayAndClock(us, text, timeZone)) as [string, string];
  throw new UsageError(`${name} ${text} is on several days of the recording`, {
    code: 'V13_TIME_DAYS',
    hint: `write ${first} or ${second}`,
  });
}

/** The time asked for, µs. A time of day is the first such moment of the recording. */
export async function resolveTime(question: TimeQuestion, span: Span, { timeZone }: Zone): Promise<number> {
  const { text, name } = question;
  const at = (nowUs: number): number => accept(parseTime(text, { nowUs, timeZone }), name, text);
  if (text.startsWith('-') || text.toLowerCase() === 'now') return at(await span.lastUs());
  return isClockTime(text) ? clockTime(question, span, { timeZone, slackUs: SLACK_US }) : at(span.firstUs);
}

/** First and last beginning of the inputs; null where none of them has a message. */
export function beginningsOf({ inputs }: Recording['opened']): Omit<Span, 'lastUs'> | null {
  const times = inputs.flatMap(({ firstRecvUs }) => (firstRecvUs === null ? [] : [firstRecvUs]));
  return times.length === 0 ? null : { firstUs: Math.min(...times), knownUs: Math.max(...times) };
}

/** Null for what can be read only once, too. */
async function beginnings({ recording }: RecordingPlan): Promise<Omit<Span, 'lastUs'> | null> {
  if (recording.paths.includes('-')) return null;
  const { opened } = await openRecording(recording);
  await opened.feed.close();
  return beginningsOf(opened);
}

/** The plan with times of day in its range put on the day of the recording; it is looked into only where there are any. */
export async function withRange<Plan extends RecordingPlan & RangePlan>(plan: Plan, ctx: Context): Promise<Plan> {
  const { clock } = plan;
  if (clock === undefined) return plan;
  // What cannot be opened says so where it is opened to be read.
  const span = await beginnings(plan).catch(() => null);
  const { timeZone } = ctx;
  const settled = ({ text, name }: TimeQuestion, slackUs: number): number => {
    if (span !== null) return clockTime({ text, name }, span, { timeZone, slackUs });
    throw new UsageError(`${name} ${text}: the day is not known here`, {
      code: 'V13_TIME_DAYS',
      hint: `write it with its day: ${dayAndClock(ctx.nowUs(), text, timeZone)}`,
    });
  };
  const range = {
    fromUs: clock.from === null ? plan.fromUs : settled({ text: clock.from, name: '--from' }, BEFORE_US),
    toUs: clock.to === null ? plan.toUs : settled({ text: clock.to, name: '--to' }, 0),
  };
  requireRange(range);
  return { ...plan, ...range };
}
