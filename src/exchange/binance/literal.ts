// Fixed pieces of text, compared with the bytes of a frame eight at a time.

export interface Literal {
  readonly bytes: Uint8Array;
  /**
   * The bytes eight at a time as doubles, the last eight overlapping their neighbours; empty for fewer than eight.
   * Doubles compare like their bytes here: no ASCII text is a NaN or a zero, and anything else only fails to match.
   */
  readonly words: Float64Array;
  /** First and last four bytes of a literal of four to seven; they overlap. */
  readonly head: number;
  readonly tail: number;
}

export function createLiteral(bytes: Uint8Array): Literal {
  const words: number[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length >= 8) {
    for (let i = 0; i + 8 < bytes.length; i += 8) words.push(view.getFloat64(i, true));
    words.push(view.getFloat64(bytes.length - 8, true));
  }
  const short = bytes.length >= 4 && bytes.length < 8;
  return {
    bytes,
    words: Float64Array.from(words),
    head: short ? view.getInt32(0, true) : 0,
    tail: short ? view.getInt32(bytes.length - 4, true) : 0,
  };
}

export const literalOf = (text: string): Literal => createLiteral(new TextEncoder().encode(text));

/** True when the view holds the literal at `pos`. The caller knows that so many bytes are there. */
export function holdsLiteral(view: DataView, pos: number, literal: Literal): boolean {
  const { words, bytes } = literal;
  const length = bytes.length;
  if (length >= 8) {
    const last = words.length - 1;
    for (let i = 0; i < last; i++) if (view.getFloat64(pos + i * 8, true) !== words[i]) return false;
    return view.getFloat64(pos + length - 8, true) === words[last];
  }
  if (length >= 4) {
    return view.getInt32(pos, true) === literal.head && view.getInt32(pos + length - 4, true) === literal.tail;
  }
  for (let i = 0; i < length; i++) if (view.getUint8(pos + i) !== bytes[i]) return false;
  return true;
}
