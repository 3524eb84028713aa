// Damage to files, as broken disks, interrupted writers and careless tools do it.

import { gzipSync } from 'node:zlib';
import type { Pick } from '../../test/support/frame-mutations.js';
import type { BaseFile } from './file-corpus.js';
import { changeFrame } from './frame-changes.js';
import { chance, oneOf } from './pick.js';

export interface ChangedFile {
  readonly base: BaseFile;
  readonly name: string;
  /** Content before it was packed. */
  readonly plain: Buffer;
  /** What lies on the disk. */
  readonly bytes: Buffer;
  readonly packed: 'plain' | 'gzip';
  /** Packed data were changed after packing. */
  readonly isPackingDamaged: boolean;
  /** Changes made, for messages and counts. */
  readonly changes: readonly string[];
}

type Change = (bytes: Buffer, pick: Pick) => Buffer;

const BLOCKS = [512, 4096, 64] as const;
const NOTHING = Buffer.alloc(0);
const join = (...parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts);
const copyOf = (bytes: Buffer): Buffer => Buffer.from(bytes);

/** Two places of the file, in order. */
function twoPlaces(bytes: Buffer, pick: Pick): [number, number] {
  const [a, b] = [pick(bytes.length + 1), pick(bytes.length + 1)];
  return a < b ? [a, b] : [b, a];
}

function block(bytes: Buffer, pick: Pick): { from: number; to: number } {
  const size = oneOf(pick, BLOCKS);
  const from = chance(pick, 2) ? pick(bytes.length + 1) : pick(Math.ceil((bytes.length + 1) / size)) * size;
  return { from: Math.min(from, bytes.length), to: Math.min(bytes.length, from + size) };
}

const DISK: Readonly<Record<string, Change>> = {
  'bits flipped': (bytes, pick) => {
    const copy = copyOf(bytes);
    for (let n = pick(8); n >= 0 && copy.length > 0; n--) {
      const at = pick(copy.length);
      copy[at] = (copy[at] as number) ^ (1 << pick(8));
    }
    return copy;
  },
  'cut short': (bytes, pick) => bytes.subarray(0, pick(bytes.length + 1)),
  'beginning lost': (bytes, pick) => bytes.subarray(pick(Math.min(bytes.length, 5000) + 1)),
  'zero bytes in a block': (bytes, pick) => {
    const { from, to } = block(bytes, pick);
    return copyOf(bytes).fill(0, from, to);
  },
  'zero bytes behind the end': (bytes, pick) => join(bytes, Buffer.alloc(1 + pick(8192))),
  'zero bytes at the beginning': (bytes, pick) => join(Buffer.alloc(1 + pick(600)), bytes),
  'random bytes in a block': (bytes, pick) => {
    const { from, to } = block(bytes, pick);
    const copy = copyOf(bytes);
    for (let at = from; at < to; at++) copy[at] = pick(256);
    return copy;
  },
  'blocks swapped': (bytes, pick) => {
    const [a, b] = twoPlaces(bytes, pick);
    const size = Math.min(oneOf(pick, BLOCKS), b - a, bytes.length - b);
    const copy = copyOf(bytes);
    bytes.copy(copy, a, b, b + size);
    bytes.copy(copy, b, a, a + size);
    return copy;
  },
  'block written twice': (bytes, pick) => {
    const { from, to } = block(bytes, pick);
    return join(bytes.subarray(0, to), bytes.subarray(from, to), bytes.subarray(to));
  },
  'block lost': (bytes, pick) => {
    const { from, to } = block(bytes, pick);
    return join(bytes.subarray(0, from), bytes.subarray(to));
  },
  'garbage behind the end': (bytes, pick) =>
    join(bytes, Buffer.from(Array.from({ length: 1 + pick(3000) }, () => pick(256)))),
};

/** The file's lines, changed one by one or in their order. */
function onLines(change: (lines: Buffer[], pick: Pick) => Uint8Array[]): Change {
  return (bytes, pick) => {
    const lines: Buffer[] = [];
    for (let from = 0; from < bytes.length;) {
      const newline = bytes.indexOf(10, from);
      const to = newline < 0 ? bytes.length : newline + 1;
      lines.push(bytes.subarray(from, to));
      from = to;
    }
    return lines.length === 0 ? bytes : join(...change(lines, pick));
  };
}

const withEnd = (end: string): Change =>
  onLines((lines) => lines.map((line) => join(line.at(-1) === 10 ? line.subarray(0, -1) : line, Buffer.from(end))));

