// The parts of a capture's live path, put together up to a given stage and run over a stream from memory.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFigures, takeFigures } from '../../src/assembly/capture/capture-figures.js';
import {
  type CaptureLoop,
  type LoopParts,
  createCaptureLoop,
  flushLines,
} from '../../src/assembly/capture/capture-loop.js';
import {
  type LineChunk,
  type LineSlab,
  addControlText,
  addMessage,
  addSnapshot,
  composeLines,
  createLineSlab,
  releaseChunk,
} from '../../src/assembly/capture/line-slab.js';
import { type LiveRun, type LiveWatcher, createLiveRun } from '../../src/assembly/capture/live-run.js';
import { runFrames } from '../../src/assembly/run-chain.js';
import { clearEventBatch } from '../../src/core/market/event-batch.js';
import type { FrameBatch } from '../../src/core/market/frame.js';
import { DEFAULT_CHAIN } from '../../src/core/pipeline/config.js';
import { normalizeFrames } from '../../src/exchange/binance/normalize.js';
import { depthBody } from '../../src/exchange/emulator/payload.js';
import { sessionLine } from '../../src/store/ndjson/raw-line.js';
import { type SegmentWriter, openSegmentWriter } from '../../src/store/segment-writer.js';
import { median } from './statistics.js';
import { type LoadStream, type StreamBlock, createLoadStream, nextSecond } from './load-stream.js';

export interface LiveOptions {
  readonly symbols: number;
  readonly rate: number;
  readonly warmUpS: number;
  readonly seconds: number;
}

/** What a stage and all before it cost a message, over seconds of the market, and the process's memory at its end. */
export interface StageCost {
  readonly medianUs: number;
  readonly leastUs: number;
  readonly rssMb: number;
}

export const LIVE_STAGES = [
  { name: 'lines', about: 'lines in memory' },
  { name: 'decode', about: '+ decoding, ids checked' },
  { name: 'chain', about: '+ books, flow, rows' },
  { name: 'counts', about: '+ quality, certificate' },
  { name: 'rows', about: '+ digest of rows' },
  { name: 'figures', about: '+ latency, pipeline figures' },
  { name: 'disk', about: '+ segment on disk (all of it)' },
] as const;
export type LiveStage = (typeof LIVE_STAGES)[number]['name'];

export const isLiveStage = (name: string): name is LiveStage => LIVE_STAGES.some((stage) => stage.name === name);

/** How long lines gather in a capture of many symbols, µs. */
const WORK_US = 5_000;

/** Time is the stream's. */
interface Clock {
  nowUs: number;
}

interface Bench {
  readonly clock: Clock;
  readonly live: LiveRun;
  readonly loop: CaptureLoop;
  /** Takes through what has arrived. */
  readonly work: () => void;
}

const silent = (): void => undefined;
const NO_WATCHER: LiveWatcher = { events: silent, rows: silent };

const HEADER = {
  session: 'bench',
  venue: 'binance-usdm',
  env: 'emulator',
  host: 'memory',
  symbols: [],
  streams: ['depth@100ms', 'aggTrade'],
  config: DEFAULT_CHAIN,
  generator: null,
  software: 'bench',
  segment: 0,
};

interface Output {
  readonly writer: SegmentWriter;
  readonly slab: LineSlab;
}

/** Takes everything and keeps nothing. */
const nowhere = (slab: LineSlab): SegmentWriter =>
  ({ append: (bytes: Uint8Array) => releaseChunk(slab, bytes) }) as unknown as SegmentWriter;

function createBench(stage: LiveStage, { symbols }: LiveOptions, { writer, slab }: Output): Bench {
  const live = createLiveRun({
    venue: 'binance-usdm',
    env: 'emulator',
    chain: DEFAULT_CHAIN,
    symbols,
    timingEvery: 1_024,
    nowNs: () => performance.now() * 1e6,
  });
  const figures = createFigures(symbols);
  const counting: LiveWatcher = {
    events(batch) {
      takeFigures(figures, batch, live.names);
    },
    rows: silent,
  };
  const clock: Clock = { nowUs: 0 };
  const parts: LoopParts = {
    live,
    watcher: stage === 'rows' ? NO_WATCHER : counting,
    pipeline: figures.pipeline,
    writer,
    header: HEADER,
    nowUs: () => clock.nowUs,
    onGap: silent,
    onResync: silent,
    onBroken: (error) => {
      throw error;
    },
  };
  const loop = createCaptureLoop(parts, slab);
  return { clock, live, loop, work: workOf(stage, { live, loop }) };
}

