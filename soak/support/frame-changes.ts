// Damage of every sort to the bytes of one frame, several sorts on top of each other.

import { type Pick, damageBytes, respell } from '../../test/support/frame-mutations.js';
import { chance, oneOf } from './pick.js';

type Change = (bytes: Uint8Array, pick: Pick, others: readonly Uint8Array[]) => Uint8Array;

/** Numbers that a careless reader takes for others. */
const EXOTIC: readonly string[] = [
  ...['1e5', '-0', '0', '00', '01', '1.', '.5', '-1', '+1', '1E+2', '12e-1', '0x10', '1_000', '1,5', '1e400', '1e-400'],
  ...[
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '18446744073709551616',
    '123456789012345678901234567890',
  ],
  ...['4503599627370497.2', '9007199254740990.9', '1.00000000000000000001', '0.30000000000000004', '1767225600000.0'],
  ...[
    '00000000000000000000000000000001',
    '1.0000000000000000000000',
    '0.00000000000000000000',
    '2147483648',
    '4294967296',
  ],
  ...[
    'NaN',
    'Infinity',
    'null',
    'true',
    '""',
    '[]',
    '{}',
    '"1"',
    '5e-324',
    '1e308',
    '61800.200',
    '-0.0',
    '-0e0',
    '1e0',
  ],
];

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function splice(bytes: Uint8Array, at: { from: number; to: number }, put: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at.from), put, bytes.subarray(at.to)]);
}

/** A span of up to `most` bytes. */
function span(bytes: Uint8Array, pick: Pick, most: number): { from: number; to: number } {
  const from = pick(bytes.length + 1);
  return { from, to: Math.min(bytes.length, from + 1 + pick(most)) };
}

function numberSpans(text: string): { from: number; to: number }[] {
  return [...text.matchAll(/\d+(?:\.\d+)?/g)].map(({ index, 0: found }) => ({ from: index, to: index + found.length }));
}

const exoticNumber: Change = (bytes, pick) => {
  const spans = numberSpans(latin(bytes));
  return spans.length === 0 ? bytes : splice(bytes, oneOf(pick, spans), bytesOf(oneOf(pick, EXOTIC)));
};

/** One digit becomes another, is doubled or goes; the layout mostly stays what it was. */
const changeDigit: Change = (bytes, pick) => {
  const { from, to } = oneOf(pick, [...numberSpans(latin(bytes)), { from: 0, to: 0 }]);
  if (to === from) return bytes;
  const at = from + pick(to - from);
  const digit = Uint8Array.of(48 + pick(10));
  if (chance(pick, 4)) return splice(bytes, { from: at, to: at }, digit);
  return splice(bytes, { from: at, to: at + 1 }, chance(pick, 6) ? new Uint8Array(0) : digit);
};

const flipBit: Change = (bytes, pick) => {
  if (bytes.length === 0) return bytes;
  const copy = Uint8Array.from(bytes);
  const at = pick(copy.length);
  copy[at] = (copy[at] as number) ^ (1 << pick(8));
  return copy;
};

const randomBytes: Change = (bytes, pick) => {
  const put = Uint8Array.from({ length: 1 + pick(12) }, () => pick(256));
  const { from, to } = span(bytes, pick, put.length);
  return splice(bytes, { from, to: chance(pick, 2) ? from : to }, put);
};

const zeros: Change = (bytes, pick) => {
  const { from, to } = span(bytes, pick, 40);
  return splice(bytes, { from, to: chance(pick, 2) ? from : to }, new Uint8Array(Math.max(1, to - from)));
};

const doubleSpan: Change = (bytes, pick) => {
  const { from, to } = span(bytes, pick, 120);
  return splice(bytes, { from: to, to }, bytes.subarray(from, to));
};

const dropSpan: Change = (bytes, pick) => splice(bytes, span(bytes, pick, 60), new Uint8Array(0));

/** Two spans of the frame change places. */
const swapSpans: Change = (bytes, pick) => {
  const a = span(bytes, pick, 20);
  const b = span(bytes, pick, 20);
  if (a.to > b.from) return bytes;
  const [first, second] = [bytes.subarray(a.from, a.to), bytes.subarray(b.from, b.to)];
  return Buffer.concat([bytes.subarray(0, a.from), second, bytes.subarray(a.to, b.from), first, bytes.subarray(b.to)]);
};

const truncate: Change = (bytes, pick) => {
  const at = pick(bytes.length + 1);
  return chance(pick, 5) ? bytes.subarray(at) : bytes.subarray(0, at);
};

