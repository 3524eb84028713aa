// Frames of RFC 6455 as a client receives them: whole text messages are cut out of the bytes of the socket with one view
// each; everything else (pings, closes, parts of messages, long, binary or odd frames) is passed on as it came.

/** Whoever gets what was read. Views of the chunk: nobody changes it afterwards. */
export interface FrameSink {
  readonly message: (bytes: Buffer) => void;
  /** Bytes of other frames, from the first to the last of each, in one piece or several. */
  readonly other: (bytes: Buffer) => void;
}

export interface FrameReader {
  /** The longest message that is taken here. */
  readonly most: number;
  /** Begin of a frame whose end has not come; null where there is none. */
  carry: Buffer | null;
  /** Bytes of a frame that are still to be passed on. */
  passing: number;
  /** A message in parts has begun: its end, and all before it, is passed on. */
  inParts: boolean;
  /** The frame passed on is the goodbye, or one that ends the connection; and it has been passed on: nothing that follows counts. */
  closing: boolean;
  ended: boolean;
}

export const createFrameReader = (mostMessageBytes: number): FrameReader => ({
  most: Math.min(mostMessageBytes, LONGEST_SHORT),
  carry: null,
  passing: 0,
  inParts: false,
  closing: false,
  ended: false,
});

/** First byte of a whole, unextended text message. */
const WHOLE_TEXT = 0x81;
const FIN = 0x80;
const MASKED = 0x80;
const RESERVED = 0x70;
const OPCODE = 0x0f;
const BINARY = 2;
const GOODBYE = 8;
const PONG = 10;
/** Lengths behind the second byte: in two bytes, in eight. */
const IN_TWO = 126;
const IN_EIGHT = 127;
const LONGEST_SHORT = 65_535;
const LONGEST_HEAD = 14;
const TWO_POW_32 = 4_294_967_296;

/** Takes the next bytes of the socket. */
export function readFrames(reader: FrameReader, chunk: Buffer, sink: FrameSink): void {
  const from = reader.carry === null ? 0 : completeCarry(reader, chunk, sink);
  if (from < chunk.length) readFrom(reader, from === 0 ? chunk : chunk.subarray(from), sink);
}

/** Ends the frame that has begun, with as few bytes of the chunk as it needs; gives their number. */
function completeCarry(reader: FrameReader, chunk: Buffer, sink: FrameSink): number {
  const carry = reader.carry ?? Buffer.alloc(0);
  const probe = Buffer.concat([carry, chunk.subarray(0, LONGEST_HEAD)]);
  const size = isPlain(reader, probe, 0) ? sizeAt(probe, 0) : headAt(probe, 0);
  const needed = size < 0 ? chunk.length : Math.min(size - carry.length, chunk.length);
  reader.carry = null;
  readFrom(reader, Buffer.concat([carry, chunk.subarray(0, needed)]), sink);
  return needed;
}

function readFrom(reader: FrameReader, bytes: Buffer, sink: FrameSink): void {
  let at = passOn(reader, bytes, { at: 0, sink });
  while (at < bytes.length) {
    if (reader.ended) return;
    if (isPlain(reader, bytes, at)) {
      const size = sizeAt(bytes, at);
      if (size < 0 || at + size > bytes.length) break;
      sink.message(bytes.subarray(at + ((bytes[at + 1] as number) < IN_TWO ? 2 : 4), at + size));
      at += size;
      continue;
    }
    const size = sizeAt(bytes, at);
    if (size < 0) break;
    noteOther(reader, bytes[at] as number, bytes[at + 1] as number);
    reader.passing = size;
    at = passOn(reader, bytes, { at, sink });
  }
  if (at < bytes.length) reader.carry = bytes.subarray(at);
}

/** A message that is taken here, as far as its head has come. */
function isPlain({ inParts, most }: FrameReader, bytes: Buffer, at: number): boolean {
  if (bytes[at] !== WHOLE_TEXT || inParts) return false;
  // The second byte may be missing yet: then nothing is decided by it.
  const short = bytes[at + 1] ?? 0;
  if (short < IN_TWO) return short <= most;
  if (short !== IN_TWO) return false;
  return at + 4 > bytes.length || bytes.readUInt16BE(at + 2) <= most;
}

/** Bytes of the frame's head; −1 while too few have come to know. */
function headAt(bytes: Buffer, at: number): number {
  const second = bytes[at + 1];
  if (second === undefined) return -1;
  const length = second & ~MASKED;
  const head = 2 + (length === IN_TWO ? 2 : length === IN_EIGHT ? 8 : 0) + (second & MASKED ? 4 : 0);
  return at + head > bytes.length ? -1 : head;
}

/** Bytes of the frame, its head with them; −1 while too few have come to know. */
function sizeAt(bytes: Buffer, at: number): number {
  const head = headAt(bytes, at);
  if (head < 0) return head;
  const length = (bytes[at + 1] as number) & ~MASKED;
  if (length < IN_TWO) return head + length;
  if (length === IN_TWO) return head + bytes.readUInt16BE(at + 2);
  return head + bytes.readUInt32BE(at + 2) * TWO_POW_32 + bytes.readUInt32BE(at + 6);
}

/** Which message parts and goodbyes are under way. */
function noteOther(reader: FrameReader, first: number, second: number): void {
  const opcode = first & OPCODE;
  if (opcode === GOODBYE || isRefused(reader, first, second)) reader.closing = true;
  else if (opcode < GOODBYE) reader.inParts = (first & FIN) === 0;
}

/** Frames behind which the package reads no more. It says so a little later, when the rest of the chunk has been read here. */
function isRefused({ inParts }: FrameReader, first: number, second: number): boolean {
  const opcode = first & OPCODE;
  if ((first & RESERVED) !== 0 || (second & MASKED) !== 0 || opcode > PONG) return true;
  if (opcode >= GOODBYE) return (first & FIN) === 0 || second >= IN_TWO;
  return opcode === 0 ? !inParts : inParts || opcode > BINARY;
}

/** Passes on what is left of a frame; gives the place behind it. */
function passOn(reader: FrameReader, bytes: Buffer, from: { readonly at: number; readonly sink: FrameSink }): number {
  const { at, sink } = from;
  if (reader.passing === 0 || reader.ended) return at;
  const count = Math.min(reader.passing, bytes.length - at);
  reader.passing -= count;
  if (reader.passing === 0 && reader.closing) reader.ended = true;
  if (count > 0) sink.other(bytes.subarray(at, at + count));
  return at + count;
}
