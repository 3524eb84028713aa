// Frames of another tool's recording → v13 raw lines: the exchange's bytes as they are, under the head of our line.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import { parseExactly } from '../../exchange/binance/exact-json.js';
import { eventTimeMs, isStreamMessage } from '../../exchange/binance/message-head.js';
import { bareStreamName, originalPayload } from '../../exchange/binance/normalize-plain.js';
import { isObject } from '../../exchange/binance/plain.js';
import { malformedLine, msText, snapshotLine, streamLine } from '../../store/ndjson/raw-line.js';
import { isCsvFormat } from '../../store/importers/csv/csv-layout.js';
import type { InputFormat } from '../../store/importers/format.js';

/** What the frames of one batch come from. */
export interface FrameOrigin {
  readonly format: InputFormat;
  /** In capitals, for lines that name no symbol; null where nobody knows it. */
  readonly symbol: string | null;
}

export interface LineBlock {
  readonly bytes: Buffer;
  readonly lines: number;
  /** Frames that were no messages of a stream, kept as malformed ones. */
  readonly odd: number;
}

const NEWLINE = 10;

const viewOf = (frames: FrameBatch, from: number, to: number): Buffer =>
  Buffer.from(frames.bytes.buffer, frames.bytes.byteOffset + from, to - from);

/** All frames of a batch as lines, in their order. */
export function linesOfFrames(frames: FrameBatch, origin: FrameOrigin): LineBlock {
  const parts: Buffer[] = [];
  let odd = 0;
  for (let i = 0; i < frames.count; i++) {
    const content = viewOf(frames, frames.start[i] as number, frames.end[i] as number);
    if (isCsvFormat(origin.format)) parts.push(wholeLine(frames, i));
    else if (frames.kind[i] === FRAME.stream && isStreamMessage(content)) addMessage(parts, content, recvOf(frames, i));
    else {
      const line = otherLine(content, frames, { i, origin });
      if (line === null) odd++;
      parts.push(Buffer.from(line ?? malformed(content, recvOf(frames, i))));
    }
  }
  return { bytes: Buffer.concat(parts), lines: frames.count, odd };
}

const recvOf = (frames: FrameBatch, i: number): number => frames.recvUs[i] as number;

export const malformed = (content: Buffer, recvUs: number): string =>
  malformedLine({ recvUs, latencyEventUs: null, latencyPipelineUs: null, base64: content.toString('base64') });

/** Rows of tables are raw lines already: from behind the last line end to the next. */
function wholeLine(frames: FrameBatch, i: number): Buffer {
  const start = frames.bytes.lastIndexOf(NEWLINE, frames.start[i]) + 1;
  return viewOf(frames, start, (frames.end[i] as number) + 1);
}

/** `{"stream":"…","data":…}` with its first brace replaced by the head of our line. */
function addMessage(parts: Buffer[], content: Buffer, recvUs: number): void {
  const sentMs = eventTimeMs(content);
  const latency = sentMs === null ? 'null' : msText(recvUs - sentMs * 1000);
  const head = `{"ts_recv":${msText(recvUs)},"latency_event_ms":${latency},"latency_pipeline_ms":null,`;
  parts.push(Buffer.from(head, 'latin1'), content.subarray(1), LINE_END);
}

const LINE_END = Buffer.from('\n');

interface Other {
  readonly i: number;
  readonly origin: FrameOrigin;
}

/** Snapshots, bare payloads and lines of the original design; null for what is none of them. */
function otherLine(content: Buffer, frames: FrameBatch, { i, origin }: Other): string | null {
  const recvUs = recvOf(frames, i);
  const text = content.toString('utf8');
  const value = parseExactly(text);
  if (!isObject(value)) return null;
  const symbol = frames.hints.get(i) ?? origin.symbol ?? '';
  const times = { recvUs, latencyPipelineUs: null };
  if (frames.kind[i] === FRAME.snapshot) {
    const stream = `${symbol.toLowerCase()}@snapshot`;
    return snapshotLine({ ...times, latencyEventUs: null, stream, data: text, url: urlOf(origin), sentUs: recvUs });
  }
  if (frames.kind[i] === FRAME.originalLine) return originalLine(value, { symbol, recvUs });
  const stream = bareStreamName(value);
  return stream === null
    ? null
    : streamLine({ ...times, latencyEventUs: eventLatency(value, recvUs), stream, data: text });
}

/** The files say of a REST answer at most its path. */
const urlOf = ({ format }: FrameOrigin): string => `imported:${format}`;

type Json = Readonly<Record<string, unknown>>;

function eventLatency({ E }: Json, recvUs: number): number | null {
  return typeof E === 'number' && Number.isSafeInteger(E) ? recvUs - E * 1000 : null;
}

/** A flat line as the depth message that it was made of; its numbers may be texts or JSON numbers. */
function originalLine(value: Json, { symbol, recvUs }: { symbol: string; recvUs: number }): string | null {
  const payload = originalPayload(value, symbol);
  const name = payload['s'];
  if (typeof name !== 'string' || name === '') return null;
  const pipeline = value['latency_pipeline_ms'];
  return streamLine({
    recvUs,
    latencyEventUs: eventLatency(value, recvUs),
    latencyPipelineUs: typeof pipeline === 'number' ? Math.round(pipeline * 1000) : null,
    stream: `${name.toLowerCase()}@depth@100ms`,
    data: JSON.stringify(payload),
  });
}
