// Looks at everything that a capture needs, leg by leg; what one leg finds keeps none of the others from looking.

import type { Leg, LegFinding } from '../../core/quality/leg.js';
import type { VenueEnvironment } from '../../exchange/binance/environments.js';
import type { ExchangeInfo } from '../../exchange/binance/exchange-info.js';
import { chooseProxies } from '../../exchange/binance/proxy-choice.js';
import { DEFAULT_REST_LIMITS, createRestClient } from '../../exchange/binance/rest.js';
import { V13Error } from '../../platform/errors.js';
import { createReceiveClock } from '../../platform/receive-clock.js';
import { type DataFacts, dataLegs } from './data-legs.js';
import { type MachineFacts, machineLegs } from './machine-legs.js';
import { networkLegs } from './network-legs.js';
import { type LegPlan, type LegWatch, findingOf, runInTurn, runTogether } from './run-legs.js';
import { streamLegs } from './stream-legs.js';

export interface DoctorOptions {
  readonly environment: VenueEnvironment;
  /** Text of --proxy; null where it was not given. */
  readonly proxyFlag: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Symbol of the streams; null takes BTCUSDT, or the first that trades where there is no such. */
  readonly symbol: string | null;
  /** Longest wait of a network leg. */
  readonly timeoutMs: number;
  /** No leg that leaves this machine. */
  readonly offline: boolean;
}

export interface DoctorParts {
  readonly machine: MachineFacts;
  readonly data: Omit<DataFacts, 'signal'>;
  readonly configuration: readonly LegPlan[];
}

const USUAL_SYMBOL = 'BTCUSDT';

/** BTCUSDT where it trades, else the first symbol that does. */
export function symbolOf(wanted: string | null, info: ExchangeInfo | null): string {
  if (wanted !== null || info === null) return wanted ?? USUAL_SYMBOL;
  const trading = info.symbols.filter(({ status }) => status === 'TRADING').map(({ symbol }) => symbol);
  return trading.includes(USUAL_SYMBOL) ? USUAL_SYMBOL : (trading[0] ?? USUAL_SYMBOL);
}

async function reach(options: DoctorOptions, watch: LegWatch): Promise<Leg[]> {
  const { environment, proxyFlag, variables, timeoutMs } = options;
  const proxies = chooseProxies(environment, { flag: proxyFlag, variables });
  const clock = createReceiveClock();
  const patience = { timeoutMs, signal: watch.signal };
  const rest = createRestClient({
    ...{ environment, proxy: proxies.rest, clock, random: Math.random },
    // One attempt: what a capture would overcome by trying again, an examination shows.
    limits: { ...DEFAULT_REST_LIMITS, timeoutMs, attempts: 1, maxPauseMs: timeoutMs },
  });
  let info: ExchangeInfo | null = null;
  try {
    const facts = { environment, proxies, rest, patience, onInfo: (found: ExchangeInfo) => (info = found) };
    const network = await runTogether(networkLegs(facts), watch);
    const symbol = (): string => symbolOf(options.symbol, info);
    const streams = streamLegs({ environment, proxy: proxies.stream, clock, patience, symbol });
    return [...network, ...(await runTogether(streams, watch))];
  } finally {
    rest.close();
  }
}

/** A proxy's address that is none: the one leg that can be told, and none goes past it. */
const proxyFault = (finding: LegFinding, watch: LegWatch): Promise<Leg[]> =>
  runInTurn([{ group: 'network', name: 'proxy', look: () => finding }], watch);

/** All legs in the order of their groups. Rejects with the signal's reason only. */
export async function examine(options: DoctorOptions, parts: DoctorParts, watch: LegWatch): Promise<Leg[]> {
  const here = [
    ...machineLegs(parts.machine),
    ...dataLegs({ ...parts.data, signal: watch.signal }),
    ...parts.configuration,
  ];
  const legs = await runInTurn(here, watch);
  if (options.offline) return legs;
  try {
    return [...legs, ...(await reach(options, watch))];
  } catch (error) {
    watch.signal.throwIfAborted();
    if (!(error instanceof V13Error)) throw error;
    return [...legs, ...(await proxyFault(findingOf(error), watch))];
  }
}
