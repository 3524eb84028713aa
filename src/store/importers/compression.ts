// Compressed inputs: recognised by their first bytes, decompressed in big pieces, and used up to the point of damage.

import * as zlib from 'node:zlib';
import { type Transform } from 'node:stream';
import { DataError } from '../../platform/errors.js';
import { type ByteSource, type SourceDamage } from './byte-source.js';
import { PumpedSource } from './pumped-source.js';

export type Compression = 'none' | 'gzip' | 'zstd' | 'zip';

/** Compressed bytes handed over at once: small, so that a block that unfolds a thousandfold stays in memory. */
export const PIECE_BYTES = 32 * 1024;
export const OUTPUT_BYTES = 256 * 1024;

export function detectCompression(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04) return 'zip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return 'none';
}

export type Codec = Transform & { readonly bytesWritten: number };

/** The codec of a compression; V13_ZSTD_UNSUPPORTED where this Node has no zstd (before 22.15). */
function createCodec(compression: 'gzip' | 'zstd', path: string): Codec {
  if (compression === 'gzip') return zlib.createGunzip({ chunkSize: OUTPUT_BYTES });
  // Absent from the types of the oldest Node we run on.
  const { createZstdDecompress } = zlib as { createZstdDecompress?: (options: { chunkSize: number }) => Codec };
  if (createZstdDecompress !== undefined) return createZstdDecompress({ chunkSize: OUTPUT_BYTES });
  throw new DataError(`${path}: zstd needs Node 22.15 or newer; this is ${process.version}`, {
    code: 'V13_ZSTD_UNSUPPORTED',
    path,
    hint: 'unpack it first (zstd -d FILE) or run v13 with a newer Node',
  });
}

export type WriteEnd = 'written' | 'ended' | 'failed';

/** A codec driven one write at a time, so that the output of each write is known. */
export interface Decoder {
  readonly codec: Codec;
  readonly output: Buffer[];
  /** Bytes that ever came out of the codec. */
  produced: number;
  state: WriteEnd;
  wake: ((end: WriteEnd) => void) | null;
}

export function createDecoder(codec: Codec): Decoder {
  const decoder: Decoder = { codec, output: [], produced: 0, state: 'written', wake: null };
  const settle = (end: WriteEnd): void => {
    decoder.state = end;
    decoder.wake?.(end);
    decoder.wake = null;
  };
  codec.on('data', (piece: Buffer) => {
    decoder.output.push(piece);
    decoder.produced += piece.length;
  });
  codec.once('end', () => settle('ended'));
  codec.once('error', () => settle('failed'));
  return decoder;
}

export function writePiece(decoder: Decoder, piece: Buffer): Promise<WriteEnd> {
  if (decoder.state !== 'written') return Promise.resolve(decoder.state);
  return new Promise((resolve) => {
    decoder.wake = resolve;
    decoder.codec.write(piece, (error) => {
      if (error !== null && error !== undefined) return;
      while (decoder.codec.read() !== null) continue;
      decoder.wake?.('written');
      decoder.wake = null;
    });
  });
}

/** Ends a codec. A destroyed one answers no write: one that a pending read is about to make must not wait for it. */
export function stopDecoder(decoder: Decoder): void {
  decoder.codec.destroy();
  decoder.state = 'failed';
  decoder.wake?.('failed');
  decoder.wake = null;
}

/** Asks a zstd codec to finish: it fails where the last frame is incomplete. */
function finish(decoder: Decoder): Promise<WriteEnd> {
  if (decoder.state !== 'written') return Promise.resolve(decoder.state);
  return new Promise((resolve) => {
    decoder.wake = resolve;
    decoder.codec.end();
  });
}

export interface DecodedOptions {
  readonly compression: 'gzip' | 'zstd';
  readonly path: string;
  /** Opens the same bytes again, to save what stands just before damage; null where that is impossible (stdin). */
  readonly reopen: (() => ByteSource) | null;
}

/** Decompresses `raw`. */
export function decodeSource(raw: ByteSource, options: DecodedOptions): ByteSource {
  return new DecodedSource(raw, options);
}

class DecodedSource extends PumpedSource {
  readonly #options: DecodedOptions;
  readonly #decoder: Decoder;
  readonly #piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #closed = false;
  /** Compressed bytes of writes that went well. */
  #fed = 0;

  constructor(raw: ByteSource, options: DecodedOptions) {
    const decoder = createDecoder(createCodec(options.compression, options.path));
    super(raw, decoder.output);
    this.#options = options;
    this.#decoder = decoder;
  }

