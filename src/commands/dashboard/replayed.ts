// A recording at one moment, as the screen of a paused replay asks for it.

import { type Player, order, runPlayer, setPaused } from '../../assembly/player/player.js';
import { createPlayerSource } from '../../assembly/player/source.js';
import type { Context } from '../../cli/context.js';
import type { ReplayedState } from '../../core/watch/replayed.js';
import type { WatchRequest, WatchSnapshot } from '../../core/watch/snapshot.js';
import { UsageError } from '../../platform/errors.js';
import { sleep } from '../../platform/sleep.js';
import { formatTime } from '../../text/time.js';
import { openInputs, resolveFor } from '../recordings/open-recording.js';
import { openPlayer, placeText } from '../recordings/open-player.js';
import { resolveTime } from '../recordings/recording-time.js';
import type { ReplayedPlan } from './plan.js';

/** Gives answers about the moment to `use`, and closes all files whatever becomes of it. */
export async function withReplayed<Result>(
  plan: ReplayedPlan,
  ctx: Context,
  use: (ask: (request: WatchRequest) => Promise<WatchSnapshot>) => Promise<Result>,
): Promise<Result> {
  const recording = await openInputs(plan, ctx);
  await recording.opened.feed.close();
  const { chain } = resolveFor(recording, plan, ctx);
  const over = new AbortController();
  const signal = AbortSignal.any([ctx.signal, over.signal]);
  const choices = plan.recording;
  const range = { fromUs: null, toUs: null };
  const player = openPlayer(
    { recording, choices, chain, expression: null, alerts: plan.alerts, ...range, speed: 1, signal },
    ctx,
  );
  setPaused(player, true);
  const source = createPlayerSource(player, {
    ...{ recording, chain, place: placeText(choices, ctx), hasHits: false },
    why: null,
  });
  const asking = goTo(player, plan.at, ctx).then(() => use((request) => Promise.resolve(source.snapshot(request))));
  // Its own failure is thrown below; until then it must not count as unhandled.
  asking.catch(() => undefined);
  const running = runPlayer(player);
  try {
    return await Promise.race([asking, running.then(() => asking)]);
  } finally {
    over.abort();
    await running;
  }
}

/** How often it is looked whether the player is there. */
const LOOK_MS = 20;

/** All of it is read first: what a frame says of gaps and signals is then the same each time. */
async function goTo(player: Player<ReplayedState>, at: string | null, ctx: Context): Promise<void> {
  const { index } = player;
  while (!index.isDone) await sleep(LOOK_MS, player.options.signal);
  const firstUs = index.track.firstUs ?? 0;
  const lastUs = index.track.headUs;
  const span = { firstUs, knownUs: lastUs, lastUs: () => Promise.resolve(lastUs) };
  const timeUs = at === null ? lastUs : await resolveTime({ text: at, name: '--at' }, span, ctx);
  if (timeUs < firstUs || timeUs > lastUs) {
    const [first, last] = [firstUs, lastUs].map((us) => formatTime(us, ctx.timeZone));
    throw new UsageError(`--at ${at ?? ''} is outside of the recording`, {
      code: 'V13_DASHBOARD_TIME',
      hint: `it begins at ${first} and ends at ${last}`,
    });
  }
  order(player, { kind: 'seek', timeUs });
  while (player.next !== null || player.current !== null) await sleep(LOOK_MS, player.options.signal);
}
