// Reaching a host, step by step: its address, a connection, an encrypted one. Each step is bounded in time.

import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type Socket, connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What a step that was given up rejects with; `code` as for errors of the system. */
const lateError = (timeoutMs: number): Error =>
  Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: 'ETIMEDOUT' });

/** As the work settles, unless time or the signal ends first. */
async function bounded<Result>({ timeoutMs, signal }: Patience, work: Promise<Result>): Promise<Result> {
  const ending = new AbortController();
  const giveUp = (): void => ending.abort(signal.reason);
  const timer = setTimeout(() => ending.abort(lateError(timeoutMs)), timeoutMs);
  const ended = new Promise<never>((_, reject) => {
    ending.signal.addEventListener('abort', () => reject(ending.signal.reason as Error), { once: true });
  });
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/** Of IPv6, without its brackets. */
const bareHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

/** Addresses of a host; an address is its own. Rejects with the system's error. */
export async function lookUp(host: string, patience: Patience): Promise<readonly string[]> {
  const bare = bareHost(host);
  if (isIP(bare) !== 0) return [bare];
  const found = await bounded(patience, lookup(bare, { all: true }));
  return found.map(({ address }) => address);
}

export interface Peer {
  readonly host: string;
  readonly port: number;
}

/** Connects and hangs up. Rejects with the system's error. */
export async function connectOnce({ host, port }: Peer, patience: Patience): Promise<void> {
  const socket = connectPlain({ host: bareHost(host), port });
  try {
    await bounded(patience, once(socket, 'connect'));
  } finally {
    hangUp(socket);
  }
}

export interface TlsFacts {
  /** `TLSv1.3`. */
  readonly protocol: string | null;
  /** End of the certificate's validity, text of the certificate. */
  readonly validTo: string;
}

/** As connectOnce, with a handshake and a check of the certificate. */
export async function connectTlsOnce({ host, port }: Peer, patience: Patience): Promise<TlsFacts> {
  const bare = bareHost(host);
  const socket = connectTls({ host: bare, port, ...(isIP(bare) === 0 ? { servername: bare } : {}) });
  try {
    await bounded(patience, once(socket, 'secureConnect'));
    return { protocol: socket.getProtocol(), validTo: socket.getPeerCertificate().valid_to };
  } finally {
    hangUp(socket);
  }
}

/** What goes wrong from now on is nobody's business. */
function hangUp(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.destroy();
}
