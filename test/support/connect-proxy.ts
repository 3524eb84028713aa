// An HTTP proxy with CONNECT for tests: notes what it was asked for, and leads every name to one port of this machine.

import { createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';

export interface TestProxy {
  readonly port: number;
  /** `host:port` of every tunnel asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface ConnectProxyRules {
  /** Where every tunnel ends. */
  readonly targetPort: number;
  /** Wanted `user:password`; null for none. */
  readonly login?: string | null;
  /** Status with which tunnels are refused. */
  readonly refuse?: number | null;
}

export async function startConnectProxy(rules: ConnectProxyRules): Promise<TestProxy> {
  const { targetPort, login = null, refuse = null } = rules;
  const asked: string[] = [];
  const wires = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(400).end());
  server.on('connection', (wire) => {
    wires.add(wire);
    wire.on('error', () => wire.destroy());
  });
  server.on('connect', (request, wire) => {
    asked.push(request.url ?? '');
    const wanted = login === null ? null : `Basic ${Buffer.from(login).toString('base64')}`;
    if (wanted !== null && request.headers['proxy-authorization'] !== wanted) {
      return void wire.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    }
    if (refuse !== null) return void wire.end(`HTTP/1.1 ${refuse} Refused\r\nContent-Length: 0\r\n\r\n`);
    const onward = connect(targetPort, '127.0.0.1', () => {
      wire.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(wire);
      wire.pipe(onward);
    });
    wires.add(onward);
    onward.on('error', () => wire.destroy());
    onward.on('close', () => wire.destroy());
    wire.on('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const wire of wires) wire.destroy();
        server.close(() => resolve());
      }),
  };
}
