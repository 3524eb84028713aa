// The health of a run's signal rows, by symbol: distribution of each z, signals and their rates, rows lost to warm-up.

import {
  type SignalCount,
  type SignalGroupState,
  initSignalGroup,
  signalCounts,
  stepSignalGroup,
} from './signal-count.js';
import { type ZHealth, type ZHealthState, initZHealth, stepZHealth, zHealth } from './z-health.js';

/** What is read of a signal row. */
export interface HealthRow {
  readonly timeUs: number;
  readonly symbol: string;
  readonly segment: number;
  readonly ofiZ: number | null;
  readonly ofiReason: string | null;
  readonly ofiSignal: string | null;
  readonly ofiStrength: number | null;
  readonly cvdZ: number | null;
  readonly cvdReason: string | null;
  readonly cvdSignal: string | null;
  readonly cvdStrength: number | null;
  readonly fusion: number | null;
  readonly fusionReason: string | null;
  readonly fusionSignal: string | null;
  readonly fusionStrength: number | null;
  readonly divergence: string | null;
  readonly divergenceStrength: number | null;
}

interface SymbolRows {
  rows: number;
  /** Without fusion because a window still fills. */
  warmupRows: number;
  segments: number;
  lastSegment: number | null;
  firstUs: number;
  lastUs: number;
  readonly ofiZ: ZHealthState;
  readonly cvdZ: ZHealthState;
  readonly fusion: ZHealthState;
  readonly ofi: SignalGroupState;
  readonly cvd: SignalGroupState;
  readonly fused: SignalGroupState;
  readonly divergence: SignalGroupState;
}

export interface RowHealthState {
  readonly symbols: Map<string, SymbolRows>;
}

export interface SymbolRowHealth {
  readonly symbol: string;
  readonly rows: number;
  readonly warmupRows: number;
  /** Unbroken stretches that have rows. */
  readonly segments: number;
  /** First to last row, µs: what rates are counted over. */
  readonly spanUs: number;
  readonly ofiZ: ZHealth;
  readonly cvdZ: ZHealth;
  readonly fusion: ZHealth;
  readonly signals: readonly SignalCount[];
}

export const initRowHealth = (): RowHealthState => ({ symbols: new Map() });

const initSymbolRows = (timeUs: number): SymbolRows => ({
  rows: 0,
  warmupRows: 0,
  segments: 0,
  lastSegment: null,
  firstUs: timeUs,
  lastUs: timeUs,
  ofiZ: initZHealth(),
  cvdZ: initZHealth(),
  fusion: initZHealth(),
  ofi: initSignalGroup('ofi'),
  cvd: initSignalGroup('cvd'),
  fused: initSignalGroup('fusion'),
  divergence: initSignalGroup('divergence'),
});

function symbolRows(state: RowHealthState, row: HealthRow): SymbolRows {
  const known = state.symbols.get(row.symbol);
  if (known !== undefined) return known;
  const created = initSymbolRows(row.timeUs);
  state.symbols.set(row.symbol, created);
  return created;
}

/** Takes the next row of its symbol; the first one counts. */
export function stepRowHealth(state: RowHealthState, row: HealthRow): void {
  const own = symbolRows(state, row);
  own.rows++;
  own.lastUs = row.timeUs;
  if (row.segment !== own.lastSegment) {
    own.segments++;
    own.lastSegment = row.segment;
    // A signal on both sides of a break is two signals.
    for (const group of [own.ofi, own.cvd, own.fused, own.divergence]) group.last = null;
  }
  if (row.fusion === null && (row.ofiReason === 'warming' || row.cvdReason === 'warming')) own.warmupRows++;
  stepZHealth(own.ofiZ, row.ofiZ, row.ofiReason);
  stepZHealth(own.cvdZ, row.cvdZ, row.cvdReason);
  stepZHealth(own.fusion, row.fusion, row.fusionReason);
  stepSignalGroup(own.ofi, row.ofiSignal, row.ofiStrength);
  stepSignalGroup(own.cvd, row.cvdSignal, row.cvdStrength);
  stepSignalGroup(own.fused, row.fusionSignal, row.fusionStrength);
  stepSignalGroup(own.divergence, row.divergence, row.divergenceStrength);
}

/** By symbol, in name order. */
export function rowHealth(state: RowHealthState): SymbolRowHealth[] {
  const names = [...state.symbols.keys()].sort();
  return names.flatMap((symbol) => {
    const own = state.symbols.get(symbol);
    if (own === undefined) return [];
    const spanUs = own.lastUs - own.firstUs;
    return {
      symbol,
      rows: own.rows,
      warmupRows: own.warmupRows,
      segments: own.segments,
      spanUs,
      ofiZ: zHealth(own.ofiZ),
      cvdZ: zHealth(own.cvdZ),
      fusion: zHealth(own.fusion),
      signals: [
        ...signalCounts(own.ofi, 'ofi', spanUs),
        ...signalCounts(own.cvd, 'cvd', spanUs),
        ...signalCounts(own.fused, 'fusion', spanUs),
        ...signalCounts(own.divergence, 'divergence', spanUs),
      ],
    };
  });
}
