// A snapshot in pieces, each of which is copied to another thread in a fraction of a millisecond.

import type { SymbolDetail } from '../../core/watch/detail.js';
import type { SymbolSummary, WatchSnapshot } from '../../core/watch/snapshot.js';

/** In this order: rows and details, and the rest last. */
export type SnapshotPiece =
  | { readonly kind: 'rows'; readonly rows: readonly SymbolSummary[] }
  | { readonly kind: 'detail'; readonly part: Partial<SymbolDetail> }
  | { readonly kind: 'rest'; readonly rest: Omit<WatchSnapshot, 'symbols' | 'detail'> };

/** Rows of the overview in one piece. */
const ROWS = 8;

/** Nothing is copied here: a piece holds on to what it is made of. */
export function piecesOf(snapshot: WatchSnapshot): readonly SnapshotPiece[] {
  const { symbols, detail, ...rest } = snapshot;
  const pieces: SnapshotPiece[] = [];
  for (let at = 0; at < symbols.length; at += ROWS) pieces.push({ kind: 'rows', rows: symbols.slice(at, at + ROWS) });
  if (detail !== null) {
    const { heat, footprint, series, ...others } = detail;
    for (const part of [others, { heat }, { footprint }, { series }]) pieces.push({ kind: 'detail', part });
  }
  pieces.push({ kind: 'rest', rest });
  return pieces;
}

export interface PieceJoiner {
  rows: SymbolSummary[];
  detail: Partial<SymbolDetail> | null;
}

export const createPieceJoiner = (): PieceJoiner => ({ rows: [], detail: null });

/** The snapshot when its last piece is there; null before. */
export function joinPiece(joiner: PieceJoiner, piece: SnapshotPiece): WatchSnapshot | null {
  if (piece.kind === 'rows') joiner.rows.push(...piece.rows);
  else if (piece.kind === 'detail') joiner.detail = { ...joiner.detail, ...piece.part };
  else {
    const { rows: symbols, detail } = joiner;
    Object.assign(joiner, createPieceJoiner());
    // All parts of a detail come, or none.
    return { ...piece.rest, symbols, detail: detail as SymbolDetail | null };
  }
  return null;
}
