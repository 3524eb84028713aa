// The layout of a file of signals: what separates its cells, and which column is which.

export const ROLES = ['time', 'side', 'strength', 'symbol'] as const;
export type SignalRole = (typeof ROLES)[number];

export interface SignalLayout {
  readonly separator: string;
  /** Place of each role in a line; −1 where the file has none. */
  readonly at: Readonly<Record<SignalRole, number>>;
  /** Names as the file writes them; null where it has no header. */
  readonly names: Readonly<Partial<Record<SignalRole, string>>> | null;
  readonly cells: number;
}

/** Names that columns go by, the plainest first; letters and digits alone count. */
const NAMES: Readonly<Record<SignalRole, readonly string[]>> = {
  time: [
    ...['time', 'timestamp', 'ts', 'datetime', 'date', 'timeus', 'tsus', 'timems', 'tsms', 'timens', 'tsns'],
    ...['timestampus', 'timestampms', 'timestampns', 'tsrecv', 'tsrecvus', 'epoch', 'unix', 'unixtime', 'utc', 't'],
    ...['opentime', 'entrytime', 'signaltime', 'createdat'],
  ],
  side: [
    ...['side', 'direction', 'dir', 'signal', 'position', 'pos', 'action', 'buysell', 'bs', 'sign'],
    ...['prediction', 'pred', 'label'],
  ],
  strength: [
    ...['strength', 'score', 'confidence', 'conviction', 'probability', 'prob', 'weight', 'magnitude', 'value', 'z'],
  ],
  symbol: ['symbol', 'instrument', 'ticker', 'market', 'pair', 'contract', 'coin', 'asset'],
};

const SEPARATORS = ['\t', ';', ',', '|'] as const;

/** Cells of a line; a quoted one may hold the separator, and two quotes for one. */
export function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] as string;
    if (char === '"' && isQuoted && line[i + 1] === '"') cell += line[++i] as string;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

/** The one that cuts the line into the most cells; of equals the one that stands in numbers least. */
function separatorOf(line: string): string {
  const counts = SEPARATORS.map((separator) => cellsOf(line, separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function placeOf(role: SignalRole, cells: readonly string[]): number {
  const names = cells.map(plain);
  for (const name of NAMES[role]) {
    const at = names.indexOf(name);
    if (at >= 0) return at;
  }
  return -1;
}

/**
 * From the first line: a header names the columns in any order; a line that begins with a time is of time, side, strength,
 * symbol. Null where neither is the case; `missing` says which column a header lacks.
 */
export function layoutOf(
  line: string,
  isTime: (text: string) => boolean,
): SignalLayout | { readonly missing: 'time' | 'side'; readonly header: readonly string[] } {
  const separator = separatorOf(line);
  const cells = cellsOf(line, separator);
  if (isTime(cells[0] ?? '') && cells.length > 1) {
    const at = Object.fromEntries(ROLES.map((role, place) => [role, place < cells.length ? place : -1]));
    return { separator, at: at as SignalLayout['at'], names: null, cells: cells.length };
  }
  const at = Object.fromEntries(ROLES.map((role) => [role, placeOf(role, cells)])) as SignalLayout['at'];
  if (at.time < 0) return { missing: 'time', header: cells };
  if (at.side < 0) return { missing: 'side', header: cells };
  const named = ROLES.flatMap((role) => (at[role] < 0 ? [] : [[role, cells[at[role]] ?? ''] as const]));
  return { separator, at, names: Object.fromEntries(named), cells: cells.length };
}
