// Which proxy a connection takes: the flag, else the environment's variables, with NO_PROXY as curl reads it.

import { UsageError } from '../../platform/errors.js';

export type ProxyKind = 'http' | 'socks';

/** A proxy. Its address with user and password leaves only through reveal(); everything else shows it without them. */
export class ProxyChoice {
  readonly #url: string;
  readonly kind: ProxyKind;
  /** Address without user and password. */
  readonly shown: string;
  /** What named it: the flag or a variable. */
  readonly source: string;

  constructor(url: URL, source: string) {
    this.#url = url.href;
    this.kind = url.protocol.startsWith('socks') ? 'socks' : 'http';
    this.shown = `${url.protocol}//${url.host}`;
    this.source = source;
  }

  reveal(): string {
    return this.#url;
  }

  toString(): string {
    return this.shown;
  }

  toJSON(): string {
    return this.shown;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.shown;
  }
}

export interface ProxyQuestion {
  /** Value of the flag; null where it was not given, empty for "no proxy at all". */
  readonly flag: string | null;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** URL that is to be reached: http, https, ws or wss. */
  readonly target: string;
}

/**
 * The proxy for a target, or null for a direct connection. NO_PROXY counts for the flag too, and hosts of this machine
 * are no exception unless NO_PROXY names them, both as curl does it. Throws UsageError for an address that is none.
 */
export function chooseProxy({ flag, variables, target }: ProxyQuestion): ProxyChoice | null {
  const url = new URL(target);
  const bypass = variables['no_proxy'] ?? variables['NO_PROXY'] ?? '';
  if (isBypassed(url, bypass)) return null;
  if (flag !== null) return flag === '' ? null : readProxy(flag, '--proxy');
  const scheme = url.protocol === 'https:' || url.protocol === 'wss:' ? 'https_proxy' : 'http_proxy';
  for (const name of [scheme, scheme.toUpperCase(), 'all_proxy', 'ALL_PROXY']) {
    const text = variables[name];
    if (text !== undefined && text !== '') return readProxy(text, name);
  }
  return null;
}

const SCHEMES = ['http:', 'https:', 'socks:', 'socks5:', 'socks5h:', 'socks4a:'];

function readProxy(text: string, source: string): ProxyChoice {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || url.hostname === '' || !SCHEMES.includes(url.protocol)) {
    // The text itself is not repeated: it may hold a password.
    throw new UsageError(`${source} is no address of a proxy`, {
      code: 'V13_PROXY_URL',
      hint: 'write http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or socks4a://HOST:PORT, with USER:PASSWORD@ if needed',
    });
  }
  // Names are resolved by the proxy: looking them up here would go past it.
  const remote =
    url.protocol === 'socks5:' || url.protocol === 'socks:' ? whole.replace(/^socks5?:/i, 'socks5h:') : whole;
  return new ProxyChoice(new URL(remote), source);
}

/** True when an entry of NO_PROXY covers the host: `*`, a domain with all below it, an address, or a range of IPv4. */
export function isBypassed(url: URL, noProxy: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || (url.protocol === 'https:' || url.protocol === 'wss:' ? '443' : '80');
  return noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || covers(entry, { host, port }));
}

/** Lower case, without the brackets of IPv6 and without a dot at the end. */
const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

interface Place {
  readonly host: string;
  readonly port: string;
}

function covers(entry: string, { host, port }: Place): boolean {
  const withPort = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry);
  if (withPort !== null && withPort[2] !== port) return false;
  const name = bare(withPort?.[1] ?? entry).replace(/^\*?\./, '');
  if (name === '') return false;
  if (name.includes('/')) return coversAddress(name, host);
  const isAddress = ipv4(host) !== null || host.includes(':');
  return host === name || (!isAddress && host.endsWith(`.${name}`));
}

/** `10.0.0.0/8` and the like. */
function coversAddress(range: string, host: string): boolean {
  const [base = '', bitsText = ''] = range.split('/');
  const [network, address] = [ipv4(base), ipv4(host)];
  const bits = Number(bitsText);
  if (network === null || address === null || !/^\d+$/.test(bitsText) || bits > 32) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(network / size) === Math.floor(address / size);
}

/** An IPv4 address as a number; null for anything else. */
function ipv4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export interface EnvironmentHosts {
  readonly restBase: string;
  readonly streamBase: string;
}

/** The proxies of an environment's two hosts; they differ only where NO_PROXY or the variables tell them apart. */
export function chooseProxies(
  hosts: EnvironmentHosts,
  question: Omit<ProxyQuestion, 'target'>,
): { rest: ProxyChoice | null; stream: ProxyChoice | null } {
  return {
    rest: chooseProxy({ ...question, target: hosts.restBase }),
    stream: chooseProxy({ ...question, target: hosts.streamBase }),
  };
}
