// What a line format has to do: tell one line's frame, receive time and kind, in place, without allocating.

import { type FrameBatch, type FrameKind } from '../../core/market/frame.js';

/** A line that carries no message (a header, a connection line). */
export const NOT_A_FRAME = 0;
/** A line whose beginning is not what the format promises. */
export const MALFORMED = -1;
/** A REST snapshot whose symbol nobody names. */
export const NO_SYMBOL = -2;

export type CutResult = FrameKind | typeof NOT_A_FRAME | typeof MALFORMED | typeof NO_SYMBOL;

/**
 * Reads the line [from, to) of `batch.bytes` as frame number `batch.count`: writes its `start`, `recvUs` and, where
 * needed, its hint, and gives its kind. The caller writes `end`, `line`, `kind` and `count`.
 * The byte at `to` is a line end, so that a cutter may look one byte past the line.
 */
export type FrameCutter = (batch: FrameBatch, from: number, to: number) => CutResult;
