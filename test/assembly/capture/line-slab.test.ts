// Lines in memory: what the chain sees is what a reader of the written bytes sees, and every byte of a message is kept.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRAME, createFrameBatch } from '../../../src/core/market/frame.js';
import {
  addControl,
  addControlText,
  addHealed,
  addMalformed,
  addMessage,
  addSnapshot,
  composeLines,
  createLineSlab,
  releaseChunk,
  stampLatencies,
  type LineSlab,
} from '../../../src/assembly/capture/line-slab.js';
import { createRawLineCutter } from '../../../src/store/ndjson/raw-line-cutter.js';

const START_US = 1_763_800_000_000_000;
const message = (E: number, more = ''): Buffer =>
  Buffer.from(`{"stream":"ethusdt@aggTrade","data":{"e":"aggTrade","E":${E},"s":"ETHUSDT","a":5${more}}}`);

interface Seen {
  readonly kind: number;
  readonly recvUs: number;
  readonly text: string;
}

/** Takes everything out; frames as given to the chain, and the lines as written. */
function drain(slab: LineSlab, processUs: number): { frames: Seen[]; text: string; lines: number } {
  const frames: Seen[] = [];
  let text = '';
  let lines = 0;
  for (let chunk = composeLines(slab); chunk !== null; chunk = composeLines(slab)) {
    stampLatencies(slab, processUs);
    text += Buffer.from(chunk.bytes).toString('utf8');
    lines += chunk.lines;
    const { count, bytes, start, end, kind, recvUs } = slab.frames;
    for (let i = 0; i < count; i++) {
      const frame = Buffer.from(bytes.subarray(start[i], end[i])).toString('utf8');
      frames.push({ kind: kind[i] ?? 0, recvUs: recvUs[i] ?? 0, text: frame });
    }
  }
  return { frames, text, lines };
}

/** What the reader of the file cuts out of the same text. */
function cut(text: string): Seen[] {
  const bytes = Buffer.from(text);
  const batch = createFrameBatch(1);
  batch.bytes = bytes;
  const cutter = createRawLineCutter();
  const seen: Seen[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = bytes.indexOf(10, from);
    batch.count = 0;
    const kind = cutter(batch, from, to);
    seen.push({ kind, recvUs: batch.recvUs[0] ?? 0, text: bytes.subarray(batch.start[0], to).toString('utf8') });
    from = to + 1;
  }
  return seen;
}

