// Texts found by their English: exact ones by name, those with changing parts by pattern.

/**
 * English text → text in another language. `{}` in the English stands for any part and is taken over as it is; `{t}` is
 * a part that is a text itself and has to be in the catalogue too (or hold no word). In the other language `{}` is the
 * next part, `{1}` the first.
 */
export type Entries = Readonly<Record<string, string>>;

export interface Catalogue {
  /** The text in the other language, or null. */
  readonly find: (text: string) => string | null;
}

interface Pattern {
  readonly regex: RegExp;
  /** Whether each part is a text itself. */
  readonly isText: readonly boolean[];
  /** Its longest fixed part: looked for first, because that is quick. */
  readonly anchor: string;
  readonly fixedLength: number;
  readonly target: string;
}

const PLACE = /\{(t?)\}/;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const WORD = /\p{L}{2}/u;

function compile(source: string, target: string): Pattern {
  const parts = source.split(/\{t?\}/);
  const isText = [...source.matchAll(/\{(t?)\}/g)].map(([, kind]) => kind === 't');
  const anchor = parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  return {
    regex: new RegExp(`^${parts.map(escaped).join('([^]*?)')}$`),
    isText,
    anchor,
    fixedLength: parts.join('').length,
    target,
  };
}

/** Puts the parts in: `{}` in order, `{2}` by number. */
function filled(target: string, parts: readonly string[]): string {
  let next = 0;
  return target.replace(/\{(\d?)\}/g, (_, at: string) => parts[at === '' ? next++ : Number(at) - 1] ?? '');
}

function matched(pattern: Pattern, text: string, find: Catalogue['find']): string | null {
  if (!text.includes(pattern.anchor)) return null;
  const match = pattern.regex.exec(text);
  if (match === null) return null;
  const parts: string[] = [];
  for (const [k, part] of match.slice(1).entries()) {
    const put = pattern.isText[k] === true ? (find(part) ?? (WORD.test(part) ? null : part)) : part;
    if (put === null) return null;
    parts.push(put);
  }
  return filled(pattern.target, parts);
}

/** Of several patterns that fit, the one with the most fixed text counts. */
export function compileCatalogue(entries: Entries): Catalogue {
  const exact = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const [source, target] of Object.entries(entries)) {
    if (PLACE.test(source)) patterns.push(compile(source, target));
    else exact.set(source, target);
  }
  patterns.sort((a, b) => b.fixedLength - a.fixedLength);
  const find = (text: string): string | null => {
    const whole = exact.get(text);
    if (whole !== undefined) return whole;
    if (!WORD.test(text)) return null;
    for (const pattern of patterns) {
      const put = matched(pattern, text, find);
      if (put !== null) return put;
    }
    return null;
  };
  return { find };
}
