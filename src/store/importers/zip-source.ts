// The one file inside a zip archive as a stream: local header, raw deflate, CRC; no random access, so pipes work too.
// Source: PKWARE APPNOTE 6.3.10, §4.3.7 (local header), §4.3.9 (data descriptor), §4.5.3 (zip64).

import { crc32, createInflateRaw } from 'node:zlib';
import { DataError } from '../../platform/errors.js';
import type { ByteSource, SourceDamage } from './byte-source.js';
import { type Decoder, OUTPUT_BYTES, PIECE_BYTES, createDecoder, stopDecoder, writePiece } from './compression.js';
import { PumpedSource } from './pumped-source.js';

const HEADER_BYTES = 30;
const ENTRY = 0x04034b50;
const DIRECTORY = 0x02014b50;
const DESCRIPTOR = 0x08074b50;
const ENCRYPTED = 1;
const HAS_DESCRIPTOR = 8;
const STORED = 0;
const DEFLATED = 8;
/** Sizes of a data descriptor: with or without its signature, 32 or 64 bit. */
const DESCRIPTOR_SIZES = [12, 16, 20, 24] as const;

interface EntryHeader {
  readonly isStored: boolean;
  readonly hasDescriptor: boolean;
  readonly crc: number;
  /** Stored entries only. */
  readonly size: number;
}

/** The first entry of an archive, unpacked. Others in it are reported as damage at the end. Throws V13_ZIP_UNSUPPORTED. */
export function unzipSource(raw: ByteSource, path: string): ByteSource {
  return new ZipSource(raw, path);
}

class ZipSource extends PumpedSource {
  readonly #path: string;
  readonly #decoder: Decoder;
  readonly #piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #header: EntryHeader | null = null;
  /** Compressed bytes handed to the codec; of stored entries, bytes given out. */
  #fed = 0;
  #crc = 0;

  constructor(raw: ByteSource, path: string) {
    const decoder = createDecoder(createInflateRaw({ chunkSize: OUTPUT_BYTES }));
    super(raw, decoder.output);
    this.#decoder = decoder;
    this.#path = path;
  }

