// When signals begin: the first row on which a signal stands that did not stand on the row before.

import type { DivergenceKind, FusionSignal, SideSignal, SignalRow } from '../pipeline/row.js';
import type { WatchSignal } from './detail.js';

/** What stood on the last row; null: nothing, or nothing was known. */
export interface SignalEdges {
  ofi: SideSignal | null;
  cvd: SideSignal | null;
  fusion: FusionSignal | null;
  divergence: DivergenceKind | null;
}

export const initSignalEdges = (): SignalEdges => ({ ofi: null, cvd: null, fusion: null, divergence: null });

type Side = WatchSignal['side'];
interface Begun extends Pick<WatchSignal, 'kind' | 'side' | 'value' | 'strength'> {
  readonly label?: string;
}

const signalOf = ({ timeUs, symbol, mid, consistency }: SignalRow, begun: Begun): WatchSignal => ({
  timeUs,
  symbol,
  kind: begun.kind,
  side: begun.side,
  value: begun.value,
  strength: begun.strength,
  consistency,
  label: begun.label ?? null,
  mid,
});

const FUSED: Readonly<Record<FusionSignal, Side>> = { strong_buy: 'buy', strong_sell: 'sell', neutral: 'none' };
const DIVERGED: Readonly<Record<DivergenceKind, Side>> = {
  bullish: 'buy',
  bearish: 'sell',
  inconsistent: 'none',
  none: 'none',
};

/**
 * Signals that begin with this row of a symbol; mostly none. A signal that turns round begins anew, and so does one that
 * stands again after a row that knew nothing.
 */
export function stepSignalEdges(edges: SignalEdges, row: SignalRow): readonly WatchSignal[] {
  const { ofiSignal: ofi, cvdSignal: cvd, fusionSignal: fusion, divergence } = row;
  const isSame = ofi === edges.ofi && cvd === edges.cvd && fusion === edges.fusion && divergence === edges.divergence;
  if (isSame) return NONE;
  const begun: WatchSignal[] = [];
  if (ofi !== edges.ofi && ofi !== null && ofi !== 'neutral') {
    begun.push(signalOf(row, { kind: 'ofi', side: ofi, value: row.ofiZ ?? 0, strength: row.ofiStrength }));
  }
  if (cvd !== edges.cvd && cvd !== null && cvd !== 'neutral') {
    begun.push(signalOf(row, { kind: 'cvd', side: cvd, value: row.cvdZ ?? 0, strength: row.cvdStrength }));
  }
  if (fusion !== edges.fusion && fusion !== null && fusion !== 'neutral') {
    const { fusion: value, fusionStrength: strength } = row;
    begun.push(signalOf(row, { kind: 'fusion', side: FUSED[fusion], value: value ?? 0, strength }));
  }
  if (divergence !== edges.divergence && divergence !== null && divergence !== 'none') {
    const strength = row.divergenceStrength;
    const side = DIVERGED[divergence];
    begun.push(signalOf(row, { kind: 'divergence', side, value: strength ?? 0, strength, label: divergence }));
  }
  edges.ofi = ofi;
  edges.cvd = cvd;
  edges.fusion = fusion;
  edges.divergence = divergence;
  return begun;
}

const NONE: readonly WatchSignal[] = [];
