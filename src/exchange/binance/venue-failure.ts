// What a refusal or a broken connection means, in words, and what to do about it. Pure: facts in, explanation out.

import type { VenueErrorInfo } from '../../platform/errors.js';

export interface Failure extends VenueErrorInfo {
  readonly message: string;
}

export interface Refusal {
  readonly status: number;
  readonly host: string;
  /** Beginning of the body. */
  readonly text: string;
  /** Address of the proxy without credentials; null for a direct connection. */
  readonly proxy: string | null;
  /** Whether it was the proxy itself that refused. */
  readonly byProxy: boolean;
  readonly retryAfterMs: number | null;
}

/** A stay-away of more is believed to be so long: above it timers would overflow and ask at once, and times have no date. */
const LONGEST_WAIT_S = 20 * 86_400;

/** What Retry-After says in whole seconds, as ms; null where it says nothing of the kind. */
export function toldWaitMs(retryAfter: string | undefined): number | null {
  const seconds = /^\s*(\d+)\s*$/.exec(retryAfter ?? '')?.[1];
  return seconds === undefined ? null : Math.min(Number(seconds), LONGEST_WAIT_S) * 1_000;
}

/** Code and message of the exchange's own error body `{"code":-1121,"msg":"…"}`, where it is one. */
export function venueCode(text: string): { code: number; msg: string } | null {
  try {
    const { code, msg } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return typeof code === 'number' && typeof msg === 'string' ? { code, msg } : null;
  } catch {
    return null;
  }
}

/** Explains an HTTP status that is no success. */
export function explainRefusal(refusal: Refusal): Failure {
  if (refusal.byProxy) return explainProxyRefusal(refusal);
  const told = venueCode(refusal.text);
  const details = { host: refusal.host, ...(told === null ? {} : { venueCode: told.code, venueMessage: told.msg }) };
  const said = told === null ? '' : ` (${told.code}: ${told.msg})`;
  const retryAfterMs = refusal.retryAfterMs ?? undefined;
  return { ...wordsFor(refusal, said), httpStatus: refusal.status, retryAfterMs, details };
}

function wordsFor(
  { status, host, proxy }: Refusal,
  said: string,
): Pick<Failure, 'message' | 'code' | 'hint' | 'retryable'> {
  const from = proxy === null ? 'this address' : `the address of the proxy ${proxy}`;
  switch (status) {
    case 451:
      return {
        message: `${host} does not serve ${from}: unavailable for legal reasons (451)`,
        code: 'V13_VENUE_BLOCKED',
        hint: 'the exchange refuses some countries; use a network or --proxy where it may be used',
        retryable: false,
      };
    case 403:
      return {
        message: `${host} refused ${from} (403): its firewall turned the request away${said}`,
        code: 'V13_VENUE_FORBIDDEN',
        hint: 'check that the path is right for this environment; a blocked or shared address needs another network or --proxy',
        retryable: false,
      };
    case 429:
      return {
        message: `${host}: too many requests from ${from} (429)${said}`,
        code: 'V13_VENUE_RATE_LIMIT',
        hint: 'requests stop for as long as the exchange asks; other programs on this address count too',
        retryable: true,
      };
    case 418:
      return {
        message: `${host} has banned ${from} for a while (418)${said}`,
        code: 'V13_VENUE_BANNED',
        hint: 'wait until the ban is over: asking on makes it longer (2 minutes to 3 days)',
        retryable: true,
      };
    default:
      return explainOther(status, host, said);
  }
}

function explainOther(
  status: number,
  host: string,
  said: string,
): Pick<Failure, 'message' | 'code' | 'hint' | 'retryable'> {
  if (status >= 500 || status === 408) {
    return {
      message: `${host} cannot answer at the moment (${status})${said}`,
      code: 'V13_VENUE_UNAVAILABLE',
      hint: 'this is on the side of the exchange; try again later',
      retryable: true,
    };
  }
  return {
    message: `${host} refused the request (${status})${said}`,
    code: 'V13_VENUE_REQUEST',
    hint: 'check symbol and environment',
    retryable: false,
  };
}

function explainProxyRefusal({ status, host, proxy }: Refusal): Failure {
  const needsLogin = status === 407;
  return {
    message: `the proxy ${proxy ?? ''} did not connect to ${host} (${status})`,
    code: needsLogin ? 'V13_PROXY_LOGIN' : 'V13_PROXY_REFUSED',
    hint: needsLogin
      ? 'give user and password: http://USER:PASSWORD@HOST:PORT'
      : 'check that the proxy may reach this host and port',
    retryable: status >= 500,
    httpStatus: status,
    details: { host, proxy },
  };
}

export interface Breakage {
  /** Code of the system's error, e.g. ECONNREFUSED; empty where there is none. */
  readonly code: string;
  readonly text: string;
  readonly host: string;
  readonly proxy: string | null;
}

const TLS = /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH)/;

/** Explains a connection that could not be made, or broke. */
export function explainBreakage({ code, text, host, proxy }: Breakage): Failure {
  const peer = proxy === null ? host : `${host} through the proxy ${proxy}`;
  const details = { host, proxy, reason: code };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const name = proxy === null ? host : `${host} or of the proxy ${proxy}`;
    const hint = 'check the network connection, the name server and, where needed, --proxy';
    return {
      message: `the address of ${name} was not found (DNS, ${code})`,
      code: 'V13_VENUE_DNS',
      hint,
      retryable: true,
      details,
    };
  }
  if (TLS.test(code)) {
    const hint =
      'if a company gateway opens TLS, name its certificate in NODE_EXTRA_CA_CERTS; check the clock, and http against https';
    return {
      message: `no trusted TLS connection to ${peer} (${code})`,
      code: 'V13_VENUE_TLS',
      hint,
      retryable: false,
      details,
    };
  }
  if (code === 'ETIMEDOUT' || code === 'V13_TIMEOUT') {
    const hint = 'the network or the exchange is slow; it is tried again';
    return { message: `${peer} did not answer in time`, code: 'V13_VENUE_TIMEOUT', hint, retryable: true, details };
  }
  const hint =
    code === 'ECONNREFUSED' ? 'nothing listens there: check address and port' : 'check the network connection';
  const why = code || text;
  return {
    message: `no connection to ${peer} (${why})`,
    code: 'V13_VENUE_UNREACHABLE',
    hint,
    retryable: true,
    details,
  };
}

const CLOSE_WORDS: ReadonlyMap<number, string> = new Map([
  [1000, 'closed by the exchange'],
  [1001, 'the server is going away'],
  [1006, 'the connection broke without a goodbye'],
  [1007, 'the exchange read broken text'],
  [1008, 'the exchange objects: too many requests on one connection, or a rule broken'],
  [1009, 'a message was too large'],
  [1011, 'an error inside the exchange'],
  [1012, 'the server restarts'],
  [1013, 'the server is overloaded: try later'],
]);

/** `closed: 1008 the exchange objects: … "Too many requests"`. */
export function explainClose(code: number, reason: string): string {
  const words = CLOSE_WORDS.get(code) ?? 'closed';
  return reason === '' ? `${code}: ${words}` : `${code}: ${words} ("${reason.slice(0, 120)}")`;
}
