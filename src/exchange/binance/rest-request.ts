// One GET: sent, timed, bounded and read to its end, or failed with an explanation.

import { type Agent, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { VenueError } from '../../platform/errors.js';
import type { ReceiveClock } from '../../platform/receive-clock.js';
import { isRefusedByProxy } from './rest-agents.js';
import { explainBreakage } from './venue-failure.js';

/** An answer with any status, its body verbatim. */
export interface RestAnswer {
  readonly status: number;
  /** Names in lower case; repeated headers joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly url: string;
  readonly sentUs: number;
  /** When the body was complete. */
  readonly recvUs: number;
}

export interface RequestPlan {
  readonly url: string;
  readonly agent: Agent;
  readonly clock: ReceiveClock;
  /** Address of the proxy without credentials; null for a direct connection. */
  readonly proxy: string | null;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly userAgent: string;
}

/** What came back, and whether the proxy said it instead of the exchange. */
export interface RawAnswer {
  readonly answer: RestAnswer;
  readonly byProxy: boolean;
}

/** Sends it once. Rejects with a VenueError when no whole answer came, with the signal's reason when that aborts. */
export async function sendOnce(plan: RequestPlan, signal: AbortSignal): Promise<RawAnswer> {
  signal.throwIfAborted();
  const { hostname, protocol } = new URL(plan.url);
  try {
    return await exchange(plan, { send: protocol === 'https:' ? tlsRequest : plainRequest, signal });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof VenueError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    const failure = explainBreakage({ code: code ?? '', text: message, host: hostname, proxy: plan.proxy });
    throw new VenueError(failure.message, { ...failure, cause });
  }
}

interface Sending {
  readonly send: typeof plainRequest;
  readonly signal: AbortSignal;
}

function exchange(plan: RequestPlan, { send, signal }: Sending): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'application/json', 'user-agent': plan.userAgent };
    const sentUs = plan.clock.nowUs();
    const request = send(plan.url, { agent: plan.agent, headers, method: 'GET', signal });
    const timer = setTimeout(() => request.destroy(timedOut(plan)), plan.timeoutMs);
    request.on('close', () => clearTimeout(timer));
    request.on('error', reject);
    request.on('response', (response) => {
      response.on('error', reject);
      readBody(response, plan.maxBodyBytes, (body) => {
        if (body === null) {
          request.destroy();
          return reject(tooLarge(plan));
        }
        const { statusCode = 0 } = response;
        const recvUs = plan.clock.stampUs();
        const answer = { status: statusCode, headers: textHeaders(response), body, url: plan.url, sentUs, recvUs };
        resolve({ answer, byProxy: isRefusedByProxy(request) });
      });
    });
    request.end();
  });
}

function timedOut(plan: RequestPlan): Error {
  return Object.assign(new Error(`no whole answer within ${plan.timeoutMs} ms`), { code: 'V13_TIMEOUT' });
}

const tooLarge = ({ maxBodyBytes }: RequestPlan): VenueError =>
  new VenueError(`an answer of more than ${maxBodyBytes} bytes was cut off`, {
    code: 'V13_VENUE_ANSWER',
    hint: 'this is not what the exchange sends: check the address and the proxy',
    retryable: false,
  });

/** Collects the body; null as soon as it is too large. */
function readBody(response: IncomingMessage, maxBytes: number, done: (body: Buffer | null) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) done(null);
    else chunks.push(chunk);
  });
  response.on('end', () => {
    if (bytes <= maxBytes) done(Buffer.concat(chunks));
  });
}

function textHeaders(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
