// Pieces of time that are over and do not change any more, kept from one look to the next.

export interface ClosedPieces<T> {
  /** Length of a piece; another length begins anew. */
  stepUs: number;
  /** By number of the piece since the epoch. */
  readonly pieces: Map<number, T>;
}

export const initClosedPieces = <T>(): ClosedPieces<T> => ({ stepUs: 0, pieces: new Map() });

export interface PieceRange {
  readonly stepUs: number;
  /** First and last piece wanted, both included. */
  readonly first: number;
  readonly last: number;
  /** Nothing older than this comes any more, µs. */
  readonly settledUs: number;
}

/** Every piece of the range, oldest first; only those that are not known yet, and the running one, are made. */
export function piecesOf<T>(kept: ClosedPieces<T>, range: PieceRange, make: (piece: number) => T): T[] {
  const { stepUs, first, last, settledUs } = range;
  const { pieces } = kept;
  if (kept.stepUs !== stepUs) {
    pieces.clear();
    kept.stepUs = stepUs;
  }
  for (const piece of pieces.keys()) if (piece < first || piece > last) pieces.delete(piece);
  const all: T[] = [];
  for (let piece = first; piece <= last; piece++) {
    const known = pieces.get(piece);
    const made = known ?? make(piece);
    if (known === undefined && (piece + 1) * stepUs <= settledUs) pieces.set(piece, made);
    all.push(made);
  }
  return all;
}
