// Agents of Node's HTTP for REST and sockets alike: direct, or through a proxy and then never direct.

import { type Agent as HttpAgent, type ClientRequest, type IncomingMessage, Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import type { ProxyChoice } from './proxy-choice.js';

const KEEP_ALIVE = { keepAlive: true, keepAliveMsecs: 15_000, maxFreeSockets: 8 };

/** Requests whose answer is the proxy's own: it refused the tunnel, and the exchange never saw them. */
const refused = new WeakSet<ClientRequest>();

/** An agent for connections to `url` (http, https, ws, wss). Close it with destroy(). */
export function createAgent(url: string, proxy: ProxyChoice | null): HttpAgent {
  // A proxy is asked for a tunnel even where the target speaks plain HTTP: it sees and changes nothing.
  if (proxy?.kind === 'http') return tunnelAgent(proxy);
  if (proxy?.kind === 'socks') return new SocksProxyAgent(proxy.reveal(), KEEP_ALIVE);
  return /^(https|wss):/.test(url) ? new TlsAgent(KEEP_ALIVE) : new PlainAgent(KEEP_ALIVE);
}

function tunnelAgent(proxy: ProxyChoice): HttpAgent {
  const agent = new HttpsProxyAgent(proxy.reveal(), KEEP_ALIVE);
  agent.on('proxyConnect', (connect: Pick<IncomingMessage, 'statusCode'>, request: ClientRequest) => {
    if (connect.statusCode !== 200) refused.add(request);
  });
  return agent;
}

/** True when a request's answer came from the proxy instead of the exchange. */
export const isRefusedByProxy = (request: ClientRequest): boolean => refused.has(request);
