// Texts found by their English: exact ones by name, those with changing parts by pattern.

/**
 * English text → text in another language. Places in the English stand for parts that differ from time to time:
 * `{}` any part, `{n}` a quantity (`12`, `1,234`, `≈ 8.7–130 MB`), `{w}` a name (no blank, not all small letters),
 * each taken over as it is; `{t}` a part that is a text itself and is put where it is known; `{s}` a part that has to be
 * a known text, or hold no word. In the other language `{}` is the next part, `{1}` the first.
 */
export type Entries = Readonly<Record<string, string>>;

export type PartKind = '' | 'n' | 'w' | 't' | 's';

export interface Catalogue {
  /** The text in the other language, or null. */
  readonly find: (text: string) => string | null;
}

interface Pattern {
  readonly regex: RegExp;
  readonly kinds: readonly PartKind[];
  /** Its longest fixed part: looked for first, because that is quick. */
  readonly anchor: string;
  readonly fixedLength: number;
  readonly target: string;
}

const PLACE = /\{[nwts]?\}/;
/** What a place of each kind takes, as part of a regular expression. */
const PARTS: Readonly<Record<PartKind, string>> = {
  '': '([^\\n]*?)',
  t: '([^\\n]*?)',
  s: '([^\\n]*?)',
  // Units have no more than three letters in a run: kB, ms, MB/s.
  n: '((?:[≈<±] )?[-−+]?\\d(?:[^\\p{L},\\n]|,(?! )|(?<!\\p{L})\\p{L}{1,3}(?!\\p{L}))*?)',
  w: '(\\S*[^\\sa-z\\d]\\S*?)(?<!:)',
};

/** A part before all else is no beginning such as `v13.yaml:3: `, which has an entry of its own. */
const FIRST_PART = '((?:(?!: )[^\\n])*?)';

const escaped = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\/-]/g, (char) => (char === '-' ? '\\x2d' : `\\${char}`));

/** Two letters side by side: what has none is the same in every language. */
export const hasWord = (text: string): boolean => /\p{L}{2}/u.test(text);

function compile(source: string, target: string): Pattern {
  const fixed = source.split(/\{[nwts]?\}/);
  const kinds = [...source.matchAll(/\{([nwts]?)\}/g)].map(([, kind]) => kind as PartKind);
  const place = (k: number): string =>
    k === 0 && fixed[0] === '' && kinds[0] === '' ? FIRST_PART : PARTS[kinds[k] ?? ''];
  const regex = fixed.map((text, k) => (k === 0 ? '' : place(k - 1)) + escaped(text)).join('');
  return {
    regex: new RegExp(`^${regex}$`, 'u'),
    kinds,
    anchor: fixed.reduce((longest, part) => (part.length > longest.length ? part : longest), ''),
    fixedLength: fixed.join('').length,
    target,
  };
}

const HAN_BEFORE = /\p{Script=Han}$/u;
const HAN_AFTER = /^\p{Script=Han}/u;
const NARROW_START = /^[!-~≈±−–]/;
const NARROW_END = /[!-~µ]$/;

/**
 * Puts the parts in: `{}` in order, `{2}` by number. Between Chinese and a part in Latin letters or figures stands a
 * blank, between Chinese and a Chinese part none, whatever the target says.
 */
function filled(target: string, parts: readonly string[]): string {
  let next = 0;
  return target.replace(/( ?)\{(\d?)\}( ?)/g, (place: string, ...rest: [string, string, string, number, string]) => {
    const [left, at, right, offset] = rest;
    const part = parts[at === '' ? next++ : Number(at) - 1] ?? '';
    const isAfterHan = HAN_BEFORE.test(target.slice(0, offset));
    const isBeforeHan = HAN_AFTER.test(target.slice(offset + place.length));
    const before = isAfterHan && part !== '' ? (NARROW_START.test(part) ? ' ' : '') : left;
    return before + part + (isBeforeHan ? (NARROW_END.test(part) ? ' ' : '') : right);
  });
}

/** Whether a part may stand in a place of this kind; a test is stricter than a run, which takes what comes. */
export type JudgePart = (part: string, kind: PartKind) => boolean;

interface Search {
  readonly find: Catalogue['find'];
  readonly mayStand: JudgePart;
}

function matched(pattern: Pattern, text: string, { find, mayStand }: Search): string | null {
  if (!text.includes(pattern.anchor)) return null;
  const match = pattern.regex.exec(text);
  if (match === null) return null;
  const parts: string[] = [];
  for (const [k, part] of match.slice(1).entries()) {
    const kind = pattern.kinds[k] ?? '';
    const put = kind === 't' || kind === 's' ? find(part) : null;
    if (put === null && ((kind === 's' && hasWord(part)) || !mayStand(part, kind))) return null;
    parts.push(put ?? part);
  }
  return filled(pattern.target, parts);
}

/** Where a text may be taken apart, and what the other language writes there. */
export interface Joint {
  readonly english: string;
  readonly other: string;
  /** `all`: only where every piece is known, or is no text; `each`: pieces stand for themselves, unknown ones stay. */
  readonly wants: 'all' | 'each';
  /** Tried before patterns. */
  readonly isFirst?: boolean;
}

const isFirst = (joint: Joint): boolean => joint.isFirst === true;

/** A quantity or a name: it stands beside texts without being one. */
const NO_TEXT = new RegExp(`^(?:${PARTS.n}|${PARTS.w})$`, 'u');

/** A text of several pieces; null where too little of it is known. */
function joined(text: string, joints: readonly Joint[], find: Catalogue['find']): string | null {
  for (const { english, other, wants } of joints) {
    if (!text.includes(english)) continue;
    // A full stop belongs to the sentence before the joint.
    const stop = english.startsWith('.') ? '.' : '';
    const pieces = text.split(english);
    const whole = pieces.map((piece, k) => (k < pieces.length - 1 ? piece + stop : piece));
    const put = whole.map(find);
    const isKnown = put.some((piece) => piece !== null);
    const fits = whole.every((piece, k) => put[k] !== null || !hasWord(piece) || NO_TEXT.test(piece));
    if (isKnown && (fits || wants === 'each')) return put.map((piece, k) => piece ?? whole[k] ?? '').join(other);
  }
  return null;
}

export interface CatalogueOptions {
  readonly joints?: readonly Joint[];
  readonly mayStand?: JudgePart;
}

/** Of several patterns that fit, the one with the most fixed text counts. */
export function compileCatalogue(entries: Entries, options: CatalogueOptions = {}): Catalogue {
  const { joints = [], mayStand = () => true } = options;
  const exact = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const [source, target] of Object.entries(entries)) {
    if (PLACE.test(source)) patterns.push(compile(source, target));
    else exact.set(source, target);
  }
  patterns.sort((a, b) => b.fixedLength - a.fixedLength);
  const find = (text: string): string | null => {
    // A phrase that begins a sentence is the same phrase.
    const whole = exact.get(text) ?? exact.get(text.charAt(0).toLowerCase() + text.slice(1));
    if (whole !== undefined) return whole;
    if (!hasWord(text)) return null;
    // Two known sentences side by side are not one of them with a long part.
    const two = joined(text, joints.filter(isFirst), find);
    if (two !== null) return two;
    for (const pattern of patterns) {
      const put = matched(pattern, text, { find, mayStand });
      if (put !== null) return put;
    }
    return joined(text, joints, find);
  };
  return { find };
}
