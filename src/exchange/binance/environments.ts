// Where the exchange is: one object holds all hosts of one environment, so that REST and streams never come from two.

import { type Environment, environmentOf } from '../../core/market/instrument.js';
import { UsageError } from '../../platform/errors.js';

/** Socket paths of the exchange since 2026-04-23; a stream subscribed on the wrong one is acknowledged and stays silent. */
export type Route = 'public' | 'market';

export interface VenueEnvironment {
  /** `mainnet`, `testnet`, `emulator`, or a name from the configuration. */
  readonly name: string;
  /** What recordings are stamped with. */
  readonly env: Environment;
  /** `https://fapi.binance.com`, without a slash at the end. */
  readonly restBase: string;
  /** `wss://fstream.binance.com`; routes are appended: `/public/stream`, `/market/stream`. */
  readonly streamBase: string;
}

/** An environment as the configuration names it. */
export interface NamedEnvironment {
  readonly env: Environment;
  readonly restBase: string;
  readonly streamBase: string;
}

const BUILT_IN: ReadonlyMap<string, NamedEnvironment> = new Map([
  [
    'mainnet',
    { env: 'mainnet', restBase: 'https://fapi.binance.com', streamBase: 'wss://fstream.binance.com' } as const,
  ],
  [
    'testnet',
    {
      env: 'testnet',
      restBase: 'https://demo-fapi.binance.com',
      streamBase: 'wss://fstream.binancefuture.com',
    } as const,
  ],
]);

/** Hosts whose environment is known, whoever names them. */
const KNOWN_HOSTS: ReadonlyMap<string, Environment> = new Map<string, Environment>([
  ['fapi.binance.com', 'mainnet'],
  ['fstream.binance.com', 'mainnet'],
  ['ws-fapi.binance.com', 'mainnet'],
  ['demo-fapi.binance.com', 'testnet'],
  ['testnet.binancefuture.com', 'testnet'],
  ['fstream.binancefuture.com', 'testnet'],
  ['stream.binancefuture.com', 'testnet'],
  ['demo-fstream.binance.com', 'testnet'],
]);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** True for hosts of this machine. */
export const isLoopbackHost = (hostname: string): boolean => LOOPBACK.test(hostname.toLowerCase());

/**
 * The environment of a name. The emulator takes its address from `baseUrl`; mainnet, testnet and named environments have
 * their own. Throws UsageError for unknown names, a base URL where none belongs, none where one does, and mixed hosts.
 */
export function venueEnvironment(
  name: string,
  baseUrl: string | null,
  named: ReadonlyMap<string, NamedEnvironment> = new Map(),
): VenueEnvironment {
  if (name === 'emulator') return emulatorAt(baseUrl);
  const own = BUILT_IN.get(name);
  const found = own ?? named.get(name);
  if (found === undefined) return refuseName(name, [...BUILT_IN.keys(), 'emulator', ...named.keys()]);
  if (baseUrl !== null) {
    throw new UsageError(`environment ${name} has its own hosts; a base URL belongs to the emulator`, {
      code: 'V13_ENV_BASE_URL',
      hint: 'leave --base-url out, or choose --env emulator',
    });
  }
  const restBase = readBase(found.restBase, { name, schemes: ['https:', 'http:'] });
  const streamBase = readBase(found.streamBase, { name, schemes: ['wss:', 'ws:'] });
  return checkHosts({ name, env: found.env, restBase, streamBase });
}

function refuseName(name: string, known: readonly string[]): never {
  throw new UsageError(`unknown environment "${name}"`, {
    code: 'V13_ENV_UNKNOWN',
    hint: `known are ${known.join(', ')}`,
    details: { name, known },
  });
}

function emulatorAt(baseUrl: string | null): VenueEnvironment {
  if (baseUrl === null) {
    throw new UsageError('the emulator has no fixed address', {
      code: 'V13_ENV_BASE_URL',
      hint: 'start it with: v13 emulate; then give its URL: --base-url http://127.0.0.1:PORT',
    });
  }
  const restBase = readBase(baseUrl, { name: 'emulator', schemes: ['http:', 'https:'] });
  const streamBase = restBase.replace(/^http/, 'ws');
  return checkHosts({ name: 'emulator', env: 'emulator', restBase, streamBase });
}

interface BaseRule {
  readonly name: string;
  readonly schemes: readonly string[];
}

/** A base URL without its last slash; refuses other schemes, credentials, queries and fragments. */
function readBase(text: string, { name, schemes }: BaseRule): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch (cause) {
    throw new UsageError(`environment ${name}: no URL in its address`, {
      code: 'V13_ENV_URL',
      hint: hintFor(schemes),
      cause,
    });
  }
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!schemes.includes(url.protocol) || url.hostname === '' || !isPlain) {
    throw new UsageError(`environment ${name}: not a base URL`, { code: 'V13_ENV_URL', hint: hintFor(schemes) });
  }
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}

const hintFor = (schemes: readonly string[]): string =>
  `write ${schemes.map((scheme) => `${scheme}//HOST[:PORT]`).join(' or ')}, without credentials or query`;

/** REST and streams of two environments have ids of two exchanges: such a book would be wrong without any error. */
function checkHosts(environment: VenueEnvironment): VenueEnvironment {
  const hosts = [environment.restBase, environment.streamBase].map((base) => new URL(base).hostname);
  const known = hosts.map((host) => KNOWN_HOSTS.get(host) ?? null);
  const loopback = hosts.map(isLoopbackHost);
  const foreign = known.find((env) => env !== null && env !== environment.env);
  const isHalfLocal = loopback[0] !== loopback[1];
  if (foreign === undefined && !isHalfLocal && environmentOf(environment.env) !== null) return environment;
  throw new UsageError(`environment ${environment.name} mixes hosts: ${hosts.join(' and ')}`, {
    code: 'V13_ENV_MIXED',
    hint: 'REST and streams must come from one environment, and its "env" must say which',
    details: { hosts, env: environment.env },
  });
}

const PUBLIC = /^(depth|rpiDepth|bookTicker$|trade$)/;

/** Route by the stream's name behind the symbol: books, quotes and single trades on /public, all else on /market. */
export const routeOf = (streamSuffix: string): Route => (PUBLIC.test(streamSuffix) ? 'public' : 'market');

/** Route of a whole name: `btcusdt@depth@100ms`, `!bookTicker`, `!markPrice@arr`. */
export function routeOfStream(name: string): Route {
  return routeOf(name.startsWith('!') ? name.slice(1) : name.slice(name.indexOf('@') + 1));
}