  override async close(): Promise<void> {
    this.#closed = true;
    stopDecoder(this.#decoder);
    await super.close();
  }

  protected async step(): Promise<void> {
    const size = await this.raw.read(this.#piece, 0);
    // Closed meanwhile: the codec is gone, and what it would have said is of no interest.
    if (this.#closed) return;
    if (size === 0) {
      this.finished = true;
      this.found = await checkEnd(this.#decoder, this.#options.compression);
      return;
    }
    const end = await writePiece(this.#decoder, this.#piece.subarray(0, size));
    if (end === 'written') this.#fed += size;
    else if (!this.#isClosed()) await this.#stop(end);
  }

  /** Read anew: another call may have closed the source during a wait. */
  #isClosed(): boolean {
    return this.#closed;
  }

  async #stop(end: 'ended' | 'failed'): Promise<void> {
    this.finished = true;
    const { codec, output, produced } = this.#decoder;
    if (end === 'ended') {
      this.found = trailing(codec.bytesWritten);
      return;
    }
    this.found = damagedAt(this.#fed);
    output.push(...(await salvage(this.#options, { fed: this.#fed, known: produced })));
  }
}

/** A whole zstd frame that holds nothing. */
const EMPTY_ZSTD_FRAME = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x00, 0x01, 0x00, 0x00]);

/**
 * Whether the compressed data is whole. A few more bytes are offered after the last one, and what comes out of them is
 * thrown away. gzip: a finished member leaves a zero byte alone, an unfinished one takes it. zstd: behind a finished
 * frame an empty frame is read, inside an unfinished one it is damage (asking the codec to finish tells it in some
 * versions of Node only).
 */
async function checkEnd(decoder: Decoder, compression: 'gzip' | 'zstd'): Promise<SourceDamage | null> {
  const pieces = decoder.output.length;
  const before = decoder.codec.bytesWritten;
  const end = await writePiece(decoder, compression === 'gzip' ? Buffer.alloc(1) : EMPTY_ZSTD_FRAME);
  const isWhole =
    compression === 'gzip'
      ? end === 'ended' && decoder.codec.bytesWritten === before
      : end !== 'failed' && (await finish(decoder)) === 'ended';
  decoder.output.length = pieces;
  if (isWhole) return null;
  return {
    code: 'V13_COMPRESSED_TRUNCATED',
    detail: 'the compressed data stops in the middle; everything before that was used',
  };
}

const trailing = (at: number): SourceDamage => ({
  code: 'V13_COMPRESSED_TRAILING',
  detail: `bytes follow the end of the compressed data (from byte ${at} on); they were not read`,
});

const damagedAt = (at: number): SourceDamage => ({
  code: 'V13_COMPRESSED_DAMAGED',
  detail: `the compressed data is damaged, or foreign bytes follow it, after byte ${at}; everything before that was used`,
});

/** Inputs up to this size are decompressed several times to come close to the damage in few steps. */
const SHORT_BYTES = 64 * 1024 * 1024;
/** Writes of so many bytes, narrower and narrower; long inputs are read again only once, byte by byte near the damage. */
const NARROWING = [1024, 32, 1] as const;

/**
 * The output that a failing write took with it: the data is decompressed once more, in ever smaller writes up to the one
 * that failed, at last byte by byte. `fed`: compressed bytes before it; `known`: decompressed bytes that are already there.
 */
async function salvage(options: DecodedOptions, at: { fed: number; known: number }): Promise<Buffer[]> {
  const { reopen } = options;
  if (reopen === null) return [];
  let { fed } = at;
  let saved: Buffer[] = [];
  for (const width of at.fed > SHORT_BYTES ? [1] : NARROWING) {
    const decoder = createDecoder(createCodec(options.compression, options.path));
    const raw = reopen();
    ({ fed, saved } = await decodeAgain(raw, decoder, { fed, known: at.known, width }));
    decoder.codec.destroy();
    await raw.close();
  }
  return saved;
}

/** Decompresses from the beginning; from byte `fed` on in writes of `width`. Gives the output beyond `known`, and the bytes before the write that failed. */
async function decodeAgain(
  raw: ByteSource,
  decoder: Decoder,
  at: { fed: number; known: number; width: number },
): Promise<{ fed: number; saved: Buffer[] }> {
  const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  const saved: Buffer[] = [];
  let skip = at.known;
  let fed = 0;
  for (;;) {
    const size = await raw.read(fed < at.fed ? piece.subarray(0, Math.min(PIECE_BYTES, at.fed - fed)) : piece, 0);
    if (size === 0) return { fed, saved };
    const width = fed < at.fed ? size : at.width;
    for (let from = 0; from < size; from += width) {
      const end = await writePiece(decoder, piece.subarray(from, Math.min(from + width, size)));
      for (const part of decoder.output.splice(0)) {
        if (part.length > skip) saved.push(part.subarray(skip));
        skip = Math.max(0, skip - part.length);
      }
      if (end !== 'written') return { fed, saved };
      fed += Math.min(width, size - from);
    }
  }
}
