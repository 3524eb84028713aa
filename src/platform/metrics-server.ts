// Serves metrics to Prometheus, and whether all is well, on the loopback interface only.

import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { UsageError } from './errors.js';
import { METRICS_CONTENT_TYPE } from './metrics.js';

export interface Health {
  readonly ok: boolean;
  /** One line: `synced 3/3`. */
  readonly text: string;
}

export interface MetricsServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** The exposition text, made when it is asked for. */
  readonly metrics: () => string;
  readonly health: () => Health;
}

export interface MetricsServer {
  readonly port: number;
  /** `http://127.0.0.1:9464/metrics`. */
  readonly url: string;
  /** Frees the port; requests in progress are cut off. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

function answer(
  response: ServerResponse,
  status: number,
  body: { readonly text: string; readonly type?: string },
): void {
  const type = body.type ?? 'text/plain; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body.text) });
  response.end(body.text);
}

function respond(request: IncomingMessage, response: ServerResponse, options: MetricsServerOptions): void {
  const path = (request.url ?? '').split('?', 1)[0];
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    answer(response, 405, { text: 'GET only\n' });
  } else if (path === '/metrics') answer(response, 200, { text: options.metrics(), type: METRICS_CONTENT_TYPE });
  else if (path === '/healthz') {
    const { ok, text } = options.health();
    answer(response, ok ? 200 : 503, { text: `${text}\n` });
  } else answer(response, 404, { text: 'there are /metrics and /healthz\n' });
}

/** A page of another site must not read our metrics through a name that it points at this machine. */
const isLocal = ({ headers: { host } }: IncomingMessage): boolean =>
  host === undefined || /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const isTaken = cause.code === 'EADDRINUSE';
      const reason = isTaken ? 'another program uses it' : (cause.code ?? cause.message);
      const hint = isTaken ? 'choose another port, or 0 for any that is free' : 'choose another port';
      const details = { port, code: cause.code };
      reject(new UsageError(`metrics port ${port}: ${reason}`, { code: 'V13_METRICS_PORT', hint, cause, details }));
    });
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** @throws UsageError V13_METRICS_PORT where the port cannot be had */
export async function openMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (!isLocal(request)) {
      answer(response, 403, { text: 'for this machine only\n' });
      return;
    }
    try {
      respond(request, response, options);
    } catch (cause) {
      // A fault in a figure must not end what is being measured.
      if (!response.headersSent)
        answer(response, 500, { text: `${cause instanceof Error ? cause.message : 'failed'}\n` });
    }
  });
  const port = await listen(server, options.port);
  server.on('error', () => undefined);
  // Metrics keep no program alive that has nothing else to do.
  server.unref();
  return {
    port,
    url: `http://${HOST}:${port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
