// The heart of a capture: the chain sees what the writer gets, and a fault of the chain costs no line.

import { describe, expect, test } from 'vitest';
import {
  type CaptureLoop,
  beginSession,
  createCaptureLoop,
  flushLines,
  turnSegment,
} from '../../../src/assembly/capture/capture-loop.js';
import { addMessage } from '../../../src/assembly/capture/line-slab.js';
import { createLiveRun } from '../../../src/assembly/capture/live-run.js';
import { DEFAULT_CHAIN } from '../../../src/core/pipeline/config.js';
import { initRollingSketch } from '../../../src/core/quality/rolling-sketch.js';
import type { SegmentWriter } from '../../../src/store/segment-writer.js';
import type { SegmentEnd } from '../../../src/store/writer-options.js';

const START_US = 1_763_800_000_000_000;

/** A writer that keeps its segments in memory. */
function memoryWriter(): { writer: SegmentWriter; segments: string[] } {
  const segments = [''];
  const add = (bytes: Uint8Array): void => {
    const last = segments.length - 1;
    segments[last] = `${segments[last] ?? ''}${Buffer.from(bytes).toString('utf8')}`;
  };
  const rotate = (head: Uint8Array): void => {
    segments.push('');
    add(head);
  };
  const writer = { append: add, rotate };
  return { writer: writer as unknown as SegmentWriter, segments };
}

function loopOf(watch: () => void = () => undefined): { loop: CaptureLoop; segments: string[]; broken: string[] } {
  const { writer, segments } = memoryWriter();
  const broken: string[] = [];
  let now = START_US;
  const live = createLiveRun({
    venue: 'binance-usdm',
    env: 'emulator',
    chain: DEFAULT_CHAIN,
    symbols: 1,
    timingEvery: null,
    nowNs: () => 0,
  });
  const loop = createCaptureLoop({
    live,
    watcher: { events: watch, rows: () => undefined },
    pipeline: initRollingSketch(),
    writer,
    header: {
      session: '20251122T000000Z-0001',
      venue: 'binance-usdm',
      env: 'emulator',
      host: 'h',
      symbols: [{ symbol: 'ETHUSDT', tick: '0.01', step: '0.001' }],
      streams: ['aggTrade'],
      config: null,
      generator: null,
      software: null,
      segment: 0,
    },
    nowUs: () => now++,
    onGap: () => undefined,
    onResync: () => undefined,
    onBroken: (error) => broken.push(error.message),
  });
  return { loop, segments, broken };
}

const trade = (id: number): Buffer =>
  Buffer.from(
    `{"stream":"ethusdt@aggTrade","data":{"e":"aggTrade","E":1763800000000,"s":"ETHUSDT","a":${id},"p":"2000.00","q":"1.000","f":${id},"l":${id},"T":1763800000000,"m":true}}`,
  );

const END: SegmentEnd = {
  venue: 'binance-usdm',
  env: 'emulator',
  host: null,
  software: null,
  configHash: null,
  clockOffset: null,
  certificate: null,
  digest: null,
};

describe('the loop', () => {
  test('notes what the lines show behind them: a hole in trade ids', () => {
    const { loop, segments } = loopOf();
    beginSession(loop);
    for (const id of [1, 2, 5]) addMessage(loop.slab, trade(id), START_US + id * 1_000);
    flushLines(loop);
    flushLines(loop);
    const lines = segments[0]!.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(JSON.parse(lines[4]!)).toMatchObject({
      control: 'gap',
      symbol: 'ETHUSDT',
      stream: 'trade',
      from_id: 3,
      to_id: 4,
    });
  });

  test('a new segment begins with the header, and what was found before stands in the old one', () => {
    const { loop, segments } = loopOf();
    beginSession(loop);
    for (const id of [1, 3]) addMessage(loop.slab, trade(id), START_US + id * 1_000);
    turnSegment(loop, () => END);
    addMessage(loop.slab, trade(4), START_US + 9_000);
    flushLines(loop);
    expect(segments).toHaveLength(2);
    expect(segments[0]).toContain('"control":"gap"');
    const [head, first] = segments[1]!.split('\n');
    expect(JSON.parse(head!)).toMatchObject({ control: 'session', session: '20251122T000000Z-0001', segment: 1 });
    expect(first).toContain('"a":4');
  });

  test('a line says how long it took from receipt until its batch was computed', () => {
    // A computing that takes five seconds: nothing that is known before it can say so.
    const steps = { us: 0 };
    const { loop, segments } = loopOf(() => (steps.us = 5_000_000));
    beginSession({ ...loop, nowUs: () => START_US });
    const timed = { ...loop, nowUs: () => START_US + 100 + steps.us };
    addMessage(loop.slab, trade(1), START_US + 50);
    steps.us = 0;
    flushLines(timed);
    const line = JSON.parse(segments[0]!.trimEnd().split('\n')[1]!) as Record<string, unknown>;
    expect(line['latency_pipeline_ms']).toBe(5_000.05);
  });

  test('a fault in computing costs no line, before it, in it or after it', () => {
    let batches = 0;
    const { loop, segments, broken } = loopOf(() => {
      if (++batches === 3) throw new Error('a fault');
    });
    beginSession(loop);
    for (let id = 1; id <= 20; id++) {
      addMessage(loop.slab, trade(id), START_US + id * 1_000);
      flushLines(loop);
    }
    turnSegment(loop, () => END);
    addMessage(loop.slab, trade(21), START_US + 99_000);
    flushLines(loop);
    const ids = segments.join('').match(/"a":\d+/g);
    expect(ids).toEqual(Array.from({ length: 21 }, (_, i) => `"a":${i + 1}`));
    expect(broken).toEqual(['a fault']);
    const known = segments.join('').match(/"latency_pipeline_ms": +[\d.]+,/g);
    expect(known).toHaveLength(1);
  });
});
