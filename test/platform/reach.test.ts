// Reaching a host: addresses, connections, and giving up in time.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { connectOnce, connectTlsOnce, lookUp } from '../../src/platform/reach.js';

const patience = (timeoutMs = 5_000, signal = new AbortController().signal) => ({ timeoutMs, signal });

/** A server that accepts and says nothing. */
async function silentServer() {
  const wires = new Set<{ destroy(): void }>();
  const server = createServer((wire) => {
    wires.add(wire);
    wire.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      for (const wire of wires) wire.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test('an address is its own, a name of this machine has one, a name that cannot exist has none', async () => {
  expect(await lookUp('127.0.0.1', patience())).toEqual(['127.0.0.1']);
  expect(await lookUp('[::1]', patience())).toEqual(['::1']);
  expect((await lookUp('localhost', patience())).length).toBeGreaterThan(0);
  await expect(lookUp('no-such-host.invalid', patience())).rejects.toMatchObject({
    code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/) as string,
  });
});

test('connects where somebody listens, and tells where nobody does', async () => {
  const server = await silentServer();
  await connectOnce({ host: '127.0.0.1', port: server.port }, patience());
  await server.close();
  await expect(connectOnce({ host: '127.0.0.1', port: server.port }, patience())).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

test('a handshake that never comes ends in time, and with the signal', async () => {
  const server = await silentServer();
  const peer = { host: '127.0.0.1', port: server.port };
  await expect(connectTlsOnce(peer, patience(100))).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  const controller = new AbortController();
  const reason = new Error('enough');
  const waiting = connectTlsOnce(peer, patience(5_000, controller.signal));
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(connectTlsOnce(peer, patience(5_000, controller.signal))).rejects.toBe(reason);
  await server.close();
});
