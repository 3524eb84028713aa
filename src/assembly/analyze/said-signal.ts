// A list of somebody's signals as one signal of a study: named after its file, each line a moment of its own.

import type { SignalFile } from '../../store/signals/signal-file.js';
import type { SaidSignal } from './analyze-types.js';

export interface SaidWish {
  /** Of the file, without folders. */
  readonly name: string;
  /** Symbol that is studied. */
  readonly symbol: string;
  /** Hit rate that it has to reach besides the base rate; null: none. */
  readonly target: number | null;
}

const HASH_SHOWN = 12;

/** Null where the file has no signal of that symbol. A file without symbols is of whichever is studied. */
export function saidSignal(file: SignalFile, { name, symbol, target }: SaidWish): SaidSignal | null {
  const columns = file.bySymbol.get(symbol) ?? file.bySymbol.get(null);
  if (columns === undefined || columns.timeUs.length === 0) return null;
  const spec = {
    name: `user:${name.replace(/\.(?:csv|tsv|txt)(?:\.gz)?$/i, '')}`,
    role: 'user',
    rule: `lines of ${name}, SHA-256 ${file.sha256.slice(0, HASH_SHOWN)}`,
    graded: file.hasStrength,
    single: true,
    bar: target,
  } as const;
  return { source: { spec, read: () => ({ value: 0, side: 0 }) }, moments: columns };
}
