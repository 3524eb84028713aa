// `v13 emulate`: a local server that speaks the protocol of Binance USD-M futures, with faults on demand.

import { openEmulatedSource } from '../../assembly/emulate.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import { requireKnownSymbols } from '../../cli/values/symbol.js';
import { chaosScript } from '../../exchange/emulator/chaos-script.js';
import { type RunningEmulator, startEmulator } from '../../exchange/emulator/emulator.js';
import { InterruptedError } from '../../platform/errors.js';
import { sleep } from '../../platform/sleep.js';
import { emulateOptions } from './options.js';
import { type EmulatePlan, planEmulate } from './plan.js';

/** Longest timer there is, ms: for runs without an end. */
const LONGEST_MS = 2_147_483_647;

async function start(plan: EmulatePlan): Promise<{ emulator: RunningEmulator; symbols: readonly string[] }> {
  const source = await openEmulatedSource(plan.source);
  const symbols = source.symbols.map(({ symbol }) => symbol);
  const meant = plan.server.faults.flatMap(({ symbol }) => (symbol === null ? [] : [symbol]));
  try {
    requireKnownSymbols(meant, symbols, 'the emulated market (--fault)');
  } catch (error) {
    await source.close();
    throw error;
  }
  const drawn = plan.chaos === null ? [] : chaosScript({ ...plan.chaos, symbols });
  const faults = [...plan.server.faults, ...drawn];
  return { emulator: await startEmulator({ ...plan.server, source, faults }), symbols };
}

/** Until the signal, or the end of --duration. */
async function serve(plan: EmulatePlan, ctx: Context): Promise<void> {
  try {
    do await sleep(plan.durationUs === null ? LONGEST_MS : plan.durationUs / 1_000, ctx.signal);
    while (plan.durationUs === null);
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
  }
}

const MOST_NAMED = 10;

async function announce(emulator: RunningEmulator, symbols: readonly string[], ctx: Context): Promise<void> {
  const listening = { event: 'listening', url: emulator.url, ws: emulator.ws, pid: emulator.pid };
  await ctx.stdout.write(`${JSON.stringify(listening)}\n`);
  const more = symbols.length > MOST_NAMED ? ` and ${symbols.length - MOST_NAMED} more` : '';
  ctx.talk.info(`EMULATOR: no real market. ${symbols.slice(0, MOST_NAMED).join(', ')}${more} on ${emulator.url}`);
  void emulator.finished.then(() => ctx.talk.info('the recording has been played to its end; the server stays'));
  const some = symbols.slice(0, MOST_NAMED).join(',');
  ctx.next(`v13 capture --env emulator --base-url ${emulator.url} --symbol ${some === '' ? 'ETHUSDT' : some}`);
}

export const emulate = defineCommand({
  name: 'emulate',
  summary: 'a local server that speaks the protocol of Binance futures, from a recording or synthetic',
  description:
    'Serves REST and streams of USD-M futures on 127.0.0.1, for any client: point it at the URL of the first line on standard output. Faults can be planted, and a truth log tells what was really sent. Ends with Ctrl-C.',
  examples: [
    { line: 'v13 emulate --feed day.ndjson.gz --loop --port 8399', does: 'a recording, over and over' },
    { line: 'v13 emulate --seed 7 --symbol BTCUSDT,ETHUSDT', does: 'the synthetic market' },
    { line: 'v13 emulate --seed 7 --fault drop:n=3,at=10s --truth truth.ndjson', does: 'with a hole to find' },
    { line: 'v13 emulate --symbols 500 --rate 25000', does: 'many light symbols for a load test' },
  ],
  arguments: [],
  options: emulateOptions,
  usesConfig: true,
  plan: planEmulate,
  async run(plan: EmulatePlan, ctx) {
    const { emulator, symbols } = await start(plan);
    try {
      await announce(emulator, symbols, ctx);
      await serve(plan, ctx);
    } finally {
      await emulator.close();
    }
    const counts = emulator.counts();
    ctx.talk.info(`${counts.messages} messages sent, ${counts.faults} faults`);
    if (ctx.wantsJson) await ctx.json({ schema: 'v13.emulate/1', environment: 'EMULATOR', ...counts });
    return EXIT.done;
  },
});
