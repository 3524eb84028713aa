// One POST of JSON: sent, timed, its answer read as far as its status.

import { type Agent, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';

export interface PostPlan {
  readonly url: string;
  /** Way out: direct or by a proxy. */
  readonly agent: Agent;
  readonly body: string;
  readonly timeoutMs: number;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

/** `why` names no part of the address. */
export type PostEnd =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterS: number | null }
  | { readonly kind: 'broken'; readonly why: string };

/** Never rejects. Redirections are not followed: they are answers like others. */
export function postJson({ url, agent, body, timeoutMs, userAgent, signal }: PostPlan): Promise<PostEnd> {
  if (signal.aborted) return Promise.resolve({ kind: 'broken', why: 'not wanted any more' });
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? tlsRequest : plainRequest;
    const length = Buffer.byteLength(body);
    const headers = { 'content-type': 'application/json', 'content-length': length, 'user-agent': userAgent };
    const request = send(url, { method: 'POST', agent, headers, signal }, (response) => {
      // The connection serves again only once the answer is read; of a long one nobody wants the rest.
      response.on('error', () => undefined);
      response.resume();
      response.once('end', () => clearTimeout(timer));
      resolve({ kind: 'answered', status: response.statusCode ?? 0, retryAfterS: secondsOf(response.headers) });
    });
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs / 1_000} s`)), timeoutMs);
    request.once('close', () => clearTimeout(timer));
    request.on('error', (error: NodeJS.ErrnoException) => {
      resolve({ kind: 'broken', why: signal.aborted ? 'not wanted any more' : (error.code ?? error.message) });
    });
    request.end(body);
  });
}

function secondsOf(headers: { readonly 'retry-after'?: string | undefined }): number | null {
  const text = headers['retry-after'] ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
