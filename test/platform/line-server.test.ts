// Tests of lines and answers on a local socket.

import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { LineClient } from '../../src/platform/line-client.js';
import { type LineServer, MOST_CLIENTS, openLineServer } from '../../src/platform/line-server.js';
import { freshFolder } from '../support/cli.js';

const folder = freshFolder();
let count = 0;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function serve(answer: (line: string) => string): Promise<LineServer> {
  const path = join(folder.path, `s${count++}`);
  const server = await openLineServer({ path, isPipe: false, connect: () => answer, nowMs: () => performance.now() });
  ends.push(() => server.close());
  return server;
}

function join2(path: string): { readonly socket: Socket; readonly next: () => Promise<string> } {
  const socket = connect(path).setEncoding('utf8');
  ends.push(() => socket.destroy());
  let text = '';
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  socket.on('error', () => undefined);
  socket.on('data', (chunk: string) => {
    text += chunk;
    const parts = text.split('\n');
    text = parts.pop() ?? '';
    lines.push(...parts);
    while (lines.length > 0 && waiting.length > 0) waiting.shift()!(lines.shift()!);
  });
  const next = (): Promise<string> =>
    new Promise((resolve) => {
      const line = lines.shift();
      if (line === undefined) waiting.push(resolve);
      else resolve(line);
    });
  return { socket, next };
}

test('a line is answered by a line; of lines that come together the newest counts', async () => {
  const server = await serve((line) => `<${line}>`);
  const { socket, next } = join2(server.path);
  socket.write('a\n');
  expect(await next()).toBe('<a>');
  socket.write('b\nc\nd\n');
  expect(await next()).toBe('<d>');
});

test('a client that does not read gets no second answer, and holds up nobody', async () => {
  const big = 'x'.repeat(16_000_000);
  let answers = 0;
  const server = await serve(() => {
    answers++;
    return big;
  });
  const slow = join2(server.path);
  slow.socket.pause();
  for (let k = 0; k < 20; k++) {
    slow.socket.write('again\n');
    await sleep(10);
  }
  expect(answers).toBe(1);
  const quick = join2(server.path);
  quick.socket.write('a\n');
  expect((await quick.next()).length).toBe(big.length);
});

test('more clients than there is room for are told so', async () => {
  const server = await serve(() => 'yes');
  const clients = Array.from({ length: MOST_CLIENTS }, () => join2(server.path));
  for (const { socket, next } of clients) {
    socket.write('x\n');
    expect(await next()).toBe('yes');
  }
  expect(server.clients()).toBe(MOST_CLIENTS);
  expect(await join2(server.path).next()).toContain('look already');
});

test('a line without an end is not collected for ever', async () => {
  const server = await serve(() => 'yes');
  const { socket } = join2(server.path);
  // The server hangs up on what it has not read: the client may see that as a reset.
  const closed = new Promise((resolve) => {
    socket.on('error', () => undefined).on('close', resolve);
  });
  socket.write('x'.repeat(200_000));
  await closed;
});

test('a client connects when somebody listens, and tells where nobody does', async () => {
  const path = join(folder.path, 'later');
  const told: string[] = [];
  const client = await new Promise<LineClient>((resolve) => {
    const made: LineClient = new LineClient({
      paths: () => [path],
      onLine: (line) => told.push(line),
      onChange: (isConnected) => told.push(String(isConnected)),
      onNobody: () => setImmediate(() => resolve(made)),
    });
  });
  ends.push(() => client.close());
  expect(client.send('x')).toBe(false);
  const server = await openLineServer({
    path,
    isPipe: false,
    connect: () => (line) => `<${line}>`,
    nowMs: () => performance.now(),
  });
  while (!client.isConnected) await sleep(20);
  client.send('x');
  while (told.length < 2) await sleep(20);
  expect(told).toEqual(['true', '<x>']);
  await server.close();
});
