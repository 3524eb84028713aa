// A SOCKS5 proxy for tests (RFC 1928, CONNECT without login): leads every name to one port of this machine.

import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import type { TestProxy } from './connect-proxy.js';

const HELLO = Buffer.from([5, 0]);
const GRANTED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const DOMAIN = 3;

/** `host:port` of a request: version, command, 0, address type, address, port. */
function readTarget(request: Buffer): string {
  const isName = request[3] === DOMAIN;
  const length = isName ? request[4]! : 4;
  const start = isName ? 5 : 4;
  const address = request.subarray(start, start + length);
  const host = isName ? address.toString('latin1') : [...address].join('.');
  return `${host}:${request.readUInt16BE(start + length)}`;
}

export async function startSocksProxy(targetPort: number): Promise<TestProxy> {
  const asked: string[] = [];
  const wires = new Set<Socket>();
  const server = createServer((wire) => {
    wires.add(wire);
    wire.on('error', () => wire.destroy());
    wire.once('data', () => {
      wire.write(HELLO);
      wire.once('data', (request: Buffer) => {
        asked.push(readTarget(request));
        const onward = connect(targetPort, '127.0.0.1', () => {
          wire.write(GRANTED);
          onward.pipe(wire);
          wire.pipe(onward);
        });
        wires.add(onward);
        onward.on('error', () => wire.destroy());
        onward.on('close', () => wire.destroy());
        wire.on('close', () => onward.destroy());
      });
    });
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
