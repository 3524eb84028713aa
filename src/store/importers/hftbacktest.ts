// The hftbacktest collector's lines: `<receive time in ns, µs or ms> <combined stream JSON>`, one file a symbol.

import { FRAME } from '../../core/market/frame.js';
import { readReceiveTime, type ReceiveTime } from '../ndjson/receive-time.js';
import { startsWithAscii } from '../ndjson/top-level-key.js';
import { type FrameCutter, MALFORMED, NO_SYMBOL } from './frame-cutter.js';

const SPACE = 32;
const OPEN = 123;
const QUOTE = 34;
const L = 108;

/** `symbol`: in capitals, for the bare `{"lastUpdateId":…}` lines, which are REST snapshots without a name. */
export function createHftbacktestCutter(symbol: string | null): FrameCutter {
  const time: ReceiveTime = { us: 0 };
  return (batch, from) => {
    const bytes = batch.bytes;
    const at = readReceiveTime(bytes, from, time);
    if (at < 0 || bytes[at] !== SPACE || bytes[at + 1] !== OPEN || bytes[at + 2] !== QUOTE) return MALFORMED;
    batch.start[batch.count] = at + 1;
    batch.recvUs[batch.count] = time.us;
    if (bytes[at + 3] !== L || !startsWithAscii(bytes, at + 1, '{"lastUpdateId"')) return FRAME.stream;
    if (symbol === null) return NO_SYMBOL;
    batch.hints.set(batch.count, symbol);
    return FRAME.snapshot;
  };
}

/** `btcusdt_20240808.gz` → BTCUSDT: the collector's file names; null for other names. */
export function symbolOfFileName(baseName: string): string | null {
  const match = /^([a-z0-9]{5,})_\d{8}(?:\D|$)/i.exec(baseName);
  return match?.[1]?.toUpperCase() ?? null;
}
