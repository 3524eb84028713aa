// One GET whose body is read as it arrives, with redirects, and an end to waiting when nothing arrives any more.

import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';

export interface GetPlan {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly agentFor: (url: string) => Agent;
  /** Longest time without a byte. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
}

/** An answer whose body arrives piece by piece. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The next bytes; null at the end. Rejects when the connection broke, after everything that came before. */
  read(): Promise<Buffer | null>;
  /** Reads no further. */
  drop(): void;
}

const MOST_REDIRECTS = 3;

/** The answer, its body still to be read. Rejects with the system's error, or the signal's reason. */
export async function httpGet(plan: GetPlan): Promise<HttpAnswer> {
  let { url } = plan;
  for (let redirects = 0; ; redirects++) {
    const answer = await send({ ...plan, url });
    const { status, headers } = answer;
    const isRedirect = [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
    if (!isRedirect || redirects >= MOST_REDIRECTS) return answer;
    answer.drop();
    url = new URL(headers.location ?? '', url).href;
  }
}

function send({ url, headers, agentFor, idleMs, signal }: GetPlan): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const open = url.startsWith('https:') ? tlsRequest : plainRequest;
    const request = open(url, {
      agent: agentFor(url),
      headers: { 'user-agent': 'v13', 'accept-encoding': 'identity', ...headers },
      signal,
    });
    const quiet = (): void => {
      request.destroy(Object.assign(new Error(`nothing arrived for ${idleMs} ms`), { code: 'ETIMEDOUT' }));
    };
    request.setTimeout(idleMs, quiet);
    request.on('error', (error) => reject(signal.aborted ? (signal.reason as Error) : error));
    request.on('response', (response) => resolve(answerOf(response)));
    request.end();
  });
}

/** So much may wait to be taken before the server is held back. */
const MOST_WAITING = 4 * 1024 * 1024;

/**
 * Listens from the moment of the answer on: every byte that came is handed over, also those just before the connection
 * broke (a broken stream drops what nobody has read yet).
 */
function answerOf(response: IncomingMessage): HttpAnswer {
  const chunks: Buffer[] = [];
  let waiting = 0;
  const state: { ended: boolean; broken: Error | null } = { ended: false, broken: null };
  let wake = (): void => undefined;
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    waiting += chunk.length;
    if (waiting > MOST_WAITING) response.pause();
    wake();
  });
  const end = (error: Error | null): void => {
    state.ended = true;
    state.broken ??= error;
    wake();
  };
  response.on('end', () => end(null));
  response.on('error', end);
  response.on('close', () => end(null));
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    drop: () => response.destroy(),
    async read() {
      while (chunks.length === 0 && !state.ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const chunk = chunks.shift();
      if (chunk === undefined) {
        if (state.broken !== null) throw state.broken;
        return null;
      }
      waiting -= chunk.length;
      if (response.isPaused()) response.resume();
      return chunk;
    },
  };
}

/** A small text body to its end. */
export async function textOf(answer: HttpAnswer, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (let chunk = await answer.read(); chunk !== null && bytes < mostBytes; chunk = await answer.read()) {
    bytes += chunk.length;
    chunks.push(chunk);
  }
  answer.drop();
  return Buffer.concat(chunks).toString('utf8', 0, mostBytes);
}