describe('lines', () => {
  test('a message keeps its bytes behind the head', () => {
    const slab = createLineSlab();
    addMessage(slab, message(1_763_799_999_990), START_US);
    const { text, lines } = drain(slab, START_US + 250);
    expect(lines).toBe(1);
    expect(text).toBe(
      `{"ts_recv":1763800000000.000,"latency_event_ms":10.000,"latency_pipeline_ms":     0.250,${message(1_763_799_999_990).toString().slice(1)}\n`,
    );
  });

  test('all kinds: frames are what the reader of the file cuts', () => {
    const slab = createLineSlab();
    addControlText(slab, START_US, (us) => `{"ts_recv":${us / 1000},"control":"session"}\n`);
    addMessage(slab, message(1), START_US + 10);
    addMessage(slab, Buffer.from('{"result":null,"id":1}'), START_US + 20);
    addMalformed(slab, Buffer.from([0xff, 10, 0x7b]), START_US + 30);
    const rest = { url: 'https://x/y?a="1"', sentUs: START_US + 5, recvUs: START_US + 40 };
    addSnapshot(slab, { ...rest, stream: 'ethusdt@snapshot', data: '{"lastUpdateId":1,"bids":[],"asks":[]}' });
    addHealed(slab, { ...rest, stream: 'ethusdt@healedTrade', data: '{"a":3}' });
    addControl(slab, 'gap', { recvUs: START_US + 50, fields: { symbol: 'ETHUSDT' } });
    const { frames, text } = drain(slab, START_US + 60);
    expect(frames).toEqual(cut(text));
    expect(frames.map(({ kind }) => kind)).toEqual([
      FRAME.control,
      FRAME.stream,
      FRAME.rawLine,
      FRAME.rawLine,
      FRAME.stream,
      FRAME.stream,
      FRAME.control,
    ]);
    const malformed = text.split('\n')[3] ?? '';
    expect((JSON.parse(malformed) as { malformed: string }).malformed).toBe(
      Buffer.from([0xff, 10, 0x7b]).toString('base64'),
    );
  });

  test('every line that has a latency gets it when it is known, in its own place', () => {
    const slab = createLineSlab();
    addMessage(slab, message(1), START_US);
    addMalformed(slab, Buffer.from('x'), START_US + 10);
    const rest = { url: 'https://x', sentUs: START_US, recvUs: START_US + 20, stream: 'ethusdt@snapshot' };
    addSnapshot(slab, { ...rest, data: '{"latency_pipeline_ms":null}' });
    addControl(slab, 'gap', { recvUs: START_US + 30, fields: { symbol: 'ETHUSDT' } });
    const chunk = composeLines(slab)!;
    const text = (): string => Buffer.from(chunk.bytes).toString('utf8');
    const pending = text();
    expect(pending.match(/_pipeline_ms": {6}null,/g)).toHaveLength(3);
    stampLatencies(slab, START_US + 1_234_567);
    const values = text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(values.map((value) => value['latency_pipeline_ms'])).toEqual([1234.567, 1234.557, 1234.547, undefined]);
    expect(values[2]).toMatchObject({ data: { latency_pipeline_ms: null } });
    expect(text().replaceAll(/_pipeline_ms": *[\d.]+,/g, '_pipeline_ms":      null,')).toBe(pending);
  });

  test('times are strictly increasing, whatever they were stamped with', () => {
    const slab = createLineSlab();
    for (const us of [5, 5, 3, 9, 9]) addMessage(slab, message(1), START_US + us);
    expect(drain(slab, START_US + 20).frames.map(({ recvUs }) => recvUs - START_US)).toEqual([5, 6, 7, 9, 10]);
  });

  test('many lines of any size over many slabs: nothing is lost, doubled or moved', () => {
    const sizes = fc.array(fc.oneof(fc.nat(300), fc.nat(5_000), fc.constant(1_500_000)), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(sizes, fc.nat(3), (all, every) => {
        const slab = createLineSlab();
        let text = '';
        let expected = '';
        all.forEach((size, i) => {
          const bytes = message(1, `,"x":"${'é'.repeat(size >> 1)}"`);
          addMessage(slab, bytes, START_US + i);
          expected += `${bytes.toString('utf8').slice(1)}\n`;
          if (i % (every + 1) === 0) text += drain(slab, START_US + i).text;
        });
        text += drain(slab, START_US + all.length).text;
        expect(
          text.replaceAll(/^\{"ts_recv":[\d.]+,"latency_event_ms":[-\d.]+,"latency_pipeline_ms":[ \d.]+,/gm, ''),
        ).toBe(expected);
        expect(slab.lines).toBe(all.length);
      }),
      { numRuns: 30 },
    );
  });

  test('bytes handed out earlier never change', () => {
    const slab = createLineSlab();
    addMessage(slab, message(1), START_US);
    const first = composeLines(slab);
    const before = Buffer.from(first?.bytes ?? []).toString('hex');
    for (let i = 0; i < 9_000; i++) addMessage(slab, message(2), START_US + 1 + i);
    drain(slab, START_US);
    expect(Buffer.from(first?.bytes ?? []).toString('hex')).toBe(before);
  });
});

describe('memory', () => {
  /** Fills slabs with messages; gives the blocks of memory that were handed out. */
  function fill(slab: LineSlab, rounds: number, written: (chunk: Uint8Array) => void): Set<ArrayBufferLike> {
    const blocks = new Set<ArrayBufferLike>();
    for (let n = 0; n < rounds; n++) {
      addMessage(slab, message(n, `,"x":"${'y'.repeat(10_000)}"`), START_US + n);
      for (let chunk = composeLines(slab); chunk !== null; chunk = composeLines(slab)) {
        blocks.add(chunk.bytes.buffer);
        written(chunk.bytes);
      }
    }
    return blocks;
  }

  test('serves again once all of it is written, and not before', () => {
    const slab = createLineSlab();
    expect(fill(slab, 400, (chunk) => releaseChunk(slab, chunk)).size).toBeLessThanOrEqual(2);
    const late: { bytes: Uint8Array; before: string }[] = [];
    const blocks = fill(slab, 400, (bytes) => late.push({ bytes, before: Buffer.from(bytes).toString('latin1') }));
    expect(blocks.size).toBeGreaterThan(10);
    for (const { bytes, before } of late) {
      expect(Buffer.from(bytes).toString('latin1') === before).toBe(true);
      releaseChunk(slab, bytes);
    }
    const again = fill(slab, 100, (chunk) => releaseChunk(slab, chunk));
    expect([...again].every((block) => blocks.has(block))).toBe(true);
  });
});
