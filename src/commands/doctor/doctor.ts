// `v13 doctor`: is everything here that a capture needs? The machine, the disk, the configuration, the way to the exchange.

import { examine } from '../../assembly/doctor/doctor.js';
import { configPath } from '../../cli/config/path.js';
import { type Input, defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import { listOption, switchOption, valueOption } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { duration } from '../../cli/values/duration.js';
import { joinSymbols, symbols } from '../../cli/values/symbol.js';
import { type Leg, worstVerdict } from '../../core/quality/leg.js';
import { type VenueEnvironment, venueEnvironment } from '../../exchange/binance/environments.js';
import { shownPath } from '../../platform/paths.js';
import { Secret } from '../../platform/secrets.js';
import { doctorReport } from '../../report/doctor-report.js';
import { terminalText } from '../../report/terminal-text.js';
import { namedEnvironments } from '../venue/named-environments.js';
import { venueOptions } from '../venue/venue-options.js';
import { configurationLegs } from './configuration-legs.js';

const doctorOptions = {
  ...venueOptions,
  symbol: listOption({
    flag: '--symbol',
    group: 'Market',
    value: 'SYMBOL',
    parse: symbols,
    default: null,
    help: 'symbol whose streams are tried, the first of several; else BTCUSDT, or the first that trades',
  }),
  offline: switchOption({ flag: '--offline', group: 'Market', help: 'leave out every leg that leaves this machine' }),
  timeout: valueOption({
    flag: '--timeout',
    group: 'Length',
    value: 'DURATION',
    parse: duration({ minUs: 100_000, maxUs: 300_000_000 }),
    default: '5s',
    help: 'longest wait of a leg of the network',
  }),
} as const;

interface DoctorPlan {
  readonly environment: VenueEnvironment;
  readonly proxyFlag: Secret | null;
  readonly symbol: string | null;
  readonly offline: boolean;
  readonly timeoutMs: number;
  readonly dataRoot: string;
  readonly configFile: { readonly path: string; readonly named: boolean; readonly shown: string };
}

function planDoctor({ options }: Input<typeof doctorOptions>, env: PlanEnv): DoctorPlan {
  const { path, named } = configPath({ cwd: env.cwd, variables: env.variables, path: env.configFile });
  return {
    environment: venueEnvironment(options.env ?? 'mainnet', options.baseUrl, namedEnvironments(env.general)),
    proxyFlag: options.proxy === null ? null : new Secret(options.proxy),
    symbol: joinSymbols(options.symbol)[0] ?? null,
    offline: options.offline,
    timeoutMs: (options.timeout ?? 5_000_000) / 1_000,
    dataRoot: env.dataRoot,
    configFile: { path, named, shown: shownPath(path, env.cwd) },
  };
}

/** Legs of a whole examination, for the progress line. */
const LEGS = { offline: 12, all: 20 } as const;

async function look(plan: DoctorPlan, ctx: Context): Promise<Leg[]> {
  const { environment, proxyFlag, symbol, offline, timeoutMs, dataRoot, configFile } = plan;
  const { variables, signal } = ctx;
  const progress = ctx.progress({ label: 'examining', total: offline ? LEGS.offline : LEGS.all, unit: 'legs' });
  let done = 0;
  if (!offline) ctx.talk.detail(`asking ${environment.restBase}, ${environment.streamBase}`);
  const hasColour = ctx.paint.stdout.bold('x') !== 'x';
  const terminal = { isTty: ctx.isTty.stdout, columns: ctx.columns, hasColour, variables };
  try {
    return await examine(
      { environment, proxyFlag: proxyFlag?.reveal() ?? null, variables, symbol, timeoutMs, offline },
      {
        machine: { terminal, timeZone: ctx.timeZone },
        data: { dataRoot, nowUs: () => ctx.nowUs() },
        configuration: configurationLegs(configFile, variables),
      },
      { signal, elapsedMs: () => ctx.elapsedMs(), onLeg: () => progress.update(++done) },
    );
  } finally {
    progress.end();
  }
}

function nextLine(legs: readonly Leg[], { environment, offline }: DoctorPlan): string {
  if (worstVerdict(legs) === 'FAIL') return 'v13 doctor --json';
  if (offline) return 'v13 doctor';
  const base = environment.name === 'emulator' ? ` --base-url ${environment.restBase}` : '';
  const env = environment.name === 'mainnet' ? '' : ` --env ${environment.name}${base}`;
  return `v13 capture --symbol ETHUSDT --duration 60s${env}`;
}

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'is everything here that a capture needs? machine, disk, clock, network, streams',
  description:
    'Looks at each thing on its own and says PASS, WARN or FAIL, with what to do. Reads only: a small file on the disk is written and removed, the exchange is asked for public data. Ends with 1 where a leg fails, else with 0.',
  examples: [
    { line: 'v13 doctor', does: 'this machine and the way to the exchange' },
    { line: 'v13 doctor --offline', does: 'this machine only' },
    { line: 'v13 doctor --proxy socks5://127.0.0.1:1080', does: 'the way through a proxy' },
    { line: 'v13 doctor --env emulator --base-url http://127.0.0.1:8399 --json', does: 'against an emulator, as data' },
  ],
  arguments: [],
  options: doctorOptions,
  usesConfig: 'if-sound',
  plan: planDoctor,
  async run(plan: DoctorPlan, ctx) {
    const legs = await look(plan, ctx);
    const { env, restBase, streamBase } = plan.environment;
    const verdict = worstVerdict(legs);
    if (ctx.wantsJson) {
      const environment = { env: env.toUpperCase(), restBase, streamBase };
      await ctx.json({ schema: 'v13.doctor/1', verdict, ...environment, dataRoot: plan.dataRoot, legs });
    } else {
      const document = doctorReport(legs, `${env.toUpperCase()} ${restBase}, streams ${streamBase}`);
      await ctx.stdout.write(
        terminalText(document, { columns: ctx.columns, paint: ctx.paint.stdout, words: ctx.words }),
      );
    }
    ctx.next(nextLine(legs, plan));
    return verdict === 'FAIL' ? EXIT.negative : EXIT.done;
  },
});
