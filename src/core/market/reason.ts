// Why a value is null: a fixed vocabulary with stable codes (they are hashed into the digest).

/** Code 0 is kept for "present". Never renumber: add at the end and bump the digest's version. */
export const REASON_CODE = {
  /** The window has fewer samples than the warm-up wants. */
  warming: 1,
  /** All samples of the window are equal: no z exists. */
  std_zero: 2,
  /** The book waits for a snapshot. */
  unsynced: 3,
  /** A break or the start of data lies inside this bar. */
  partial: 4,
  /** No trade has been seen since the session began. */
  no_trades: 5,
  /** One side of the book is empty. */
  one_sided: 6,
  /** Best bid at or above best ask: the book cannot be trusted. */
  crossed: 7,
  /** Less history than the trend window. */
  no_trend: 8,
  /** One of the inputs is null. */
  no_input: 9,
  /** The stream that this value is made of is not in the data. */
  no_stream: 10,
  /** The connection was down: nothing is known of this time. */
  no_data: 11,
} as const;

export type NullReason = keyof typeof REASON_CODE;