const TOOLS: Readonly<Record<string, Change>> = {
  'line ends CR LF': withEnd('\r\n'),
  'line ends CR': withEnd('\r'),
  'blank lines between': withEnd('\n\n'),
  'blanks at line ends': withEnd(' \t\n'),
  'byte order mark': (bytes) => join(Buffer.from('\ufeff'), bytes),
  'lines damaged': onLines((lines, pick) =>
    lines.map((line) => (chance(pick, 12) ? changeFrame(line, pick, [line]) : line)),
  ),
  'one line damaged': onLines((lines, pick) => {
    const at = pick(lines.length);
    return lines.map((line, i) => (i === at ? changeFrame(line, pick, lines.slice(0, 3)) : line));
  }),
  'first line damaged': onLines((lines, pick) =>
    lines.map((line, i) => (i === 0 ? changeFrame(line, pick, [line]) : line)),
  ),
  'lines out of order': onLines((lines, pick) => {
    const moved = [...lines];
    for (let n = 1 + pick(6); n > 0; n--) moved.splice(pick(moved.length), 0, ...moved.splice(pick(moved.length), 1));
    return moved;
  }),
  'lines repeated': onLines((lines, pick) => lines.flatMap((line) => (chance(pick, 10) ? [line, line] : [line]))),
  'lines lost': onLines((lines, pick) => lines.filter(() => !chance(pick, 10))),
  'no last line end': (bytes) => (bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes),
  'a huge line': onLines((lines, pick) => {
    const size = oneOf(pick, [70_000, 300_000, 1_100_000, 2_500_000]);
    const inner = lines[pick(lines.length)] ?? NOTHING;
    const cut = pick(inner.length + 1);
    const huge = join(inner.subarray(0, cut), Buffer.alloc(size, chance(pick, 2) ? 'x' : '['), inner.subarray(cut));
    const at = pick(lines.length);
    return [...lines.slice(0, at), huge, ...lines.slice(at)];
  }),
  'invalid UTF-8': (bytes, pick) => {
    const copy = copyOf(bytes);
    for (let n = pick(20); n >= 0 && copy.length > 0; n--) copy[pick(copy.length)] = 0x80 + pick(128);
    return copy;
  },
  'another tool’s text in it': (bytes, pick) => {
    const text = oneOf(pick, [
      '{"price":1}\n',
      'ts,price,qty\n1,2,3\n',
      '<html>502 Bad Gateway</html>\n',
      '[{"a":1},\n',
      '{"ts_recv":1767225600000.000,"control":"session","format":"v13-raw","version":2,"session":"x"}\n',
      '{"ts_recv":1767225600000.000,"control":"session","format":"v13-raw","version":1,"session":"x","venue":"binance-spot","env":"mainnet","symbols":[]}\n',
      '{"ts_recv":1767225600000.000,"control":"session","format":"v13-raw","version":1,"session":"y","venue":"binance-usdm","env":"testnet","symbols":[{"symbol":"ETHUSDT","tick":"0.00000000000000000001","step":"123456789012345"}]}\n',
      '1767225600000000000 {"lastUpdateId":5,"bids":[],"asks":[]}\n',
      '1767225600.5: {"stream":"x@depth","data":{}}\n',
    ]);
    const newline = bytes.indexOf(10, pick(bytes.length + 1));
    const at = chance(pick, 3) ? 0 : newline + 1;
    return join(bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at));
  },
  nothing: (bytes) => bytes,
};

const PLAIN_CHANGES = { ...DISK, ...TOOLS };

/** The content in one to three gzip members, as an appending tool leaves it. */
function pack(plain: Buffer, pick: Pick): Buffer {
  const members = chance(pick, 3) ? 2 + pick(2) : 1;
  const size = Math.max(1, Math.ceil(plain.length / members));
  const level = pick(3) * 3;
  const parts = Array.from({ length: members }, (_, k) =>
    gzipSync(plain.subarray(k * size, (k + 1) * size), { level }),
  );
  return join(...parts);
}

function change(bytes: Buffer, from: Readonly<Record<string, Change>>, pick: Pick): [string, Buffer] {
  const name = oneOf(pick, Object.keys(from));
  return [name, (from[name] as Change)(bytes, pick)];
}

export function changedFile(files: readonly BaseFile[], pick: Pick): ChangedFile {
  const base = oneOf(pick, files);
  const isPacked = chance(pick, 3);
  const damagePacking = isPacked && chance(pick, 2);
  const changes: string[] = [];
  let plain: Buffer = Buffer.from(`${base.lines.join('\n')}\n`, 'latin1');
  // Either the content is changed, or its packing, or (seldom) both.
  for (let n = damagePacking && !chance(pick, 6) ? 0 : 1 + pick(3); n > 0; n--) {
    const [name, changed] = change(plain, PLAIN_CHANGES, pick);
    changes.push(name);
    plain = changed;
  }
  let bytes = isPacked ? pack(plain, pick) : plain;
  if (damagePacking) {
    const [name, changed] = change(bytes, DISK, pick);
    changes.push(`gzip: ${name}`);
    bytes = changed;
  }
  const ending = isPacked ? '.gz' : chance(pick, 12) ? '.open' : '';
  const packed = isPacked ? 'gzip' : 'plain';
  return { base, name: base.name + ending, plain, bytes, packed, isPackingDamaged: damagePacking, changes };
}
