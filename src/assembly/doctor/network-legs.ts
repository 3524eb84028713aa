// The way to the exchange: proxy, name, connection, REST. Each leg asks on its own, so that each says what it found.

import { type LegFinding, failed, passed, warned } from '../../core/quality/leg.js';
import { type ClockOffset, initClockOffset, stepClockOffset } from '../../exchange/binance/clock-offset.js';
import type { VenueEnvironment } from '../../exchange/binance/environments.js';
import type { ExchangeInfo } from '../../exchange/binance/exchange-info.js';
import type { ProxyChoice } from '../../exchange/binance/proxy-choice.js';
import type { RestClient } from '../../exchange/binance/rest.js';
import { fetchExchangeInfo, fetchServerTime } from '../../exchange/binance/rest-market.js';
import { explainBreakage } from '../../exchange/binance/venue-failure.js';
import { type Patience, type Peer, connectOnce, connectTlsOnce, lookUp } from '../../platform/reach.js';
import type { LegPlan } from './run-legs.js';

export interface NetworkFacts {
  readonly environment: VenueEnvironment;
  readonly proxies: { readonly rest: ProxyChoice | null; readonly stream: ProxyChoice | null };
  readonly rest: RestClient;
  readonly patience: Patience;
  /** Told when the list of symbols has come. */
  readonly onInfo: (info: ExchangeInfo) => void;
}

type Proxies = NetworkFacts['proxies'];

export function proxyLeg({ rest, stream }: Proxies): LegFinding {
  const shown = (proxy: ProxyChoice | null): string => (proxy === null ? 'direct' : `${proxy.shown} (${proxy.source})`);
  const figures = { rest: rest?.shown ?? null, stream: stream?.shown ?? null };
  if (shown(rest) === shown(stream)) return passed(shown(rest), figures);
  return warned(
    `REST ${shown(rest)}, streams ${shown(stream)}`,
    'two ways may have two delays: check NO_PROXY',
    figures,
  );
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'https:': 443,
  'wss:': 443,
  'http:': 80,
  'ws:': 80,
  'socks:': 1080,
  'socks4a:': 1080,
  'socks5:': 1080,
  'socks5h:': 1080,
};

interface Hop extends Peer {
  readonly isEncrypted: boolean;
  /** Text for people: the proxy, or the exchange. */
  readonly what: string;
}

/** The first machine on the way to a host: the proxy where there is one. */
function firstHop(base: string, proxy: ProxyChoice | null): Hop {
  const url = new URL(proxy?.shown ?? base);
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 443) : Number(url.port);
  const isEncrypted = url.protocol === 'https:' || url.protocol === 'wss:';
  return { host: url.hostname, port, isEncrypted, what: proxy === null ? url.hostname : `proxy ${url.hostname}` };
}

function hopsOf({ environment, proxies }: NetworkFacts): Hop[] {
  const hops = [firstHop(environment.restBase, proxies.rest), firstHop(environment.streamBase, proxies.stream)];
  const [rest, stream] = hops;
  return rest !== undefined && rest.host === stream?.host && rest.port === stream.port ? [rest] : hops;
}

/** The system's error in words that say what to do. */
function breakage(error: unknown, hop: Hop): LegFinding {
  const { code, message } = error as NodeJS.ErrnoException;
  const told = explainBreakage({ code: code ?? '', text: message, host: hop.host, proxy: null });
  return failed(told.message, told.hint ?? null, { code: told.code, reason: code ?? null });
}

/** Looks at each hop; the first that fails is the finding. */
async function eachHop(facts: NetworkFacts, look: (hop: Hop) => Promise<string>): Promise<LegFinding> {
  const found: string[] = [];
  for (const hop of hopsOf(facts)) {
    try {
      found.push(await look(hop));
    } catch (error) {
      facts.patience.signal.throwIfAborted();
      return breakage(error, hop);
    }
  }
  return passed(found.join('; '), { hosts: hopsOf(facts).length });
}

