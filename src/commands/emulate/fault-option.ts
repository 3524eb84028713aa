// `--fault KIND[:KEY=VALUE,…]` as one fault of the script.

import { suggestion } from '../../cli/did-you-mean.js';
import type { ValueParser } from '../../cli/option.js';
import { parseChoice } from '../../cli/values/choice.js';
import { parseDuration } from '../../cli/values/duration.js';
import { parseInteger } from '../../cli/values/number.js';
import { type Parsed, accept, parsed, unparsed } from '../../cli/values/refuse.js';
import { canonicalSymbol } from '../../cli/values/symbol.js';
import { FAULT_KINDS, type Fault, type FaultKind, newFault, scopeOf } from '../../exchange/emulator/fault-script.js';

const STREAMS = ['depth', 'aggTrade', 'trade', 'bookTicker', 'markPrice', 'forceOrder'] as const;
const KEYS = ['at', 'after', 'for', 'n', 'stream', 'symbol', 'conn', 'path', 'code', 'status', 'ms', 's'] as const;

type Changes = Partial<Fault>;

const take = <Value>(read: Parsed<Value>, change: (value: Value) => Changes): Parsed<Changes> =>
  read.ok ? parsed(change(read.value)) : read;

function readKey(key: (typeof KEYS)[number], text: string): Parsed<Changes> {
  switch (key) {
    case 'at':
      return take(parseDuration(text), (atUs) => ({ atUs }));
    case 'for':
      return take(parseDuration(text), (forUs) => ({ forUs }));
    case 'after':
      return take(parseInteger(text, { min: 0 }), (afterMessages) => ({ afterMessages }));
    case 'n':
      return take(parseInteger(text, { min: 1 }), (count) => ({ count }));
    case 'conn':
      return take(parseInteger(text, { min: 1 }), (connection) => ({ connection }));
    case 'symbol':
      return take(canonicalSymbol(text), (symbol) => ({ symbol }));
    case 'stream':
      if (text === 'all') return parsed({ stream: null });
      return take(parseChoice(text, STREAMS), (stream) => ({ stream }));
    case 'path':
      return parsed({ stream: text });
    case 'code':
      return take(parseInteger(text, { min: 1000, max: 4999 }), (value) => ({ value }));
    case 'status':
      return take(parseInteger(text, { min: 500, max: 599 }), (value) => ({ value }));
    case 'ms':
      return take(parseInteger(text), (value) => ({ value }));
    case 's':
      return take(parseInteger(text, { min: 1 }), (value) => ({ value }));
  }
}

/** Keys that mean something for a kind. */
function keysOf(kind: FaultKind): readonly string[] {
  const scope = scopeOf(kind);
  const own: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
    close: ['code'],
    'rest-5xx': ['status'],
    'clock-skew': ['ms'],
    'stale-snapshot': ['ms'],
    'rest-timeout': ['ms'],
    'rest-429': ['s'],
    'rest-418': ['s'],
  };
  const where = scope === 'rest' ? ['path', 'symbol'] : ['stream', 'symbol', 'conn'];
  const howMuch = scope === 'span' ? ['for'] : scope === 'once' ? [] : ['n'];
  return ['at', 'after', ...where, ...howMuch, ...(own[kind] ?? [])];
}

export function parseFault(text: string): Parsed<Fault> {
  const colon = text.indexOf(':');
  const kind = parseChoice(colon < 0 ? text : text.slice(0, colon), FAULT_KINDS);
  if (!kind.ok) return kind;
  const allowed = keysOf(kind.value);
  let changes: Changes = {};
  for (const part of colon < 0 ? [] : text.slice(colon + 1).split(',')) {
    const [name = '', value = ''] = part.split('=', 2);
    const key = KEYS.find((one) => one === name);
    if (key === undefined || !allowed.includes(key)) {
      return unparsed(`${kind.value} has no "${name}"; it takes ${allowed.join(', ')}`, suggestion(name, allowed));
    }
    const read = readKey(key, value);
    if (!read.ok) return unparsed(`${name}: ${read.problem}`, read.hint);
    changes = { ...changes, ...read.value };
  }
  return parsed(newFault(kind.value, changes));
}

/** Parser of the option. */
export const fault: ValueParser<Fault> = (text, flag) => accept(parseFault(text), flag, text);