/** Stages from `rows` on are the capture's own loop; those before it are its parts. */
function workOf(stage: LiveStage, { live, loop }: Omit<Bench, 'work' | 'clock'>): () => void {
  if (stage === 'rows' || stage === 'figures' || stage === 'disk') return () => flushLines(loop);
  const compute = computeOf(stage, live);
  const take = (): LineChunk | null => composeLines(loop.slab);
  return () => {
    for (let chunk = take(); chunk !== null; chunk = take()) {
      compute(loop.slab.frames);
      releaseChunk(loop.slab, chunk.bytes);
    }
  };
}

function computeOf(stage: LiveStage, live: LiveRun): (frames: FrameBatch) => void {
  const { runner } = live;
  if (stage === 'lines') return silent;
  if (stage === 'decode') {
    return (frames) => {
      for (let from = 0; from < frames.count || runner.normalizer.backlog !== null;) {
        clearEventBatch(runner.events);
        from = normalizeFrames(runner.normalizer, frames, { from, to: frames.count });
      }
    };
  }
  return (frames) => {
    runFrames(runner, frames, {
      from: 0,
      to: frames.count,
      sink: (events, _rows, crossings) => {
        if (stage === 'counts') live.counts.take(events, crossings);
      },
    });
  };
}

/** The session's header, and a book for every symbol. */
function begin(bench: Bench, { source, originUs }: LoadStream): void {
  const { slab } = bench.loop;
  bench.clock.nowUs = originUs;
  const symbols = source.symbols.map(({ symbol, tick, step }) => ({ symbol, tick, step }));
  addControlText(slab, originUs, (recvUs) => sessionLine(recvUs, { ...HEADER, symbols }));
  for (const { symbol } of symbols) {
    const times = { sentMs: originUs / 1_000, matchMs: originUs / 1_000 };
    const data = depthBody(source.book(symbol, 1_000), times);
    addSnapshot(slab, {
      stream: `${symbol.toLowerCase()}@snapshot`,
      url: 'memory:',
      sentUs: originUs,
      recvUs: originUs,
      data,
    });
  }
  bench.work();
}

/** One second of the stream; gives the control back after each 50 ms of it, so that the disk gets its turns. */
async function runBlock(bench: Bench, { bytes, ends, recvUs, count }: StreamBlock): Promise<void> {
  const { slab } = bench.loop;
  let from = 0;
  let turns = 0;
  let dueUs = (recvUs[0] as number) + WORK_US;
  for (let i = 0; i < count; i++) {
    const us = recvUs[i] as number;
    if (us >= dueUs) {
      bench.clock.nowUs = dueUs;
      bench.work();
      dueUs += WORK_US;
      if (++turns % 10 === 0) await new Promise(setImmediate);
    }
    const end = ends[i] as number;
    addMessage(slab, bytes.subarray(from, end), us);
    from = end;
  }
  bench.clock.nowUs = dueUs;
  bench.work();
}

export async function measureStage(stage: LiveStage, options: LiveOptions): Promise<StageCost> {
  const folder = mkdtempSync(join(tmpdir(), 'v13-bench-live-'));
  try {
    const place = { dataFolder: folder, venue: 'binance-usdm', env: 'emulator', session: 'bench', segmentBytes: 0 };
    const slab = createLineSlab();
    const onWritten = (bytes: Uint8Array): void => releaseChunk(slab, bytes);
    const writer = stage === 'disk' ? await openSegmentWriter({ ...place, onWritten }) : nowhere(slab);
    const stream = createLoadStream({ symbols: options.symbols, rate: options.rate, seed: 1 });
    const bench = createBench(stage, options, { writer, slab });
    begin(bench, stream);
    for (let second = 0; second < options.warmUpS; second++) await runBlock(bench, nextSecond(stream));
    return await measure(bench, stream, options.seconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only running blocks is measured, not making them. Least and median of the seconds: other work on the machine only adds. */
async function measure(bench: Bench, stream: LoadStream, seconds: number): Promise<StageCost> {
  const costs: number[] = [];
  for (let second = 0; second < seconds; second++) {
    const block = nextSecond(stream);
    const before = process.cpuUsage();
    await runBlock(bench, block);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / block.count);
  }
  return { medianUs: median(costs), leastUs: Math.min(...costs), rssMb: process.memoryUsage.rss() / 1e6 };
}
