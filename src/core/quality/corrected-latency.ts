// Latencies in the exchange's clock: shifted by the measured offset, and judged with regard to how sure that is.

export type Verdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

/** Exchange's clock minus ours, µs; the truth lies within ± uncertainty. */
export interface MeasuredOffset {
  readonly offsetUs: number;
  readonly uncertaintyUs: number;
}

/**
 * One offset that holds for a whole run: the middle of all that was measured in it, with an uncertainty that covers every
 * measurement with its own. Null where there was none.
 */
export function offsetOfRun(measured: readonly MeasuredOffset[]): MeasuredOffset | null {
  let low = Infinity;
  let high = -Infinity;
  for (const { offsetUs, uncertaintyUs } of measured) {
    low = Math.min(low, offsetUs - uncertaintyUs);
    high = Math.max(high, offsetUs + uncertaintyUs);
  }
  return low > high ? null : { offsetUs: (low + high) / 2, uncertaintyUs: (high - low) / 2 };
}

/** Receive time − E on one clock, µs: what was measured on two, plus the offset between them. May be negative. */
export const correctedLatencyUs = (rawUs: number, { offsetUs }: MeasuredOffset): number => rawUs + offsetUs;

/** Whether a corrected latency is below its limit: INCONCLUSIVE where that depends on which offset is the true one. */
export function judgeLatency(rawUs: number, limitUs: number, offset: MeasuredOffset): Verdict {
  const correctedUs = correctedLatencyUs(rawUs, offset);
  if (correctedUs + offset.uncertaintyUs < limitUs) return 'PASS';
  return correctedUs - offset.uncertaintyUs >= limitUs ? 'FAIL' : 'INCONCLUSIVE';
}

/**
 * Without a measured offset any constant is possible. The excess over the smallest latency is what is left of a latency
 * under the offset that flatters it most: at the limit or above it fails for sure, below it nothing is sure.
 */
export const judgeExcess = (excessUs: number, limitUs: number): Verdict =>
  excessUs >= limitUs ? 'FAIL' : 'INCONCLUSIVE';
