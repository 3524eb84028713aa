// Waiting before the next attempt: exponential with full jitter, so that many clients do not come back together.
// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.

export interface BackoffConfig {
  /** Upper end of the first wait. */
  readonly baseMs: number;
  /** Upper end of any wait. */
  readonly capMs: number;
  /** Lower end of any wait. */
  readonly floorMs: number;
}

/** Milliseconds to wait before attempt `attempt` (0 = the first repeat); `chance` is uniform in [0, 1). */
export function backoffMs(config: BackoffConfig, attempt: number, chance: number): number {
  const { baseMs, capMs, floorMs } = config;
  let high = baseMs;
  for (let i = 0; i < attempt && high < capMs; i++) high *= 2;
  const top = Math.max(floorMs, Math.min(capMs, high));
  return floorMs + (top - floorMs) * chance;
}
