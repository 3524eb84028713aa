// The first bytes of a combined-stream message: whether it is one, and when the exchange sent it. No parsing beyond that.

const QUOTE = 34;
const OPEN = 123;
const CLOSE = 125;
const NEWLINE = 10;
const ZERO = 48;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const STREAM_KEY = ascii('{"stream":"');
const DATA_KEY = ascii(',"data":{"e":"');
const TIME_KEY = ascii(',"E":');

function standsAt(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

/** Whether the bytes may be spliced into a line as they are: `{"stream":"…` to `}` without a line end in between. */
export function isStreamMessage(bytes: Uint8Array): boolean {
  if (bytes[0] !== OPEN || bytes[bytes.length - 1] !== CLOSE || !standsAt(bytes, 0, STREAM_KEY)) return false;
  return bytes.indexOf(NEWLINE) < 0;
}

/** Longer names exist nowhere. */
const LONGEST_NAME = 128;

/** Place of the first quote from `at` on, or −1. A call of indexOf costs more than the few bytes of a name. */
function quoteFrom(bytes: Uint8Array, at: number): number {
  const end = Math.min(bytes.length, at + LONGEST_NAME);
  for (let pos = at; pos < end; pos++) if (bytes[pos] === QUOTE) return pos;
  return -1;
}

/** Integer of the digits at `at`, or null. */
function integerAt(bytes: Uint8Array, at: number): number | null {
  let value = 0;
  let pos = at;
  for (; pos < at + 16; pos++) {
    const digit = (bytes[pos] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return pos === at || pos === at + 16 ? null : value;
}

/** The exchange's send time `E` in ms where it stands in its usual place, behind `e`; else null. Only latencies use it. */
export function eventTimeMs(bytes: Uint8Array): number | null {
  const nameEnd = quoteFrom(bytes, STREAM_KEY.length);
  if (nameEnd < 0 || !standsAt(bytes, nameEnd + 1, DATA_KEY)) return null;
  const eventEnd = quoteFrom(bytes, nameEnd + 1 + DATA_KEY.length);
  if (eventEnd < 0 || !standsAt(bytes, eventEnd + 1, TIME_KEY)) return null;
  return integerAt(bytes, eventEnd + 1 + TIME_KEY.length);
}
