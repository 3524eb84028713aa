// How far receive times of other tools may step back and still be the recorder's jitter.

/**
 * Recordings of other tools are not strictly increasing in receive time: a file cut in two may overlap itself by the
 * jitter of its recorder. Up to this much, a continuation is appended instead of interleaved.
 */
export const JITTER_US = 10_000;
