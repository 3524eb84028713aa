// Frames as a server writes them onto a real socket: what comes out, in which order, and how the connection ends.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SOCKET_LIMITS, type VenueSocket, openSocket } from '../../../src/exchange/binance/socket.js';
import type { VenueError } from '../../../src/platform/errors.js';
import { createReceiveClock } from '../../../src/platform/receive-clock.js';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const CLOSE = Buffer.from([0x88, 2, 3, 0xe8]);

function frame(content: string, first = TEXT): Buffer {
  const { length } = content;
  const head = Buffer.alloc(length < 126 ? 2 : 10);
  head[0] = first;
  head[1] = length < 126 ? length : 127;
  if (length >= 126) head.writeUInt32BE(length, 6);
  return Buffer.concat([head, Buffer.from(content)]);
}

const frames = (contents: readonly string[]): Buffer => Buffer.concat(contents.map((content) => frame(content)));

interface Scene {
  /** Gets the socket and the answer to the handshake, which it writes itself. */
  readonly server: (socket: Socket, accept: string) => void;
  readonly opened?: (client: VenueSocket) => void;
  /** A server that does not end when the client does. */
  readonly allowHalfOpen?: boolean;
}

interface Played {
  readonly out: string[];
  readonly why: string;
  readonly retryAfterMs: number | null;
}

/** Runs to the end of the connection; gives the messages and why it ended. */
async function play({ server: script, opened, allowHalfOpen = false }: Scene): Promise<Played> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen }, (socket) => {
    sockets.push(socket);
    let head = '';
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      const was = head;
      if (was.includes('\r\n\r\n')) return;
      head += data.toString('latin1');
      const key = /sec-websocket-key: (.*)\r\n/i.exec(head)?.[1];
      if (key === undefined || !head.includes('\r\n\r\n')) return;
      const accept = createHash('sha1')
        .update(key + GUID)
        .digest('base64');
      const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
      script(socket, `${lines.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const out: string[] = [];
  const { port } = server.address() as AddressInfo;
  const { message, retryAfterMs } = await new Promise<VenueError>((resolve) => {
    const client = openSocket(
      {
        url: `ws://127.0.0.1:${port}/`,
        ...{ agent: new Agent(), proxy: null, clock: createReceiveClock(), userAgent: 'test' },
        limits: { ...DEFAULT_SOCKET_LIMITS, closeMs: 100 },
      },
      {
        opened: () => opened?.(client),
        message: (bytes) => void out.push(bytes.toString()),
        closed: resolve,
      },
    );
  });
  for (const socket of sockets) socket.destroy();
  server.close();
  return { out, why: message, retryAfterMs };
}

const many = Array.from({ length: 5_000 }, (_, i) => `m${i}`);

describe('nothing lost, doubled or out of order', () => {
  test('frames in the same bytes as the answer to the handshake', async () => {
    const { out } = await play({
      server: (socket, accept) => socket.end(Buffer.concat([Buffer.from(accept), frames(['a', 'b']), CLOSE])),
    });
    expect(out).toEqual(['a', 'b']);
  });

  test('long ones, parts, pings and binary ones between short ones; nothing behind the goodbye', async () => {
    const long = 'L'.repeat(300_000);
    const parts = [frame('a', 0x01), frame('ping', 0x89), frame('b', 0x00), frame('c', 0x80), frame('bin', 0x82)];
    const all = Buffer.concat([frames(['x', long, 'y']), ...parts, frames(['z']), CLOSE, frames(['late'])]);
    const { out } = await play({ server: (socket, accept) => socket.end(Buffer.concat([Buffer.from(accept), all])) });
    expect(out).toEqual(['x', long, 'y', 'abc', 'bin', 'z']);
  });

  test('held back from its first moment on', async () => {
    const { out } = await play({
      server: (socket, accept) => socket.end(Buffer.concat([Buffer.from(accept), frames(many)])),
      opened: (client) => {
        client.pause();
        setTimeout(() => client.resume(), 50);
      },
    });
    expect(out).toEqual(many);
  });

  test('held back when the connection is cut: what had arrived still counts, once', async () => {
    const { out, why } = await play({
      server: (socket, accept) => {
        socket.write(accept);
        setTimeout(() => socket.end(frames(many.slice(0, 500))), 30);
      },
      opened: (client) => {
        client.pause();
        setTimeout(() => client.terminate('cut'), 100);
      },
    });
    expect(out).toEqual(many.slice(0, 500));
    expect(why).toContain('cut');
  });
});

describe('behind a frame that no server may send', () => {
  test.each([
    ['a reserved bit', frame('bad', 0xc1)],
    ['an unknown kind', frame('bad', 0x83)],
    ['a whole text within one in parts', Buffer.concat([frame('part', 0x01), frame('bad')])],
    ['the end of parts that never began', frame('bad', 0x80)],
  ])('%s: nothing counts', async (_, bad) => {
    const { out } = await play({
      server: (socket, accept) => {
        socket.write(accept);
        setTimeout(() => socket.end(Buffer.concat([frame('x'), bad, frames(['y', 'z'])])), 20);
      },
    });
    expect(out).toEqual(['x']);
  });

  test('a server that goes on talking: the connection is cut soon, since nothing of it is heard', async () => {
    const from = performance.now();
    const { out } = await play({
      server: (socket, accept) => {
        socket.write(accept);
        socket.write(frame('bad', 0xc1));
        const talk = setInterval(() => socket.write(frame('more')), 10);
        socket.on('close', () => clearInterval(talk));
      },
      allowHalfOpen: true,
    });
    expect(out).toEqual([]);
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

test('a stay-away that no timer could hold is kept to one that it can', async () => {
  const { retryAfterMs } = await play({
    server: (socket) => socket.end('HTTP/1.1 418 No\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n'),
  });
  expect(retryAfterMs).toBeLessThan(2 ** 31);
  expect(retryAfterMs).toBeGreaterThan(0);
});
