// Which observations a bootstrap replication takes: blocks of a series, so that neighbours stay together.

import { type RngState, nextInt, nextUniform } from '../stats/rng.js';

/** Fills `out`, of any length, with indices of the series; draws from `rng`. */
export type Resampler = (rng: RngState, out: Int32Array) => void;

function checkSeries(n: number, block: number): void {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`series of ${n} observations`);
  if (!(block >= 1)) throw new RangeError(`block of ${block} observations`);
}

/**
 * Stationary bootstrap of Politis & Romano, JASA 89(428), 1994: every index follows the one before it (the first follows
 * the last) but with probability 1/meanBlock it is drawn anew. Block lengths are geometric; the result is stationary.
 * @param n length of the series
 * @param meanBlock mean block length in observations, any number ≥ 1; 1 is the independent bootstrap
 */
export function stationaryBlocks(n: number, meanBlock: number): Resampler {
  checkSeries(n, meanBlock);
  const renewal = 1 / meanBlock;
  return (rng, out) => {
    let at = 0;
    for (let i = 0; i < out.length; i++) {
      if (i === 0 || renewal === 1 || nextUniform(rng) <= renewal) at = nextInt(rng, n);
      else at = at + 1 === n ? 0 : at + 1;
      out[i] = at;
    }
  };
}

/**
 * Circular block bootstrap of Politis & Romano (in: Exploring the Limits of Bootstrap, 1992): blocks of a fixed length
 * with any first index; the series is closed to a ring. The last block is cut where `out` ends.
 * @param block block length in observations, an integer; above n it goes round more than once
 */
export function circularBlocks(n: number, block: number): Resampler {
  checkSeries(n, block);
  if (!Number.isInteger(block)) throw new RangeError(`block of ${block} observations`);
  return (rng, out) => {
    for (let from = 0; from < out.length; from += block) {
      const end = Math.min(out.length, from + block);
      let at = nextInt(rng, n);
      for (let i = from; i < end; i++) {
        out[i] = at;
        at = at + 1 === n ? 0 : at + 1;
      }
    }
  };
}

/**
 * Moving block bootstrap of Künsch, Annals of Statistics 17(3), 1989: blocks of a fixed length that lie wholly within the
 * series, so that the ends are drawn less often.
 * @param block block length in observations, an integer ≤ n
 */
export function movingBlocks(n: number, block: number): Resampler {
  checkSeries(n, block);
  if (!Number.isInteger(block) || block > n) throw new RangeError(`block of ${block} of ${n} observations`);
  return (rng, out) => {
    for (let from = 0; from < out.length; from += block) {
      const first = nextInt(rng, n - block + 1);
      const end = Math.min(out.length, from + block);
      for (let i = from; i < end; i++) out[i] = first + i - from;
    }
  };
}
