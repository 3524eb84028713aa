// The network of a fetch: proxies, waits and words of the exchange's adapter for the downloads of the store.

import { backoffMs } from '../../exchange/binance/backoff.js';
import { chooseProxy } from '../../exchange/binance/proxy-choice.js';
import { createAgent } from '../../exchange/binance/rest-agents.js';
import { explainBreakage, explainRefusal } from '../../exchange/binance/venue-failure.js';
import { VenueError } from '../../platform/errors.js';
import { sleep } from '../../platform/sleep.js';
import type { DownloadTools } from '../../store/fetch/download.js';
import type { FetchLimits, FetchNetwork } from './fetch-types.js';

export const FETCH_LIMITS: FetchLimits = {
  idleMs: 30_000,
  attempts: 6,
  baseWaitMs: 1_000,
  longestPauseMs: 300_000,
  betweenRequestsMs: 250,
};

const WAIT_CAP_MS = 60_000;

/** Tools for all downloads of one run; close it when they are over. */
export function createNetwork(network: FetchNetwork): DownloadTools & { close(): void } {
  const { proxyFlag, variables, random, nowMs, limits = FETCH_LIMITS } = network;
  const agents = new Map<string, ReturnType<typeof createAgent>>();
  const proxyOf = (url: string) => chooseProxy({ flag: proxyFlag, variables, target: url });
  let nextMs = 0;
  return {
    ...limits,
    nowMs,
    waitMs: (attempt) =>
      backoffMs({ baseMs: limits.baseWaitMs, capMs: WAIT_CAP_MS, floorMs: limits.baseWaitMs / 4 }, attempt, random()),
    agentFor(url) {
      const { origin } = new URL(url);
      const agent = agents.get(origin) ?? createAgent(url, proxyOf(url));
      agents.set(origin, agent);
      return agent;
    },
    async turn(signal) {
      const now = nowMs();
      const atMs = Math.max(now, nextMs);
      nextMs = atMs + limits.betweenRequestsMs;
      if (atMs > now) await sleep(atMs - now, signal);
    },
    refused(url, status, text) {
      const { host } = new URL(url);
      const proxy = proxyOf(url)?.shown ?? null;
      const failure = explainRefusal({ status, host, text, proxy, byProxy: status === 407, retryAfterMs: null });
      return new VenueError(failure.message, failure);
    },
    broken(url, cause) {
      const { hostname } = new URL(url);
      const { code = '', message } = cause as NodeJS.ErrnoException;
      const proxy = proxyOf(url)?.shown ?? null;
      const failure = explainBreakage({ code, text: message, host: hostname, proxy });
      return new VenueError(failure.message, { ...failure, cause });
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}
