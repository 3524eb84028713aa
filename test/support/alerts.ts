// Records of alerts, and a server that takes them.

import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ALERT_SCHEMA, type AlertRecord } from '../../src/core/alert/record.js';

export const alertRecord = (more: Partial<AlertRecord>): AlertRecord => ({
  schema: ALERT_SCHEMA,
  time_us: 1_723_161_255_088_169,
  state: 'raised',
  rule: 'ofi_z > 3',
  symbol: 'ETHUSDT',
  text: 'ofi_z 3.4',
  values: { ofi_z: 3.4 },
  since_us: 1_723_161_255_088_169,
  suppressed: 0,
  env: 'emulator',
  session: 's1',
  ...more,
});

export interface HookServer {
  readonly url: string;
  readonly bodies: string[];
  /** What the next requests get; by default 204. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
  close(): Promise<void>;
}

/** A web hook on this machine. */
export async function startHook(): Promise<HookServer> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      hook.answer(response, request);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const hook: HookServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=geheim`,
    bodies,
    answer: (response) => response.writeHead(204).end(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  return hook;
}
