// One POST against a server of this machine: what arrives, what comes back, and how long it may take.

import { Agent, type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostPlan, postJson } from '../../src/platform/http-post.js';

let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answer(request, response, Buffer.concat(chunks).toString('utf8')));
});
const agent = new Agent({ keepAlive: true });
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=geheim`;
});
afterAll(async () => {
  agent.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const post = (more: Partial<PostPlan> = {}) =>
  postJson({
    url,
    agent,
    body: '{"text":"币安"}',
    timeoutMs: 5_000,
    userAgent: 'v13',
    signal: new AbortController().signal,
    ...more,
  });

test('the body arrives as it is', async () => {
  const seen: unknown[] = [];
  answer = ({ method, headers, url: path }, response, body) => {
    seen.push([method, headers['content-type'], headers['user-agent'], path, body]);
    response.writeHead(204).end();
  };
  expect(await post()).toEqual({ kind: 'answered', status: 204, retryAfterS: null });
  expect(seen).toEqual([['POST', 'application/json', 'v13', '/hook?token=geheim', '{"text":"币安"}']]);
});

test.each([
  [500, undefined, null],
  [302, undefined, null],
  [429, '7', 7],
  [429, 'Wed, 21 Oct 2026 07:28:00 GMT', null],
])('status %i, retry-after %s', async (status, header, retryAfterS) => {
  answer = (_, response) => {
    response.writeHead(status, { location: '/elsewhere', ...(header === undefined ? {} : { 'retry-after': header }) });
    response.end('x'.repeat(100_000));
  };
  expect(await post()).toEqual({ kind: 'answered', status, retryAfterS });
});

test('one that hangs is given up', async () => {
  answer = () => undefined;
  expect(await post({ timeoutMs: 200 })).toEqual({ kind: 'broken', why: 'no answer within 0.2 s' });
});

test('one that does not end its answer has answered', async () => {
  answer = (_, response) => {
    response.writeHead(200);
    response.write('x');
  };
  expect(await post({ timeoutMs: 300 })).toMatchObject({ kind: 'answered', status: 200 });
});

test('broken connections, and nobody there; the address is never part of what is said', async () => {
  answer = (request) => request.socket.destroy();
  const broken = await post();
  expect(broken).toMatchObject({ kind: 'broken' });
  const nobody = await post({ url: 'http://127.0.0.1:1/geheim' });
  expect(nobody).toEqual({ kind: 'broken', why: 'ECONNREFUSED' });
  expect(JSON.stringify([broken, nobody])).not.toContain('geheim');
});

test('a signal ends it', async () => {
  answer = () => undefined;
  const ending = new AbortController();
  const running = post({ signal: ending.signal });
  ending.abort();
  expect(await running).toEqual({ kind: 'broken', why: 'not wanted any more' });
  expect(await post({ signal: ending.signal })).toEqual({ kind: 'broken', why: 'not wanted any more' });
});
