// Raw frames: the exchange's bytes with their receive times, before anybody has understood them.

/** How a frame's bytes are to be read. */
export const FRAME = {
  /**
   * A stream message: `{"stream":"btcusdt@depth@100ms","data":{…}}`, the same without its first brace (as cut out of a
   * v13 raw line: `"stream":"…","data":{…}}`), or a bare payload `{"e":"depthUpdate",…}`.
   */
  stream: 1,
  /** REST depth body `{"lastUpdateId":…,"bids":…,"asks":…}`; its symbol stands in `hints`. */
  snapshot: 2,
  /** v13 control line, whole: `{"ts_recv":…,"control":"…",…}`. */
  control: 3,
  /** v13 raw line, whole, with its keys not in the order our writer uses: read by JSON.parse. */
  rawLine: 4,
  /** Line of the original design, whole: `{"ts_recv":…,"E":…,"U":…,"u":…,"pu":…,"bids":…,"asks":…,…}`. */
  originalLine: 5,
} as const;
export type FrameKind = (typeof FRAME)[keyof typeof FRAME];

/**
 * A batch of frames cut from one byte buffer.
 * The arrays are reused: a batch is valid only until its feed is asked for the next one.
 */
export interface FrameBatch {
  count: number;
  readonly capacity: number;
  bytes: Uint8Array;
  /** Byte range of frame i in `bytes`: [start, end), without line end. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Receive time of frame i, integer µs. */
  readonly recvUs: Float64Array;
  /** 1-based line number of frame i in its input, for messages to people. */
  readonly line: Float64Array;
  readonly kind: Uint8Array;
  /** Index of the input (file) that the whole batch comes from. */
  input: number;
  /** Frame index → symbol in capitals, for frames whose bytes do not name it (foreign snapshots). */
  readonly hints: Map<number, string>;
}

export function createFrameBatch(capacity: number): FrameBatch {
  return {
    count: 0,
    capacity,
    bytes: new Uint8Array(0),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
    recvUs: new Float64Array(capacity),
    line: new Float64Array(capacity),
    kind: new Uint8Array(capacity),
    input: 0,
    hints: new Map(),
  };
}
