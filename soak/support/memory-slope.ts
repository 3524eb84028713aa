// Whether memory grows: samples of resident memory, and their slope by least squares.

export interface MemorySample {
  readonly seconds: number;
  readonly mb: number;
}

/** Fewer samples than this tell no slope. */
const LEAST_SAMPLES = 12;

/** MB a minute from `fromSeconds` on; null with too few samples. */
export function slopeOf(memory: readonly MemorySample[], fromSeconds: number): number | null {
  const late = memory.filter(({ seconds }) => seconds >= fromSeconds);
  if (late.length < LEAST_SAMPLES) return null;
  const mean = (of: (one: MemorySample) => number): number => late.reduce((sum, one) => sum + of(one), 0) / late.length;
  const [x, y] = [mean(({ seconds }) => seconds / 60), mean(({ mb }) => mb)];
  let covariance = 0;
  let variance = 0;
  for (const { seconds, mb } of late) {
    covariance += (seconds / 60 - x) * (mb - y);
    variance += (seconds / 60 - x) * (seconds / 60 - x);
  }
  return covariance / variance;
}

export const rangeOf = (memory: readonly MemorySample[]): string => {
  const all = memory.map(({ mb }) => mb);
  return all.length === 0 ? 'not sampled' : `${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)} MB`;
};
