// `v13 why`: how one signal row came about, down to the messages it was made of.

import { NOTHING } from '../../assembly/player/beside.js';
import { DEFAULT_LIMITS, createStore, keepCheckpoint } from '../../assembly/player/checkpoint.js';
import { toTime, travel } from '../../assembly/player/journey.js';
import { createPace } from '../../assembly/player/pace.js';
import { planTracks } from '../../assembly/player/plan.js';
import { closeTrack, createTrack } from '../../assembly/player/track.js';
import type { Recording } from '../../assembly/recording.js';
import { rowText } from '../../assembly/row-text.js';
import type { Reading } from '../../assembly/why/locate.js';
import { explainRow } from '../../assembly/why/why.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import { type Why, hasMismatch } from '../../core/watch/why.js';
import { DataError } from '../../platform/errors.js';
import { terminalText } from '../../report/terminal-text.js';
import { whyReport } from '../../report/why-report.js';
import { SCREEN_TEXTS } from '../../text/screen-text.js';
import { formatTime } from '../../text/time.js';
import { openInputs, resolveFor } from '../recordings/open-recording.js';
import { beginningsOf, resolveTime } from '../recordings/recording-time.js';
import { type WhyPlan, planWhy, whyArguments, whyOptions } from './plan.js';

/** Receive time of the last frame of all, µs. */
async function lastOf(reading: Reading<null>): Promise<number> {
  const { track, store, pace, signal } = reading;
  // The way back to the beginning: without it what lies before the first checkpoint could not be read again.
  if (store.kept.length === 0) keepCheckpoint(store, track);
  await travel(track, { ...toTime(Infinity), store, pace, lastUs: Infinity });
  signal.throwIfAborted();
  return track.headUs;
}

const spanOf = ({ opened }: Recording) => beginningsOf(opened) ?? { firstUs: 0, knownUs: 0 };

interface Answer {
  readonly why: Why;
  readonly askedUs: number;
}

async function answer(recording: Recording, plan: WhyPlan, ctx: Context): Promise<Answer> {
  const { chain } = resolveFor(recording, plan, ctx);
  const { signal } = ctx;
  const tracks = planTracks(recording, { choices: plan.recording, chain, beside: NOTHING });
  const track = createTrack(tracks);
  const pace = createPace(
    () => ctx.elapsedMs(),
    () => !signal.aborted,
  );
  const reading: Reading<null> = { track, store: createStore<null>(DEFAULT_LIMITS), pace, signal };
  try {
    const span = { ...spanOf(recording), lastUs: () => lastOf(reading) };
    const askedUs = await resolveTime({ text: plan.time, name: 'TIME' }, span, ctx);
    const why = await explainRow(reading, { symbol: plan.symbol, timeUs: askedUs });
    if (why === null || (plan.isExact && why.row.timeUs !== askedUs))
      throw noRow(plan, { askedUs, firstUs: span.firstUs }, ctx);
    return { why, askedUs };
  } finally {
    await closeTrack(track);
  }
}

const noRow = (plan: WhyPlan, of: { askedUs: number; firstUs: number }, ctx: Context): DataError =>
  new DataError(
    `${plan.symbol} has no row at ${plan.isExact ? '' : 'or before '}${formatTime(of.askedUs, ctx.timeZone)}`,
    {
      code: 'V13_WHY_NO_ROW',
      path: plan.recording.paths[0],
      hint: `the recording begins at ${formatTime(of.firstUs, ctx.timeZone)}`,
    },
  );

async function print(
  { why, askedUs }: Answer,
  recording: Recording,
  of: { plan: WhyPlan; ctx: Context },
): Promise<void> {
  const { plan, ctx } = of;
  const { env, venue } = recording;
  if (ctx.wantsJson) {
    const row = JSON.parse(rowText(why.row)) as Readonly<Record<string, unknown>>;
    await ctx.json({ ...why, row, env: env.toUpperCase(), venue, askedUs });
    return;
  }
  const options = { text: SCREEN_TEXTS[ctx.lang], timeZone: ctx.timeZone, askedUs, isFull: plan.isFull };
  const text = terminalText(whyReport(why, options), {
    columns: plan.columns ?? ctx.columns,
    paint: ctx.paint.stdout,
    words: ctx.words,
  });
  await ctx.stdout.write(text);
}

export const why = defineCommand({
  name: 'why',
  summary: 'how a signal row came about: messages, book, contributions, windows',
  description:
    'Shows what one row is made of: the messages as they were received, the book before and after, what each level and each trade adds, the window behind each z, and what fusion and divergence did with them. Every figure is computed once more and compared with the row. Without a path it reads the data root.',
  examples: [
    {
      line: 'v13 why ETHUSDT 2024-08-08T23:54:15.1 day.ndjson.gz',
      does: 'the row at that time, or the last one before it',
    },
    { line: 'v13 why ETHUSDT 14:30:05 --full', does: 'of what was captured, with every message unshortened' },
    {
      line: 'v13 why BTCUSDT -90s btcusdt_20240808.gz --preset original --json',
      does: 'as data, of the original design',
    },
  ],
  arguments: whyArguments,
  options: whyOptions,
  usesConfig: true,
  plan: planWhy,
  async run(plan: WhyPlan, ctx) {
    const recording = await openInputs(plan, ctx);
    await recording.opened.feed.close();
    const found = await answer(recording, plan, ctx);
    await print(found, recording, { plan, ctx });
    return hasMismatch(found.why) ? EXIT.bug : EXIT.done;
  },
});
