// From a z-score to a side.

export type SideSignal = 'buy' | 'sell' | 'neutral';

/** Buy above the threshold, sell below its negative, both strict; neutral otherwise. */
export function sideSignal(z: number, threshold: number): SideSignal {
  if (z > threshold) return 'buy';
  return z < -threshold ? 'sell' : 'neutral';
}

/** |value|/threshold: 1 is the edge of the signal. The threshold must be above 0. */
export const signalStrength = (value: number, threshold: number): number => Math.abs(value) / threshold;
