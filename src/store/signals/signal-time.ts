// Times of signals as people's tools write them: ISO 8601 with a zone, or an epoch in s, ms, µs or ns.

export type EpochUnit = 's' | 'ms' | 'µs' | 'ns';
export type TimeForm = EpochUnit | 'ISO 8601';

/** Powers of ten from the unit to µs. */
const SHIFT: Readonly<Record<EpochUnit, number>> = { s: 6, ms: 3, µs: 0, ns: -3 };
const EPOCH = /^(\d+)(?:\.(\d*))?$/;
const SCIENTIFIC = /^\d(?:\.\d+)?e\+?\d{1,2}$/i;
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Seconds have ten digits from 2001 to 2286, and each unit three more than the one before. */
function unitOf(digits: number): EpochUnit | null {
  if (digits >= 9 && digits <= 11) return 's';
  if (digits >= 12 && digits <= 14) return 'ms';
  if (digits >= 15 && digits <= 17) return 'µs';
  return digits >= 18 && digits <= 20 ? 'ns' : null;
}

/** Which form a text is of; null where it is no time. */
export function timeFormOf(text: string): TimeForm | null {
  if (ISO.test(text) || ISO_DATE.test(text)) return 'ISO 8601';
  const plain = SCIENTIFIC.test(text) ? String(Number(text)) : text;
  const match = EPOCH.exec(plain);
  return match === null ? null : unitOf((match[1] ?? '').replace(/^0+/, '').length);
}

/** By its digits, so that no binary fraction rounds it; beyond whole µs it is cut off. */
function epochUs(text: string, unit: EpochUnit): number {
  const plain = SCIENTIFIC.test(text) ? String(Number(text)) : text;
  const [, whole = '', fraction = ''] = EPOCH.exec(plain) ?? [];
  const shift = SHIFT[unit];
  if (shift < 0) return Number(whole.slice(0, shift));
  return Number(whole + fraction.padEnd(shift, '0').slice(0, shift));
}

/** A reason that follows "line 3: ". */
export type TimeRead = { readonly ok: true; readonly us: number } | { readonly ok: false; readonly reason: string };

const no = (reason: string): TimeRead => ({ ok: false, reason });

function isoUs(text: string): TimeRead {
  if (ISO_DATE.test(text)) return no('a day without a time of day');
  const [, date = '', minute = '', second = '00', fraction = '', zone] = ISO.exec(text) ?? [];
  if (zone === undefined) return no('a time without a zone: end it in Z or +00:00');
  const sign = /^(?:Z|UTC)$/i.test(zone)
    ? 'Z'
    : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h: string, m = '00') => `${h}:${m}`);
  const ms = Date.parse(`${date}T${minute}:${second}${sign}`);
  const dayMs = Date.parse(`${date}T00:00:00Z`);
  // Date turns 30 February into March.
  const isKept = !Number.isNaN(dayMs) && new Date(dayMs).toISOString().startsWith(date);
  if (Number.isNaN(ms) || !isKept) return no('no such date or time of day');
  return { ok: true, us: ms * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6)) };
}

/** In the form that the file's first line has: a number of seconds among milliseconds is a mistake, not a time of 1970. */
export function readTime(text: string, form: TimeForm): TimeRead {
  if (text === '') return no('no time');
  const found = timeFormOf(text);
  if (found === null) return no('not a time: write ISO 8601 with a zone, or an epoch in s, ms, µs or ns');
  if (found !== form) return no(`a time in ${found} in a file of times in ${form}`);
  return form === 'ISO 8601' ? isoUs(text) : { ok: true, us: epochUs(text, form) };
}
