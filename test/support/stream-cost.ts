// Bytes a symbol and hour of each stream, measured from recordings as lines of the raw format.

import { recordedLines } from './recorded-lines.js';

interface Depth {
  readonly E: number;
  readonly b: readonly (readonly [string, string])[];
  readonly a: readonly (readonly [string, string])[];
}

interface Trade {
  readonly E: number;
  readonly T: number;
  readonly s: string;
  readonly p: string;
  readonly q: string;
  readonly m: boolean;
  readonly X?: string;
}

const HEAD =
  '{"ts_recv":1723161255088.169,"latency_event_ms":-1224.831,"latency_pipeline_ms":0.041,"stream":"","data":}\n';
const DEPTH_HEAD = 150;

const lineBytes = (stream: string, payloadBytes: number): number => HEAD.length + stream.length + payloadBytes;

/** Messages of depth@0ms of the same 100 ms as one: the last quantity of each level. */
function createBatcher(stream: string): { add(data: Depth): void; bytes(): number } {
  let bin: number | null = null;
  let levels = new Map<string, number>();
  let bytes = 0;
  const close = () => {
    const payload = [...levels.values()].reduce((sum, one) => sum + one + 1, 0);
    if (bin !== null) bytes += lineBytes(stream, DEPTH_HEAD + payload);
    levels = new Map();
  };
  return {
    add({ E, b, a }) {
      const next = Math.floor(E / 100);
      if (next !== bin) close();
      bin = next;
      for (const [side, list] of Object.entries({ b, a })) {
        for (const level of list) levels.set(side + level[0], JSON.stringify(level).length);
      }
    },
    bytes: () => bytes,
  };
}

/** Trades of the same time, price and side as one aggTrade. */
function createAggregator(stream: string): { add(data: Trade): void; bytes(): number } {
  let last = '';
  let bytes = 0;
  return {
    add({ E, T, s, p, q, m, X = 'MARKET' }) {
      const key = `${T} ${p} ${m}`;
      if (X !== 'MARKET' || key === last) return;
      last = key;
      const id = 5_123_456_789;
      bytes += lineBytes(stream, JSON.stringify({ e: 'aggTrade', E, a: id, s, p, q, f: id, l: id, T, m }).length);
    },
    bytes: () => bytes,
  };
}

/** Stream → bytes an hour: as recorded, and `depth@100ms` and `aggTrade` made from `depth@0ms` and `trade`. */
export function measureStreams(paths: readonly string[], symbol: string): Map<string, number> {
  const bytes = new Map<string, number>();
  const depth = createBatcher(`${symbol}@depth@100ms`);
  const trades = createAggregator(`${symbol}@aggTrade`);
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (const { stream, recvMs, payload } of recordedLines(paths)) {
    const at = stream.indexOf('@');
    if (stream.slice(0, at) !== symbol) continue;
    firstMs = Math.min(firstMs, recvMs);
    lastMs = Math.max(lastMs, recvMs);
    const name = stream.slice(at + 1);
    bytes.set(name, (bytes.get(name) ?? 0) + lineBytes(stream, Buffer.byteLength(payload)));
    if (name === 'depth@0ms') depth.add(JSON.parse(payload) as Depth);
    if (name === 'trade') trades.add(JSON.parse(payload) as Trade);
  }
  if (bytes.has('depth@0ms')) bytes.set('depth@100ms', depth.bytes());
  if (bytes.has('trade')) bytes.set('aggTrade', trades.bytes());
  const hours = (lastMs - firstMs) / 3_600_000;
  return new Map([...bytes].map(([name, count]) => [name, count / hours]));
}
