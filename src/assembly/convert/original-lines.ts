// Recordings → the original design's flat NDJSON: one object a depth message, its numbers as the exchange wrote them.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import type { Recording } from '../recording.js';

export interface OriginalSink {
  readonly signal: AbortSignal;
  readonly write: (lines: string) => Promise<void>;
  readonly onProgress: (bytesRead: number) => void;
}

export interface OriginalCounts {
  lines: number;
  /** Messages that the format has no line for: trades, snapshots, control lines. */
  left: number;
}

/** Writes every depth message in the order of receipt; closing the feed is the caller's. */
export async function writeOriginalLines({ opened }: Recording, sink: OriginalSink): Promise<OriginalCounts> {
  const counts: OriginalCounts = { lines: 0, left: 0 };
  for (let frames = await opened.feed.next(); frames !== null; frames = await opened.feed.next()) {
    sink.signal.throwIfAborted();
    const lines: string[] = [];
    for (let k = 0; k < frames.count; k++) {
      const line = originalLine(frames, k);
      if (line !== null) lines.push(line);
    }
    counts.lines += lines.length;
    counts.left += frames.count - lines.length;
    if (lines.length > 0) await sink.write(lines.join(''));
    sink.onProgress(opened.progress().bytesRead);
  }
  return counts;
}

const decoder = new TextDecoder();
type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function originalLine(frames: FrameBatch, k: number): string | null {
  const kind = frames.kind[k];
  if (kind !== FRAME.stream && kind !== FRAME.rawLine && kind !== FRAME.originalLine) return null;
  const text = decoder.decode(frames.bytes.subarray(frames.start[k], frames.end[k]));
  const payload = payloadOf(text.startsWith('"') ? `{${text}` : text, kind === FRAME.originalLine);
  return payload === null ? null : lineOf(payload, frames.recvUs[k] as number);
}

/** The depth message in a frame; null where there is none. */
function payloadOf(text: string, isOriginal: boolean): Json | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  if (isOriginal) return { ...value, b: value['bids'], a: value['asks'], s: value['symbol'] };
  const data = isRecord(value['data']) ? value['data'] : value;
  return data['e'] === 'depthUpdate' ? data : null;
}

/** Times in milliseconds with three decimals; latencies as the original defined them, from what is recorded. */
function lineOf({ E, T, U, u, pu, s, b, a }: Json, recvUs: number): string {
  const sent = typeof E === 'number' ? E : null;
  const latency = sent === null ? null : (recvUs - sent * 1000) / 1000;
  const rest = {
    symbol: s,
    E: sent,
    T,
    U,
    u,
    pu,
    bids: b,
    asks: a,
    latency_event_ms: latency,
    latency_pipeline_ms: null,
  };
  return `{"ts_recv":${(recvUs / 1000).toFixed(3)},${JSON.stringify(rest).slice(1)}\n`;
}
