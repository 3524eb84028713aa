// The planted signal: how the market's own recent order flow tilts what comes next.

/**
 * s(t): trailing order flow (the OFI of Cont, Kukanov & Stoikov on the best level), forgotten at the time scale of the
 * horizon and divided by its own long-run deviation. It is observable by construction, so the best that a predictor
 * can do is known: it can recover s(t), and no more.
 */
export interface FlowMemory {
  /** Decayed sum of flow, in typical queues. */
  flow: number;
  /** Long-run mean of flow². */
  meanSquare: number;
  /** Own time (µs × speed) of the last update. */
  lastUs: number;
}

export const initFlowMemory = (startUs: number): FlowMemory => ({ flow: 0, meanSquare: 4, lastUs: startUs });

/** Lets time pass, then adds `flow`. The long run is 50 horizons. */
export function stepFlowMemory(state: FlowMemory, flow: number, time: { nowUs: number; horizonUs: number }): void {
  const elapsed = (time.nowUs - state.lastUs) / time.horizonUs;
  state.lastUs = time.nowUs;
  const weight = 1 - Math.exp(-elapsed / 50);
  state.meanSquare += weight * (state.flow * state.flow - state.meanSquare);
  state.flow = state.flow * Math.exp(-elapsed) + flow;
}

/** s(t) in deviations, softly limited to ±2 so that a rare burst does not run away. */
export function signalOf(state: FlowMemory): number {
  const z = state.flow / Math.sqrt(state.meanSquare + 1e-9);
  return z / Math.sqrt(1 + (z * z) / 4);
}

/** e_n of one change of the best level: price-aware change of both queues. */
export interface BestLevel {
  readonly bidTicks: number;
  readonly bidLots: number;
  readonly askTicks: number;
  readonly askLots: number;
}

export function bestLevelFlow(before: BestLevel, after: BestLevel): number {
  let flow = 0;
  if (after.bidTicks >= before.bidTicks) flow += after.bidLots;
  if (after.bidTicks <= before.bidTicks) flow -= before.bidLots;
  if (after.askTicks <= before.askTicks) flow -= after.askLots;
  if (after.askTicks >= before.askTicks) flow += before.askLots;
  return flow;
}
