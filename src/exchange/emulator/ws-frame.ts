// Server frames of RFC 6455 §5.2, written many at a time into one buffer: unmasked, whole, text.

const TEXT = 0x81;
const LONGEST_HEAD = 10;

/** Frames gathered for one socket until the next write. */
export interface FrameBuffer {
  bytes: Buffer;
  used: number;
  readonly spares: Buffer[];
}

const FIRST_BYTES = 16 * 1024;

export const createFrameBuffer = (): FrameBuffer => ({
  bytes: Buffer.allocUnsafeSlow(FIRST_BYTES),
  used: 0,
  spares: [],
});

function reserve(buffer: FrameBuffer, size: number): void {
  if (buffer.bytes.length - buffer.used >= size) return;
  const bytes = Buffer.allocUnsafeSlow(Math.max(buffer.bytes.length * 2, buffer.used + size));
  buffer.bytes.copy(bytes, 0, 0, buffer.used);
  buffer.bytes = bytes;
}

function writeHead(buffer: FrameBuffer, length: number): void {
  const { bytes } = buffer;
  bytes[buffer.used++] = TEXT;
  if (length < 126) bytes[buffer.used++] = length;
  else if (length < 65_536) {
    bytes[buffer.used++] = 126;
    buffer.used = bytes.writeUInt16BE(length, buffer.used);
  } else {
    bytes[buffer.used++] = 127;
    buffer.used = bytes.writeUInt32BE(Math.floor(length / 4_294_967_296), buffer.used);
    buffer.used = bytes.writeUInt32BE(length >>> 0, buffer.used);
  }
}

/** A text of ASCII characters only: one byte each. */
export function addAsciiFrame(buffer: FrameBuffer, text: string): void {
  reserve(buffer, text.length + LONGEST_HEAD);
  writeHead(buffer, text.length);
  buffer.used += buffer.bytes.write(text, buffer.used, 'latin1');
}

/** Bytes as the payload of a text frame, whatever they are. */
export function addFrame(buffer: FrameBuffer, payload: Uint8Array): void {
  reserve(buffer, payload.length + LONGEST_HEAD);
  writeHead(buffer, payload.length);
  buffer.bytes.set(payload, buffer.used);
  buffer.used += payload.length;
}

/** A write of the gathered frames: `bytes` stay untouched until `done` is called. */
export interface FrameWrite {
  readonly bytes: Buffer;
  readonly done: () => void;
}

/** Memory kept for the next frames: what came back from a write is used again, instead of feeding the collector. */
const KEPT_SPARES = 4;

/** The gathered frames for one write; the buffer is empty after it. Null where nothing was gathered. */
export function takeFrames(buffer: FrameBuffer): FrameWrite | null {
  if (buffer.used === 0) return null;
  const taken = buffer.bytes;
  const bytes = taken.subarray(0, buffer.used);
  buffer.bytes = buffer.spares.pop() ?? Buffer.allocUnsafeSlow(FIRST_BYTES);
  buffer.used = 0;
  const done = (): void => {
    if (buffer.spares.length < KEPT_SPARES) buffer.spares.push(taken);
  };
  return { bytes, done };
}
