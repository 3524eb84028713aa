// The session header: the control line that opens every segment of a v13 recording and says what it is a recording of.

/** `{"ts_recv":…,"control":"session",…}` of raw format version 1. Fields that are absent or of another type are null. */
export interface SessionHeader {
  readonly version: number;
  readonly session: string;
  readonly venue: string | null;
  readonly env: string | null;
  readonly host: string | null;
  readonly symbols: readonly SessionSymbol[];
  readonly streams: readonly string[];
  /** Configuration of the chain that ran during the capture; its reader checks it. */
  readonly config: unknown;
  /** What made the data, where they are synthetic. */
  readonly generator: unknown;
  readonly software: string | null;
  /** Number of the segment that it opens, from 0; null where segments are not numbered. */
  readonly segment: number | null;
  /** Where the lines come from, when another tool recorded them; absent in captures. */
  readonly imported?: ImportOrigin | null;
}

export interface ImportOrigin {
  /** Format of the files, as docs/formats.md names it. */
  readonly formats: readonly string[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  /** `made`: the source has no update ids, and messages were numbered on. */
  readonly ids: 'given' | 'made';
  /** `exchange`: the source has no receive times, and the exchange's stand for them. */
  readonly times: 'received' | 'exchange';
}

export interface SessionSymbol {
  readonly symbol: string;
  /** Decimal text. */
  readonly tick: string | null;
  readonly step: string | null;
}

export const RAW_FORMAT_VERSION = 1;

/** The header in one line's text, or null where the line is something else. */
export function parseSessionHeader(line: string): SessionHeader | null {
  const value = parseObject(line);
  if (value === null || value['control'] !== 'session' || value['format'] !== 'v13-raw') return null;
  const { version, session } = value as { version?: unknown; session?: unknown };
  if (typeof version !== 'number' || typeof session !== 'string') return null;
  return {
    version,
    session,
    venue: textOf(value['venue']),
    env: textOf(value['env']),
    host: textOf(value['host']),
    symbols: listOf(value['symbols']).flatMap(symbolOf),
    streams: listOf(value['streams']).filter((stream) => typeof stream === 'string'),
    config: value['config'] ?? null,
    generator: value['generator'] ?? null,
    software: textOf(value['software']),
    segment: Number.isSafeInteger(value['segment']) ? (value['segment'] as number) : null,
    // Written by us alone; readers only ask whether it is there.
    imported: (value['imported'] ?? null) as ImportOrigin | null,
  };
}

function symbolOf(value: unknown): SessionSymbol[] {
  if (typeof value !== 'object' || value === null) return [];
  const { symbol, tick, step } = value as Record<string, unknown>;
  return typeof symbol === 'string' ? [{ symbol, tick: textOf(tick), step: textOf(step) }] : [];
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
