// A client that does nothing with what it receives: the least that a program in Node pays for the messages themselves.

import { WebSocket } from 'ws';

const NAMES_PER_REQUEST = 200;

interface Counted {
  readonly messages: number;
  readonly bytes: number;
  readonly cpuUs: number;
  readonly systemUs: number;
  readonly seconds: number;
}

/** `URL SYMBOLS SECONDS`: subscribes depth and aggTrade of S001USDT … on two sockets, and prints what it counted. */
export async function runBareClient([url = '', symbols = '1', seconds = '10']: readonly string[]): Promise<void> {
  const names = Array.from({ length: Number(symbols) }, (_, i) => `s${String(i + 1).padStart(3, '0')}usdt`);
  const totals = { messages: 0, bytes: 0 };
  const sockets = [
    await open(
      `${url}/public/stream`,
      names.map((name) => `${name}@depth@100ms`),
      totals,
    ),
    await open(
      `${url}/market/stream`,
      names.map((name) => `${name}@aggTrade`),
      totals,
    ),
  ];
  await pause(2_000);
  const before = { ...totals, cpu: process.cpuUsage(), ms: performance.now() };
  await pause(Number(seconds) * 1_000);
  const { user, system } = process.cpuUsage(before.cpu);
  const counted: Counted = {
    messages: totals.messages - before.messages,
    bytes: totals.bytes - before.bytes,
    cpuUs: user + system,
    systemUs: system,
    seconds: (performance.now() - before.ms) / 1_000,
  };
  for (const socket of sockets) socket.terminate();
  process.stdout.write(`${JSON.stringify(counted)}\n`);
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** One socket with its subscriptions sent, a few requests a second. */
async function open(
  url: string,
  names: readonly string[],
  totals: { messages: number; bytes: number },
): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('message', (data: Buffer) => {
    totals.messages++;
    totals.bytes += data.length;
  });
  for (let from = 0, id = 1; from < names.length; from += NAMES_PER_REQUEST, id++) {
    socket.send(JSON.stringify({ method: 'SUBSCRIBE', params: names.slice(from, from + NAMES_PER_REQUEST), id }));
    await pause(200);
  }
  return socket;
}