  override async close(): Promise<void> {
    stopDecoder(this.#decoder);
    await super.close();
  }

  protected async step(): Promise<void> {
    let piece: Buffer;
    if (this.#header === null) piece = await this.#begin();
    else {
      // The last piece's bytes may still wait in the output of a stored entry: a fresh piece each time there.
      const target = this.#header.isStored ? Buffer.allocUnsafeSlow(PIECE_BYTES) : this.#piece;
      piece = target.subarray(0, await this.raw.read(target, 0));
    }
    if (this.finished) return;
    if (piece.length === 0 && this.#header !== null) return this.#endEarly();
    if (this.#header?.isStored === true) return this.#passOn(piece, this.#header);
    await this.#inflate(piece);
  }

  /** Reads the local header and gives what follows it in the same piece. */
  async #begin(): Promise<Buffer> {
    let head = Buffer.alloc(0);
    for (;;) {
      const need = head.length < HEADER_BYTES ? HEADER_BYTES : dataStart(head);
      if (head.length >= need) break;
      const size = await this.raw.read(this.#piece, 0);
      if (size === 0) {
        this.#stop(truncated('the archive stops inside its first header'));
        return head;
      }
      head = Buffer.concat([head, this.#piece.subarray(0, size)]);
    }
    this.#header = readHeader(head, this.#path);
    const rest = head.subarray(dataStart(head));
    return rest.length > 0 ? rest : Buffer.from(await this.#next());
  }

  async #next(): Promise<Buffer> {
    return this.#piece.subarray(0, await this.raw.read(this.#piece, 0));
  }

  async #inflate(piece: Buffer): Promise<void> {
    const { output, codec } = this.#decoder;
    const end = await writePiece(this.#decoder, piece);
    for (const part of output) this.#crc = crc32(part, this.#crc);
    if (this.finished) return;
    if (end === 'written') this.#fed += piece.length;
    else if (end === 'failed') this.#stop(damaged(`the packed data is damaged after byte ${this.#fed}`));
    else await this.#finish(piece.subarray(codec.bytesWritten - this.#fed));
  }

  async #passOn(piece: Buffer, { size }: EntryHeader): Promise<void> {
    const part = piece.subarray(0, size - this.#fed);
    this.#crc = crc32(part, this.#crc);
    this.#fed += part.length;
    if (part.length > 0) this.#decoder.output.push(part);
    if (this.#fed === size) await this.#finish(piece.subarray(part.length));
  }

  /** The input ended: whole where nothing but the directory is missing. */
  async #endEarly(): Promise<void> {
    if (this.#header?.isStored === false) {
      const { output } = this.#decoder;
      const before = this.#decoder.codec.bytesWritten;
      // A finished stream leaves a zero byte alone, an unfinished one takes it.
      const end = await writePiece(this.#decoder, Buffer.alloc(1));
      output.length = 0;
      if (end === 'ended' && this.#decoder.codec.bytesWritten === before) return this.#finish(Buffer.alloc(0));
    }
    this.#stop(truncated('the packed data stops in the middle; everything before that was used'));
  }

  /** Judges what follows the entry's data: its CRC, and that the archive's directory comes next. */
  async #finish(first: Buffer): Promise<void> {
    let tail: Buffer = Buffer.from(first);
    while (tail.length < 32) {
      const more = await this.#next();
      if (more.length === 0) break;
      tail = Buffer.concat([tail, more]);
    }
    this.#stop(judgeTail(tail, this.#header as EntryHeader, this.#crc));
  }

  #stop(damage: SourceDamage | null): void {
    this.finished = true;
    this.found = damage;
  }
}

const truncated = (detail: string): SourceDamage => ({ code: 'V13_COMPRESSED_TRUNCATED', detail });
const damaged = (detail: string): SourceDamage => ({ code: 'V13_COMPRESSED_DAMAGED', detail });
const trailing = (detail: string): SourceDamage => ({ code: 'V13_COMPRESSED_TRAILING', detail });

/** Where the data begins, behind name and extra fields; needs the fixed part of the header. */
const dataStart = (head: Buffer): number => HEADER_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);

function readHeader(head: Buffer, path: string): EntryHeader {
  const flags = head.readUInt16LE(6);
  const method = head.readUInt16LE(8);
  const hasDescriptor = (flags & HAS_DESCRIPTOR) !== 0;
  const isStored = method === STORED;
  const why =
    flags & ENCRYPTED
      ? 'it is encrypted'
      : method !== DEFLATED && !isStored
        ? `compression method ${method}`
        : isStored && hasDescriptor
          ? 'stored without a size'
          : null;
  if (why === null) return { isStored, hasDescriptor, crc: head.readUInt32LE(14), size: storedSize(head) };
  throw new DataError(`${path}: a zip archive that v13 cannot read: ${why}`, {
    code: 'V13_ZIP_UNSUPPORTED',
    path,
    hint: 'unpack it first',
  });
}

/** Packed size; from the zip64 extra field where the header has no room for it. */
function storedSize(head: Buffer): number {
  const size = head.readUInt32LE(18);
  if (size !== 0xffffffff) return size;
  const end = dataStart(head);
  for (let at = HEADER_BYTES + head.readUInt16LE(26); at + 4 <= end; at += 4 + head.readUInt16LE(at + 2)) {
    if (head.readUInt16LE(at) === 1 && at + 20 <= end) return Number(head.readBigUInt64LE(at + 12));
  }
  return size;
}

/** What is wrong with the bytes behind an entry's data, or with the data by what they say; null where nothing is. */
function judgeTail(tail: Buffer, header: EntryHeader, crc: number): SourceDamage | null {
  const { hasDescriptor } = header;
  const stated = hasDescriptor ? descriptorCrc(tail) : header.crc;
  if (stated === null) return truncated('the archive stops before the checksum of its file');
  if (stated !== crc) return damaged('the unpacked data does not have the CRC that the archive states');
  const next = hasDescriptor ? afterDescriptor(tail) : signatureAt(tail, 0);
  if (next === DIRECTORY) return null;
  if (next === ENTRY) return trailing('more than one file is in the archive; only the first was read');
  return truncated('the archive has no directory at its end: it was cut off');
}

const signatureAt = (tail: Buffer, at: number): number | null => (at + 4 <= tail.length ? tail.readUInt32LE(at) : null);

const descriptorCrc = (tail: Buffer): number | null =>
  signatureAt(tail, 0) === DESCRIPTOR ? signatureAt(tail, 4) : signatureAt(tail, 0);

function afterDescriptor(tail: Buffer): number | null {
  const found = DESCRIPTOR_SIZES.map((size) => signatureAt(tail, size));
  return found.find((signature) => signature === ENTRY || signature === DIRECTORY) ?? null;
}