/** A character of a string or key in its escaped form, valid or not. */
const escape: Change = (bytes, pick) => {
  const at = pick(bytes.length + 1);
  const code = (bytes[at] ?? 65).toString(16).padStart(4, '0');
  const put = oneOf(pick, [
    `\\u${code}`,
    `\\u${code.toUpperCase()}`,
    '\\',
    '\\u12',
    '\\ud83d',
    '\\"',
    '\\/',
    '\\u0000',
  ]);
  return splice(bytes, { from: at, to: Math.min(bytes.length, at + 1) }, bytesOf(put));
};

/** Another frame of the run behind this one, or in the middle of it. */
const glue: Change = (bytes, pick, others) => {
  const other = oneOf(pick, others);
  const between = bytesOf(oneOf(pick, ['', ',', '\n', ' ', '}', '\0']));
  const at = chance(pick, 3) ? pick(bytes.length + 1) : bytes.length;
  return Buffer.concat([bytes.subarray(0, at), between, other, bytes.subarray(at)]);
};

const NESTED: readonly string[] = [
  '['.repeat(3000),
  '['.repeat(3000) + ']'.repeat(3000),
  '{"a":'.repeat(500) + '1' + '}'.repeat(500),
  '{"b":[["1","2"]],"stream":"x@depth","data":{"u":1}}',
  '"__proto__":{"e":"trade"},"constructor":1',
  '[[["1.0","2.0"]]]',
  '{"":{"":[]}}',
];

/** Deep or misleading structures in the place of a value, as another member, or anywhere. */
const nest: Change = (bytes, pick) => {
  const junk = oneOf(pick, NESTED);
  const colons = [...latin(bytes).matchAll(/[:,]/g)].map(({ index }) => index + 1);
  const at = colons.length === 0 || chance(pick, 4) ? pick(bytes.length + 1) : oneOf(pick, colons);
  return splice(bytes, { from: at, to: at }, bytesOf(oneOf(pick, [junk, `"zz":${junk},`, `${junk},`])));
};

const UTF8_DAMAGE: readonly (readonly number[])[] = [
  [0xff],
  [0xc3],
  [0xe5, 0xb8],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x9f, 0x98, 0x80],
  [0xef, 0xbb, 0xbf],
  [0xc0, 0x80],
];
const badUtf8: Change = (bytes, pick) => {
  const at = chance(pick, 4) ? 0 : pick(bytes.length + 1);
  return splice(bytes, { from: at, to: at }, Uint8Array.from(oneOf(pick, UTF8_DAMAGE)));
};

const BYTE_CHANGES: readonly Change[] = [
  ...[exoticNumber, exoticNumber, changeDigit, changeDigit, changeDigit, flipBit, flipBit, randomBytes, zeros],
  ...[doubleSpan, dropSpan, swapSpans, truncate, escape, glue, nest, badUtf8],
  (bytes, pick) => (bytes.length === 0 ? bytes : damageBytes(bytes, pick)),
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Keys in another order, repeated, renamed or foreign; values of other types; escapes; blanks. */
function otherSpelling(bytes: Uint8Array, pick: Pick): Uint8Array {
  const text = Buffer.from(bytes).toString('utf8');
  const whole = text.startsWith('"') ? `{${text}` : text;
  const isEnvelope = /^\{"stream":"[^"]*","data":\{/.test(whole);
  const envelope = isEnvelope ? whole : `{"stream":"x","data":${whole}}`;
  if (!isJson(envelope)) return bytes;
  const spelt = respell(envelope, pick);
  if (isEnvelope) return Buffer.from(text.startsWith('"') && spelt.startsWith('{') ? spelt.slice(1) : spelt);
  // The object itself was the payload: its members are wanted, without the envelope lent to it.
  const from = spelt.indexOf('{', 1);
  return Buffer.from(from < 0 ? spelt : spelt.slice(from, -1));
}

/** One to four changes on top of each other. `others`: frames of the same run. */
export function changeFrame(bytes: Uint8Array, pick: Pick, others: readonly Uint8Array[]): Uint8Array {
  let changed = bytes;
  const isSpelling = chance(pick, 3);
  if (isSpelling) changed = otherSpelling(changed, pick);
  const more = isSpelling ? pick(3) : 1 + pick(4) * pick(2);
  for (let n = 0; n < more; n++) changed = oneOf(pick, BYTE_CHANGES)(changed, pick, others);
  return changed;
}