const dnsLeg = (facts: NetworkFacts): Promise<LegFinding> =>
  eachHop(facts, async ({ host, what }) => {
    const addresses = await lookUp(host, facts.patience);
    const more = addresses.length > 1 ? ` and ${addresses.length - 1} more` : '';
    return `${what} is ${addresses[0] ?? 'nowhere'}${more}`;
  });

const connectionLeg = (facts: NetworkFacts): Promise<LegFinding> =>
  eachHop(facts, async (hop) => {
    if (!hop.isEncrypted) {
      await connectOnce(hop, facts.patience);
      return `${hop.what}:${hop.port} connects, without TLS`;
    }
    const { protocol, validTo } = await connectTlsOnce(hop, facts.patience);
    return `${hop.what}:${hop.port} connects, ${protocol ?? 'TLS'}, certificate valid to ${validTo}`;
  });

async function pingLeg({ rest, patience }: NetworkFacts): Promise<LegFinding> {
  const { sentUs, recvUs } = await rest.get('/fapi/v1/ping', {}, { weight: 1, signal: patience.signal });
  const roundTripMs = (recvUs - sentUs) / 1_000;
  return passed(`answered in ${roundTripMs.toFixed(1)} ms, the connection included`, { roundTripMs });
}

const SAMPLES = 5;
/** Latencies are corrected by the measured offset; beyond this the machine's clock is simply wrong. */
const SKEWED_US = 500_000;
/** The exchange refuses signed requests that are older than this. */
const REFUSED_US = 5_000_000;

export function clockLeg({ offsetUs, uncertaintyUs }: ClockOffset): LegFinding {
  const ms = (us: number): string => (us / 1_000).toFixed(1);
  const found = `the exchange's clock is ${ms(Math.abs(offsetUs))} ms ${offsetUs < 0 ? 'behind' : 'ahead'} (± ${ms(uncertaintyUs)} ms)`;
  const figures = { offsetUs, uncertaintyUs };
  const surelyUs = Math.abs(offsetUs) - uncertaintyUs;
  if (surelyUs <= SKEWED_US) return passed(found, figures);
  const hint = 'set the clock of this machine: switch on NTP (timedatectl set-ntp true)';
  return surelyUs > REFUSED_US ? failed(found, hint, figures) : warned(found, hint, figures);
}

async function timeLeg({ rest, patience }: NetworkFacts): Promise<LegFinding> {
  const state = initClockOffset();
  let offset: ClockOffset | null = null;
  for (let k = 0; k < SAMPLES; k++) offset = stepClockOffset(state, await fetchServerTime(rest, patience.signal));
  if (offset === null) return failed('the exchange gave no time that can be used', 'try again', {});
  return clockLeg(offset);
}

async function infoLeg({ rest, patience, onInfo }: NetworkFacts): Promise<LegFinding> {
  const info = await fetchExchangeInfo(rest, patience.signal);
  onInfo(info);
  const trading = info.symbols.filter(({ status }) => status === 'TRADING').length;
  const figures = { symbols: info.symbols.length, trading, weightPerMinute: info.weightPerMinute };
  const found = `${info.symbols.length} listed, ${trading} of them trading`;
  if (trading === 0) return warned(found, 'is this the right environment? the exchange may be in maintenance', figures);
  return passed(found, figures);
}

export const networkLegs = (facts: NetworkFacts): LegPlan[] => [
  { group: 'network', name: 'proxy', look: () => proxyLeg(facts.proxies) },
  { group: 'network', name: 'dns', look: () => dnsLeg(facts) },
  { group: 'network', name: 'connection', look: () => connectionLeg(facts) },
  { group: 'network', name: 'rest-ping', look: () => pingLeg(facts) },
  { group: 'network', name: 'clock', look: () => timeLeg(facts) },
  { group: 'network', name: 'exchange-info', look: () => infoLeg(facts) },
];
