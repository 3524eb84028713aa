// `v13 replay --tui`: plays a recording on a screen, back and forth.

import { createNotifier } from '../../assembly/alerts/notifiers.js';
import { NOTHING } from '../../assembly/player/beside.js';
import { type CheckpointStore, createStore } from '../../assembly/player/checkpoint.js';
import { createPace } from '../../assembly/player/pace.js';
import { planTracks } from '../../assembly/player/plan.js';
import { type Player, runPlayer } from '../../assembly/player/player.js';
import { createPlayerSource } from '../../assembly/player/source.js';
import { closeTrack, createTrack } from '../../assembly/player/track.js';
import type { Recording } from '../../assembly/recording.js';
import { explainRow } from '../../assembly/why/why.js';
import type { Context } from '../../cli/context.js';
import { EXIT, type ExitCode } from '../../cli/exit-codes.js';
import { loadPaint } from '../../cli/paint.js';
import type { ChainConfig } from '../../core/pipeline/config.js';
import type { WatchSignal } from '../../core/watch/detail.js';
import type { ReplayedState } from '../../core/watch/replayed.js';
import { UsageError } from '../../platform/errors.js';
import { terminalText } from '../../report/terminal-text.js';
import { whyReport } from '../../report/why-report.js';
import { SCREEN_TEXTS } from '../../text/screen-text.js';
import type { WhyAsk } from '../../ui/source.js';
import { openPlayer, placeText } from '../recordings/open-player.js';
import { openInputs, resolveFor } from '../recordings/open-recording.js';
import { tellOfAlerts } from '../screen/tell-of-alerts.js';
import { hasTerminal, showScreen } from '../screen/show-screen.js';
import type { ReplayPlan } from './plan.js';

type ScreenPlan = NonNullable<ReplayPlan['screen']>;

interface Show {
  readonly plan: ReplayPlan;
  readonly look: ScreenPlan;
  readonly ctx: Context;
  readonly recording: Recording;
  readonly chain: ChainConfig;
  readonly player: Player<ReplayedState>;
  readonly signal: AbortSignal;
}

/** Throws UsageError where there is no terminal. */
export function requireTerminal(ctx: Pick<Context, 'isTty' | 'variables'>): void {
  if (hasTerminal(ctx)) return;
  throw new UsageError('--tui needs a terminal, for keys and for the picture', {
    code: 'V13_NO_TERMINAL',
    hint: 'leave out --tui for the report, or give --where for the rows that meet a condition',
  });
}

/** The player's places without what the screen shows: a reading of its own begins there. */
function placesOf({ store }: Player<ReplayedState>): CheckpointStore<null> {
  const kept = store.kept.map(({ checkpoint }) => ({ checkpoint: { ...checkpoint, beside: null }, bytes: 0 }));
  return { ...createStore<null>(store.limits), kept, spacing: store.spacing };
}

/** How the row of a signal came about, as lines for the screen's width. */
async function whyLines(show: Show, { symbol, timeUs }: WatchSignal, ask: WhyAsk): Promise<readonly string[]> {
  const { plan, ctx, recording, chain, player } = show;
  const { columns, timeZone } = ask;
  const signal = AbortSignal.any([show.signal, ask.cancel]);
  const track = createTrack(planTracks(recording, { choices: plan.recording, chain, beside: NOTHING }));
  const pace = createPace(
    () => ctx.elapsedMs(),
    () => !signal.aborted,
  );
  try {
    const why = await explainRow({ track, store: placesOf(player), pace, signal }, { symbol, timeUs });
    if (why === null) return [];
    const text = SCREEN_TEXTS[ctx.lang];
    const report = whyReport(why, { text, timeZone, askedUs: timeUs, isFull: false });
    return terminalText(report, { columns, paint: await loadPaint(true) })
      .trimEnd()
      .split('\n');
  } finally {
    await closeTrack(track);
  }
}

async function watch(show: Show, onQuit: () => void): Promise<void> {
  const { plan, look, ctx, recording, chain, player, signal } = show;
  const { symbols } = plan.recording;
  const source = createPlayerSource(player, {
    ...{ recording, chain, place: placeText(plan.recording, ctx), hasHits: plan.where !== null },
    why: (of, ask) => whyLines(show, of, ask),
  });
  const symbol = symbols.length === 1 ? (symbols[0] ?? null) : null;
  const way = { variables: ctx.variables, proxyFlag: null, random: Math.random };
  const told = tellOfAlerts(source, {
    notifiers: plan.alerts.notify.map((choice) => createNotifier(choice, way)),
    perMinute: plan.alerts.setting.perMinute,
    onFault: (name, fault) => ctx.talk.warn(`${name} was not told of an alert: ${fault}`),
  });
  try {
    await showScreen({ source: told.source, look, symbol, noColor: ctx.noColor, signal, onQuit }, ctx);
  } finally {
    await told.close();
  }
}

/** Until the user quits; at the end of the data the screen stays. */
export async function runTui(plan: ReplayPlan, look: ScreenPlan, ctx: Context): Promise<ExitCode> {
  requireTerminal(ctx);
  const recording = await openInputs(plan, ctx);
  await recording.opened.feed.close();
  const { chain } = resolveFor(recording, plan, ctx);
  const quit = new AbortController();
  const signal = AbortSignal.any([ctx.signal, quit.signal]);
  const of = { plan, look, ctx, recording, chain, signal };
  const { fromUs, toUs } = plan;
  const expression = plan.where?.expression ?? null;
  const wish = {
    recording,
    chain,
    choices: plan.recording,
    expression,
    fromUs,
    toUs,
    speed: look.speed,
    signal,
    alerts: plan.alerts.setting,
  };
  const player = openPlayer(wish, ctx);
  const show = { ...of, player };
  const end = (): void => {
    quit.abort();
  };
  // Whichever ends first ends the other; a fault of either is the command's.
  await Promise.all([runPlayer(player).finally(end), watch(show, end).finally(end)]);
  ctx.signal.throwIfAborted();
  return EXIT.done;
}
