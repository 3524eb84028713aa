// Frames cut anywhere: whole texts come out as messages, everything else as it came, all in order.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameReader, readFrames } from '../../../src/exchange/binance/frame-reader.js';

const MOST = 70_000;

interface Frame {
  readonly first: number;
  readonly size: number;
  readonly masked: boolean;
  /** Length written in eight bytes although two would do. */
  readonly wide: boolean;
}

function bytesOf({ first, size, masked, wide }: Frame): Buffer {
  const long = wide || size > 65_535;
  const head = Buffer.alloc(long ? 10 : size > 125 ? 4 : 2);
  head[0] = first;
  head[1] = (long ? 127 : size > 125 ? 126 : size) | (masked ? 0x80 : 0);
  if (long) head.writeBigUInt64BE(BigInt(size), 2);
  else if (size > 125) head.writeUInt16BE(size, 2);
  return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0, 7), Buffer.alloc(size, first ^ size)]);
}

const size = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 400 }) },
  { weight: 1, arbitrary: fc.constantFrom(125, 126, 127, 65_535, 65_536, 66_000) },
);
const frame = (first: fc.Arbitrary<number>): fc.Arbitrary<Frame> =>
  fc.record({
    first,
    size,
    masked: fc.oneof({ weight: 60, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    wide: fc.oneof({ weight: 20, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });
/** Whole texts; pings, pongs, binary ones; a message in three parts with a ping in between; rarely what no server may send. */
const TEXT = 0x81;
const plain = (first: number, most = 400): fc.Arbitrary<Frame> =>
  fc.record({
    first: fc.constant(first),
    size: fc.integer({ min: 0, max: most }),
    masked: fc.constant(false),
    wide: fc.constant(false),
  });
const frames = fc
  .array(
    fc.oneof(
      { weight: 40, arbitrary: frame(fc.constant(TEXT)).map((one) => [one]) },
      { weight: 8, arbitrary: fc.oneof(plain(0x89, 125), plain(0x8a, 125), plain(0x82)).map((one) => [one]) },
      {
        weight: 4,
        arbitrary: fc.tuple(plain(0x01), plain(0x00), plain(0x89, 125), plain(0x80)).map((parts) => [...parts]),
      },
      { weight: 1, arbitrary: fc.tuple(plain(0x01), plain(TEXT)).map((parts) => [...parts]) },
      {
        weight: 1,
        arbitrary: frame(fc.constantFrom(0xc1, 0xa1, 0x83, 0x8b, 0x80, 0x00, 0x09, 0x89)).map((one) => [one]),
      },
    ),
    { maxLength: 30 },
  )
  .map((groups) => groups.flat());
const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3_000 })), { minLength: 1 });

/**
 * What should come out: texts outside of messages in parts, and the bytes of all others, joined where they touch; nothing
 * behind a frame that no server may send.
 */
function expectedOf(list: readonly Frame[], most: number): string[] {
  const out: string[] = [];
  let inParts = false;
  for (const one of list) {
    const bytes = bytesOf(one);
    const isMessage = one.first === TEXT && !inParts && !one.masked && !one.wide && one.size <= Math.min(most, 65_535);
    const opcode = one.first & 15;
    if (isMessage) out.push(`message ${bytes.subarray(one.size > 125 ? 4 : 2).toString('hex')}`);
    else if (out.at(-1)?.startsWith('other') === true) out.push(`${out.pop() ?? ''}${bytes.toString('hex')}`);
    else out.push(`other ${bytes.toString('hex')}`);
    if (isMessage) continue;
    const isWhole = (one.first & 0x80) !== 0;
    const isOdd = (one.first & 0x70) !== 0 || one.masked || [3, 11].includes(opcode);
    const isOddControl = opcode >= 8 && (!isWhole || one.wide || one.size > 125);
    if (isOdd || isOddControl || (opcode < 8 && inParts !== (opcode === 0))) break;
    if (opcode < 8) inParts = !isWhole;
  }
  return out;
}

function read(bytes: Buffer, sizes: readonly number[], most: number): string[] {
  const out: string[] = [];
  const reader = createFrameReader(most);
  let at = 0;
  for (let n = 0; at < bytes.length; n++) {
    const chunk = bytes.subarray(at, at + (sizes[n % sizes.length] ?? 1));
    readFrames(reader, chunk, {
      message: (message) => out.push(`message ${message.toString('hex')}`),
      other: (other) => {
        if (out.at(-1)?.startsWith('other') === true) out.push(`${out.pop() ?? ''}${other.toString('hex')}`);
        else out.push(`other ${other.toString('hex')}`);
      },
    });
    at += chunk.length;
  }
  return out;
}

describe('any frames, cut anywhere', () => {
  test.each([MOST, 200])('texts up to %i bytes', (most) => {
    fc.assert(
      fc.property(frames, cuts, (list, sizes) => {
        expect(read(Buffer.concat(list.map(bytesOf)), sizes, most)).toEqual(expectedOf(list, most));
      }),
      { numRuns: 150 },
    );
  });
});

test('nothing counts behind a goodbye', () => {
  const text = { first: TEXT, size: 3, masked: false, wide: false };
  const bytes = Buffer.concat([text, { ...text, first: 0x88, size: 2 }, text].map(bytesOf));
  for (const cut of [1, 2, 3, 5, 7, 100]) {
    expect(read(bytes, [cut], MOST).map((one) => one.split(' ')[0])).toEqual(['message', 'other']);
  }
});
