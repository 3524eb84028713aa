// Damaged and unusual spellings of stream frames, seeded: what a scanner must read like JSON.parse, or leave alone.

/** Next pseudo-random integer in [0, below). */
export type Pick = (below: number) => number;

/** A small linear congruential generator: good enough to choose with, and the same everywhere. */
export function seededPick(seed: number): Pick {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

const oneOf = <T>(pick: Pick, values: readonly T[]): T => values[pick(values.length)]!;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** Members in order; unlike an object, it can hold a key twice. */
type Members = [key: string, text: string][];

const LIKELY_BYTES = Buffer.from('0123456789.,:"[]{}\\-+eEtrufalsn \u0000\u007f\u00ff', 'latin1');

/** One byte changed, put in, or taken out. */
export function damageBytes(text: Uint8Array, pick: Pick): Uint8Array {
  const at = pick(text.length);
  const byte = pick(3) === 0 ? pick(256) : LIKELY_BYTES[pick(LIKELY_BYTES.length)]!;
  const bytes = Buffer.from(text);
  switch (pick(4)) {
    case 0:
      bytes[at] = byte;
      return bytes;
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Uint8Array.of(byte), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    default: {
      // A run of bytes doubled or lost, as a torn write would.
      const length = 1 + pick(12);
      const run = pick(2) === 0 ? bytes.subarray(at, at + length) : new Uint8Array(0);
      return Buffer.concat([bytes.subarray(0, at), run, bytes.subarray(pick(2) === 0 ? at : at + length)]);
    }
  }
}

const ODD_VALUES: readonly string[] = [
  ...['null', 'true', 'false', '{}', '[]', '""', '"x"', '0', '1', '-1', '1.5', '1e3', '1E+2', '12e-1', '-7.25e1'],
  ...['9007199254740991', '9007199254740992', '99999999999999999999', '123456789012345', '1234567890123456'],
  ...['01', '00', '1.', '.5', '+1', 'NaN', 'Infinity', 'tru', 'nul', '0x1f', "'1'", 'undefined'],
  ...['"0.1"', '"00.10"', '".5"', '"5."', '"1.2.3"', '"-0.5"', '"+0.5"', '"1e3"', '" 1"', '"1 "', '"0"', '"0.000"'],
  ...['"61800.25"', '"0.00000001"', '"123456.7"', '"999999999999999"', '"9999999999999999"', '"1234567890123456789"'],
  ...['"\\u0031"', '"MARKET"', '"INSURANCE_FUND"', '"NA"', '[["1.0","2.0"]]', '[["1.0","2.0","3"]]', '[["1.0"]]'],
  ...['[["1.0",2]]', '[[]]', '[1]', '[["1.0","2.0"],]', '[["1.0" ,"2.0"]]', '[["1.05","2.0"]]', '{"a":[1,{"b":null}]}'],
  ...['"трейд"', '"币安"', '"\u2028"', '"a\\"b"', '"\\ud83d"', '[[["1.0","2.0"]]]', '"[[]]"', '"\\\\"', '"\\n"'],
];

const EXTRA: readonly [string, string][] = [
  ['st', '1'],
  ['ps', '"BTCUSDT"'],
  ['nq', '"0.001"'],
  ['ap', '"1.5"'],
  ['P', '"28141.47600845"'],
  ['M', 'true'],
  ['zz', '{"b":[["1","2"]],"u":[1,[2,{"e":"x"}]],"s":null}'],
  ['list', '[1,-2.5e3,"x",[],{},null,true,false]'],
  ['', '"empty key"'],
  ['é', '1'],
  ['e2', '"depthUpdate"'],
  ['uu', '5'],
  ['\\u0075u', '7'],
  ['x', '"' + 'y'.repeat(40) + '"'],
];

const membersOf = (value: { readonly [key: string]: Json }): Members =>
  Object.entries(value).map(([key, inner]) => [JSON.stringify(key).slice(1, -1), JSON.stringify(inner)]);

function shuffle(members: Members, pick: Pick): void {
  for (let i = members.length - 1; i > 0; i--) {
    const j = pick(i + 1);
    [members[i], members[j]] = [members[j]!, members[i]!];
  }
}

const hex = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** One character of a string written as an escape. */
function escapeSomewhere(text: string, pick: Pick): string {
  const places = Array.from({ length: text.length }, (_, at) => at).filter((at) => /[0-9A-Za-z.@]/.test(text[at]!));
  if (places.length === 0) return text;
  const at = oneOf(pick, places);
  return text.slice(0, at) + hex(text.charCodeAt(at)) + text.slice(at + 1);
}

const BLANKS = ['', ' ', '\n', '\t', '\r\n', '  ', '\u00a0', '\v'];

const CHANGES: readonly ((members: Members, pick: Pick) => void)[] = [
  shuffle,
  (members, pick) => {
    members.splice(pick(members.length + 1), 0, [...oneOf(pick, EXTRA)]);
  },
  (members, pick) => {
    members[pick(members.length)]![1] = oneOf(pick, ODD_VALUES);
  },
  (members, pick) => {
    members.splice(pick(members.length), 1);
  },
  // The same key again, with the same or another value, before or behind the first.
  (members, pick) => {
    const [key, text] = oneOf(pick, members);
    members.splice(pick(members.length + 1), 0, [key, pick(2) === 0 ? text : oneOf(pick, ODD_VALUES)]);
  },
  (members, pick) => {
    const member = oneOf(pick, members);
    member[0] = escapeSomewhere(member[0], pick);
  },
  (members, pick) => {
    const member = oneOf(pick, members);
    if (member[1].startsWith('"')) member[1] = escapeSomewhere(member[1], pick);
    else if (/^\d+$/.test(member[1]))
      member[1] = oneOf(pick, ['0', '-', '+', '']) + member[1] + oneOf(pick, ['', '.0', 'e0', '.5']);
  },
  (members, pick) => {
    const member = oneOf(pick, members);
    member[1] = oneOf(pick, BLANKS) + member[1] + oneOf(pick, BLANKS);
  },
  (members, pick) => {
    const member = oneOf(pick, members);
    member[0] = oneOf(pick, [
      'e',
      's',
      'X',
      'u',
      'b',
      'a',
      'p',
      'q',
      'E',
      'T',
      'U',
      'pu',
      'm',
      't',
      'r',
      'i',
      'nq',
      'f',
      'l',
    ]);
  },
];

const write = (members: Members): string => `{${members.map(([key, text]) => `"${key}":${text}`).join(',')}}`;

/** Another spelling of `{"stream":…,"data":{…}}`: one to three changes of its payload, now and then of its envelope. */
export function respell(text: string, pick: Pick): string {
  const { stream, data } = JSON.parse(text) as { stream: string; data: { [key: string]: Json } };
  const members = membersOf(data);
  for (let n = pick(3); n >= 0 && members.length > 1; n--) oneOf(pick, CHANGES)(members, pick);
  const envelope: Members = [
    ['stream', JSON.stringify(stream)],
    ['data', write(members)],
  ];
  if (pick(5) === 0) oneOf(pick, CHANGES)(envelope, pick);
  const whole = write(envelope);
  return pick(12) === 0 ? whole.slice(1) : whole;
}
