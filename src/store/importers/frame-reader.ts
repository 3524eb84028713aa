// Reads one input from its first byte to its last: chunks, the line that crosses their border, and the torn end.

import { createFrameBatch, type FrameBatch } from '../../core/market/frame.js';
import { isTameJson } from '../../core/market/json-bounds.js';
import { type Feed } from '../../stream/feed.js';
import { type ByteSource } from './byte-source.js';
import { type FrameCutter } from './frame-cutter.js';
import { cutDamaged, type LineScan, scanLines } from './line-scan.js';
import { type ProblemLog, reportProblem } from './problem.js';
import { sealProblem } from './seal-end.js';

export const CHUNK_BYTES = 1024 * 1024;
export const BATCH_FRAMES = 8192;
export const MAX_LINE_BYTES = 64 * 1024 * 1024;
/** Room before each chunk for the line that the chunk before it left unfinished. */
const HEADROOM = 256 * 1024;

export interface FrameReaderOptions {
  readonly path: string;
  /** FrameBatch.input of its batches. */
  readonly input: number;
  readonly cutter: FrameCutter;
  readonly problems: ProblemLog;
  /** A file still being written: an unfinished end is not damage. */
  readonly growing: boolean;
  /** Whether a last line without line end is damage in itself; else it is used where it is whole JSON. */
  readonly endedLines: boolean;
  /** Whether the last line must be a seal that agrees with what was read; else it is not looked at. */
  readonly sealed?: boolean;
  /** Lines of the file before the first of those read; 0 unless told. */
  readonly headerLines?: number;
  readonly chunkBytes?: number;
  readonly batchFrames?: number;
  readonly maxLineBytes?: number;
}

export class FrameReader implements Feed<FrameBatch> {
  readonly #source: ByteSource;
  readonly #options: FrameReaderOptions;
  readonly #scan: LineScan;
  readonly #batch: FrameBatch;
  readonly #maxLineBytes: number;
  /** Two chunk buffers in turn: one is being read into while the other's frames are in use. */
  #idle: Buffer;
  #busy: Buffer;
  #pending: Promise<number>;
  /** Inside a line that is too long: everything up to the next line end is passed over. */
  #skipping = false;
  /** Unpacked bytes read so far. */
  #plainBytes = 0;
  #ended = false;

  constructor(source: ByteSource, options: FrameReaderOptions) {
    const { path, problems } = options;
    this.#source = source;
    this.#options = options;
    this.#maxLineBytes = options.maxLineBytes ?? MAX_LINE_BYTES;
    this.#batch = createFrameBatch(options.batchFrames ?? BATCH_FRAMES);
    this.#batch.input = options.input;
    const size = HEADROOM + (options.chunkBytes ?? CHUNK_BYTES);
    this.#idle = Buffer.allocUnsafeSlow(size);
    this.#busy = Buffer.allocUnsafeSlow(size);
    this.#scan = {
      bytes: Buffer.alloc(0),
      at: 0,
      line: options.headerLines ?? 0,
      cut: options.cutter,
      report: (code, line, detail) => reportProblem(problems, { path, line, code, detail }),
    };
    this.#pending = this.#startRead();
  }

  /** Bytes taken from the disk so far (compressed, where they are). */
  get consumed(): number {
    return this.#source.consumed;
  }

  async next(): Promise<FrameBatch | null> {
    const batch = this.#batch;
    batch.count = 0;
    if (batch.hints.size > 0) batch.hints.clear();
    while (!this.#ended) {
      scanLines(this.#scan, batch);
      if (batch.count > 0) return batch;
      const size = await this.#pending;
      if (size > 0) this.#take(size);
      else this.#finish();
    }
    return batch.count > 0 ? batch : null;
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#source.close();
    await this.#pending.catch(() => 0);
  }

  #startRead(): Promise<number> {
    const pending = this.#source.read(this.#idle, HEADROOM);
    // A failure is thrown where the chunk is awaited; this only keeps it from counting as unhandled until then.
    pending.catch(() => 0);
    return pending;
  }

  /** Joins the unfinished line with the chunk that has arrived, and starts reading the next one. */
  #take(size: number): void {
    this.#plainBytes += size;
    const scan = this.#scan;
    let carry = scan.bytes.subarray(scan.at);
    if (carry.length > this.#maxLineBytes) {
      if (!this.#skipping) {
        scan.report('V13_LINE_TOO_LONG', scan.line + 1, `a line of more than ${this.#maxLineBytes} bytes; passed over`);
      }
      this.#skipping = true;
      carry = carry.subarray(0, 0);
    }
    const chunk = this.#idle;
    if (carry.length <= HEADROOM) {
      const start = HEADROOM - carry.length;
      carry.copy(chunk, start);
      scan.bytes = chunk.subarray(start, HEADROOM + size);
      this.#idle = this.#busy;
      this.#busy = chunk;
    } else scan.bytes = Buffer.concat([carry, chunk.subarray(HEADROOM, HEADROOM + size)]);
    scan.at = 0;
    if (this.#skipping) this.#passOver();
    this.#pending = this.#startRead();
  }

  #passOver(): void {
    const scan = this.#scan;
    const newline = scan.bytes.indexOf(10);
    scan.at = newline < 0 ? scan.bytes.length : newline + 1;
    if (newline < 0) return;
    scan.line++;
    this.#skipping = false;
  }

  #finish(): void {
    this.#ended = true;
    const { damage } = this.#source;
    const { path, problems, growing } = this.#options;
    const scan = this.#scan;
    const hasTail = !this.#skipping && scan.at < scan.bytes.length;
    if (this.#options.sealed === true && !growing && damage === null && !hasTail) this.#checkSeal();
    if (!growing && hasTail) this.#finishLastLine();
    if (damage !== null && !(growing && damage.code === 'V13_COMPRESSED_TRUNCATED')) {
      reportProblem(problems, { path, line: scan.line, code: damage.code, detail: damage.detail });
    }
  }

  #checkSeal(): void {
    const { bytes, at, line, report } = this.#scan;
    if (at === 0) return;
    const problem = sealProblem({ bytes: bytes.subarray(0, at), fileBytes: this.#plainBytes, lines: line });
    if (problem !== null) report(problem.code, line, problem.detail);
  }

  /** The bytes after the last line end: a torn line, unless the format allows an unended one and it is whole. */
  #finishLastLine(): void {
    const scan = this.#scan;
    const batch = this.#batch;
    const size = scan.bytes.length - scan.at;
    scan.line++;
    const tail = Buffer.alloc(size + 1, 10);
    scan.bytes.copy(tail, 0, scan.at);
    batch.bytes = tail;
    const allZero = tail.subarray(0, size).every((byte) => byte === 0);
    const kind = allZero || this.#options.endedLines ? 0 : scan.cut(batch, 0, size);
    if (allZero) cutDamaged(scan, batch, { from: 0, to: size });
    else if (kind > 0 && isJson(tail, kind === 0 ? 0 : (batch.start[0] as number), size)) {
      batch.end[0] = size;
      batch.line[0] = scan.line;
      batch.kind[0] = kind;
      batch.count = 1;
    } else scan.report('V13_LINE_TORN', scan.line, `the last line has no line end (${size} bytes); it was left out`);
  }
}

function isJson(bytes: Buffer, from: number, to: number): boolean {
  try {
    const text = bytes.toString('utf8', from, to);
    if (!isTameJson(text)) return false;
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
