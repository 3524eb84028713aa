// The original design's flat NDJSON: one object a line with ts_recv (s or ms), E, U, u, pu, bids, asks, latencies.

import { FRAME } from '../../core/market/frame.js';
import { readReceiveTime, type ReceiveTime } from '../ndjson/receive-time.js';
import { findTopLevelValue, startsWithAscii } from '../ndjson/top-level-key.js';
import { type FrameCutter, MALFORMED } from './frame-cutter.js';

const OPEN = 123;
const SPACE = 32;
const TIME_KEY = '{"ts_recv":';

export function createOriginalCutter(): FrameCutter {
  const time: ReceiveTime = { us: 0 };
  return (batch, from, to) => {
    const bytes = batch.bytes;
    if (bytes[from] !== OPEN) return MALFORMED;
    let at = from + TIME_KEY.length;
    if (!startsWithAscii(bytes, from, TIME_KEY)) at = findTopLevelValue(bytes, { from, to }, 'ts_recv');
    else if (bytes[at] === SPACE) at++;
    if (at < 0 || readReceiveTime(bytes, at, time) < 0) return MALFORMED;
    batch.start[batch.count] = from;
    batch.recvUs[batch.count] = time.us;
    return FRAME.originalLine;
  };
}
