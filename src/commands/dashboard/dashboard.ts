// `v13 dashboard`: the screen of a capture that runs in another process, read-only.

import { createNotifier } from '../../assembly/alerts/notifiers.js';
import { defineCommand } from '../../cli/command.js';
import { EXIT } from '../../cli/exit-codes.js';
import { requireKnownSymbols } from '../../cli/values/symbol.js';
import type { Context } from '../../cli/context.js';
import type { WatchRequest, WatchSnapshot } from '../../core/watch/snapshot.js';
import { shownPath } from '../../platform/paths.js';
import { tellOfAlerts } from '../screen/tell-of-alerts.js';
import { hasTerminal, showScreen } from '../screen/show-screen.js';
import { UsageError } from '../../platform/errors.js';
import { FIRST_REQUEST, answerOf, attachTo } from './attach.js';
import { dashboardOptions } from './options.js';
import { writePicture } from './picture.js';
import { type DashboardPlan, planDashboard } from './plan.js';
import { withReplayed } from './replayed.js';

export const dashboard = defineCommand({
  name: 'dashboard',
  summary: 'look at a running capture from another terminal',
  description:
    'Shows the screen of a capture that runs elsewhere on this machine: headless, in another terminal, or as a service. It only looks: nothing that happens here reaches the capture but the question what to show.',
  examples: [
    { line: 'v13 dashboard', does: 'the capture into the data root' },
    { line: 'v13 dashboard --attach /srv/v13-data --symbol ETHUSDT', does: 'another one, and one of its symbols' },
    { line: 'v13 dashboard --snapshot out.svg --size 120x40', does: 'one frame as a picture' },
    {
      line: 'v13 dashboard --replay day.ndjson.gz --at 14:30 --snapshot out.svg --symbol ETHUSDT',
      does: 'a moment of a recording, as its paused replay shows it',
    },
    { line: 'v13 dashboard --json', does: 'all figures of this moment as JSON' },
  ],
  arguments: [],
  options: dashboardOptions,
  usesConfig: true,
  plan: planDashboard,
  describe: ({ place, picture, replayed }) => [
    `looks at: ${replayed === null ? place : replayed.recording.paths.join(', ')}`,
    picture === null ? 'shows the screen' : `draws ${picture.view} into ${picture.path}`,
  ],
  async run(plan: DashboardPlan, ctx) {
    const { replayed, picture } = plan;
    if (picture === null && !ctx.wantsJson && !hasTerminal(ctx)) {
      throw new UsageError('a dashboard needs a terminal', {
        code: 'V13_NO_TERMINAL',
        hint: 'run it in a terminal, or draw one frame: v13 dashboard --snapshot out.txt',
      });
    }
    if (replayed !== null) {
      await withReplayed(replayed, ctx, async (ask) => {
        await requireSymbol(plan, ask, 'the inputs');
        await answer(plan, ask, ctx);
      });
    } else await attached(plan, ctx);
    return EXIT.done;
  },
});

type Ask = (request: WatchRequest) => Promise<WatchSnapshot>;

async function attached(plan: DashboardPlan, ctx: Context): Promise<void> {
  const { place, picture, look, symbol } = plan;
  const source = await attachTo(place, ctx);
  try {
    const ask: Ask = (request) => answerOf(source, request, { place, ctx });
    await requireSymbol(plan, ask, 'this capture');
    if (picture !== null || ctx.wantsJson) {
      await answer(plan, ask, ctx);
      return;
    }
    const ending = new AbortController();
    const signal = AbortSignal.any([ctx.signal, ending.signal]);
    const way = { variables: ctx.variables, proxyFlag: null, random: Math.random };
    const told = tellOfAlerts(source, {
      notifiers: plan.notify.map((choice) => createNotifier(choice, way)),
      perMinute: plan.perMinute,
      onFault: (name, fault) => ctx.talk.warn(`${name} was not told of an alert: ${fault}`),
    });
    const shown = { source: told.source, look, symbol, noColor: ctx.noColor, signal, onQuit: () => ending.abort() };
    await showScreen(shown, ctx).finally(() => told.close());
  } finally {
    source.close();
  }
}

/** @throws UsageError with the nearest symbol where the one asked for is not there */
async function requireSymbol({ symbol }: DashboardPlan, ask: Ask, where: string): Promise<void> {
  if (symbol === null) return;
  const { symbols } = await ask(FIRST_REQUEST);
  const known = symbols.map((one) => one.symbol);
  requireKnownSymbols([symbol], known, where);
}

/** The picture, the figures, or both. */
async function answer({ picture, look, symbol }: DashboardPlan, ask: Ask, ctx: Context): Promise<void> {
  if (picture !== null) {
    await writePicture({ picture, look, symbol, ask }, ctx);
    if (!ctx.wantsJson) ctx.talk.info(`drawn: ${shownPath(picture.path, ctx.cwd)}`);
  }
  if (!ctx.wantsJson) return;
  const snapshot = await ask({ ...FIRST_REQUEST, symbol, levels: 20 });
  await ctx.json({ schema: 'v13.dashboard/1', picture: picture?.path ?? null, snapshot });
}
