// The heart of an import: raw lines to the segments and, as their reader would cut them, through the chain, which knows
// the books for the next segment's head and the certificate of the one that ends.

import { FRAME, type FrameBatch, createFrameBatch } from '../../core/market/frame.js';
import type { Environment, Venue } from '../../core/market/instrument.js';
import { DEFAULT_CHAIN } from '../../core/pipeline/config.js';
import { initCertificate, markSegment, stepCertificate } from '../../core/quality/certificate.js';
import type { CertificateState } from '../../core/quality/certificate-state.js';
import { symbolsOf } from '../../exchange/binance/normalizer.js';
import { SOFTWARE } from '../../platform/version.js';
import { createCutter } from '../../store/importers/format.js';
import { scanLines } from '../../store/importers/line-scan.js';
import { controlLine, sessionLine } from '../../store/ndjson/raw-line.js';
import type { SessionHeader } from '../../store/ndjson/session-header.js';
import type { SealedSegment } from '../../store/segment-file.js';
import type { SegmentWriter } from '../../store/segment-writer.js';
import type { SegmentEnd } from '../../store/writer-options.js';
import { checkpointOf } from '../capture/segment-lines.js';
import { type ChainRunner, createRunner, runFrames } from '../run-chain.js';
import { type LineBlock, malformed } from './raw-lines.js';

export interface ImportLoop {
  readonly writer: SegmentWriter;
  readonly runner: ChainRunner;
  readonly certificate: CertificateState;
  readonly frames: FrameBatch;
  header: Omit<SessionHeader, 'version'>;
  names: string[];
  /** Raw lines so far, heads of segments included. */
  lines: number;
  /** Latest receive time so far, µs. */
  maxUs: number;
  readonly segmentBytes: number;
  readonly market: { readonly venue: Venue; readonly env: Environment };
}

export interface LoopParts {
  readonly writer: SegmentWriter;
  readonly header: Omit<SessionHeader, 'version'>;
  readonly segmentBytes: number;
  readonly market: ImportLoop['market'];
}

const BATCH_FRAMES = 8_192;

export function createImportLoop(parts: LoopParts): ImportLoop {
  const { venue, env } = parts.market;
  return {
    ...parts,
    runner: createRunner(
      { chain: DEFAULT_CHAIN, features: [] },
      { venue, env, instruments: new Map(), symbols: null, keepRefused: 0 },
      null,
    ),
    certificate: initCertificate(),
    frames: createFrameBatch(BATCH_FRAMES),
    names: [],
    lines: 0,
    maxUs: 0,
  };
}

/** Takes a block of lines whose first and latest receive times are these; waits while the disk is slow. */
export async function takeBlock(
  loop: ImportLoop,
  block: LineBlock,
  span: { firstUs: number; maxUs: number },
): Promise<void> {
  if (loop.lines === 0) appendHead(loop, span.firstUs);
  // Cut only where time moves on: else two segments of one session would overlap, and their lines change places.
  else if (loop.writer.segmentBytes >= loop.segmentBytes && span.firstUs > loop.maxUs) rotate(loop, span.firstUs);
  const refused = loop.runner.normalizer.counts.refused;
  run(loop, block.bytes);
  const isSound = loop.runner.normalizer.counts.refused === refused;
  loop.writer.append(isSound ? block.bytes : soundLines(loop, block.bytes), block.lines);
  loop.lines += block.lines;
  loop.maxUs = Math.max(loop.maxUs, span.maxUs);
  if (loop.writer.isFull) await loop.writer.drained();
}

/** Seals the last segment. */
export const endLoop = (loop: ImportLoop): Promise<SealedSegment | null> => loop.writer.close(segmentEnd(loop));

function appendHead(loop: ImportLoop, recvUs: number): void {
  const head = Buffer.from(sessionLine(recvUs, loop.header));
  run(loop, head);
  loop.writer.append(head, 1);
  loop.lines++;
}

function rotate(loop: ImportLoop, recvUs: number): void {
  const end = segmentEnd(loop);
  loop.header = { ...loop.header, segment: (loop.header.segment ?? 0) + 1 };
  const books = loop.runner.normalizer.sequences.flatMap((sequence) => checkpointOf(loop.runner, sequence) ?? []);
  const texts = books.map((book) => controlLine(recvUs, 'checkpoint', book));
  const head = Buffer.from([sessionLine(recvUs, loop.header), ...texts].join(''));
  run(loop, head);
  loop.writer.rotate(head, 1 + texts.length, end);
  loop.lines += 1 + texts.length;
}

function segmentEnd({ certificate, market }: ImportLoop): SegmentEnd {
  const { venue, env } = market;
  const unknown = { host: null, configHash: null, clockOffset: null, digest: null };
  return { venue, env, ...unknown, software: SOFTWARE, certificate: markSegment(certificate) };
}

function cut(loop: ImportLoop, bytes: Buffer, take: (frames: FrameBatch) => void): void {
  const { frames } = loop;
  const scan = { bytes, at: 0, line: loop.lines, cut: createCutter('v13-raw', null), report: () => undefined };
  for (;;) {
    frames.count = 0;
    const isFull = scanLines(scan, frames);
    if (frames.count > 0) take(frames);
    if (!isFull) return;
  }
}

function run(loop: ImportLoop, bytes: Buffer): void {
  const { runner, certificate } = loop;
  cut(loop, bytes, (frames) =>
    runFrames(runner, frames, {
      from: 0,
      to: frames.count,
      sink(events) {
        if (loop.names.length < runner.normalizer.sequences.length) loop.names = symbolsOf(runner.normalizer);
        stepCertificate(certificate, events, loop.names);
      },
    }),
  );
}

/** The lines again, those that are no JSON as malformed frames: every line of the store can be parsed. */
function soundLines(loop: ImportLoop, bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let from = 0;
  cut(loop, bytes, (frames) => {
    for (let i = 0; i < frames.count; i++) {
      const to = (frames.end[i] as number) + 1;
      const line = bytes.subarray(from, to);
      const start = frames.kind[i] === FRAME.stream ? (frames.start[i] as number) : from;
      lines.push(isJson(line) ? line : Buffer.from(malformed(frame(bytes, start, to - 1), frames.recvUs[i] as number)));
      from = to;
    }
  });
  return Buffer.concat(lines);
}

/** A stream frame with the brace that the head of our line took from it. */
const frame = (bytes: Buffer, from: number, to: number): Buffer =>
  Buffer.concat([Buffer.from(bytes[from] === 123 ? '' : '{'), bytes.subarray(from, to)]);

function isJson(line: Buffer): boolean {
  try {
    JSON.parse(line.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
