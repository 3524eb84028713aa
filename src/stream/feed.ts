// A feed: batches of anything, pulled one at a time, with closing as part of the type.

/** Where batches come from: a recording, a socket, an emulator. */
export interface Feed<Batch> {
  /**
   * The next batch, or null at the end (and at every call after it). A batch is valid until the next call: feeds reuse
   * their memory. One call at a time.
   */
  next(): Promise<Batch | null>;
  /** Frees files and sockets, also while a `next()` is pending; that call then gives null. Safe to call twice. */
  close(): Promise<void>;
}
