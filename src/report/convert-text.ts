// What a conversion has written: as lines for people, and as data.

import { bytesText, countText } from './number-text.js';

export interface ConvertTotals {
  readonly lake: string;
  readonly kinds: readonly string[];
  /** Sources that were converted before. */
  readonly doneBefore: number;
  readonly growing: readonly string[];
  readonly changed: readonly string[];
  readonly sources: readonly ConvertedTotals[];
}

export interface ConvertedTotals {
  readonly id: string;
  readonly venue: string;
  readonly env: string;
  readonly paths: readonly string[];
  readonly parts: readonly PartTotals[];
  /** Rows that the events are worth, counted apart from the files. */
  readonly events: Readonly<Record<'depth' | 'trades' | 'quotes' | 'gaps', number>>;
}

interface PartTotals {
  readonly kind: string;
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

const sum = (parts: readonly PartTotals[], key: 'rows' | 'bytes'): number =>
  parts.reduce((total, part) => total + part[key], 0);

/** `rows` by table, over all sources. */
export function convertJson(totals: ConvertTotals) {
  const parts = totals.sources.flatMap((source) => source.parts);
  const rows = Object.fromEntries(
    totals.kinds.map((kind) => [
      kind,
      sum(
        parts.filter((part) => part.kind === kind),
        'rows',
      ),
    ]),
  );
  return { ...totals, rows, bytes: sum(parts, 'bytes'), files: parts.length };
}

const counted = (count: number, one: string): string => `${countText(count)} ${one}${count === 1 ? '' : 's'}`;

export function convertText(totals: ConvertTotals): string {
  const { rows, bytes, files } = convertJson(totals);
  const environments = [...new Set(totals.sources.map(({ env }) => env.toUpperCase()))].sort();
  const lines = [[...environments, totals.lake].join(' ')];
  if (totals.sources.length === 0) {
    const are = totals.doneBefore === 1 ? 'is' : 'are';
    lines.push(`nothing to do: ${counted(totals.doneBefore, 'source')} ${are} converted; --again makes them anew`);
  }
  if (totals.sources.length > 0) {
    const tables = Object.entries(rows).map(
      ([kind, count]) => `${countText(count)} ${count === 1 ? kind.replace(/s$/, '') : kind}`,
    );
    lines.push(`${counted(totals.sources.length, 'source')}: ${tables.join(', ')}`);
    lines.push(`${bytesText(bytes)} in ${counted(files, 'file')}; rows in the files are those of the events`);
  }
  if (totals.growing.length > 0) lines.push(`${counted(totals.growing.length, 'segment')} still being written`);
  return `${lines.join('\n')}\n`;
}
