// Signed taker volume in bars of equal time, end to end: the CVD delta that does not overlap itself.

/**
 * The open bar covers [endUs − barUs, endUs); bars begin at whole multiples of barUs since the epoch.
 * `closed…` is the bar before it, meaningful once `closed` > 0.
 */
export interface CvdBarState {
  readonly barUs: number;
  /** End of the open bar, exclusive; null before openCvdBar. */
  endUs: number | null;
  buyLots: number;
  sellLots: number;
  trades: number;
  /** Data began, or broke off, inside the open bar. */
  partial: boolean;
  /** Bars closed so far. */
  closed: number;
  closedBuyLots: number;
  closedSellLots: number;
  closedTrades: number;
  closedPartial: boolean;
}

export function initCvdBar(barUs: number): CvdBarState {
  if (!Number.isSafeInteger(barUs) || barUs < 1) throw new RangeError(`bars of ${barUs} µs`);
  return {
    barUs,
    endUs: null,
    buyLots: 0,
    sellLots: 0,
    trades: 0,
    partial: false,
    closed: 0,
    closedBuyLots: 0,
    closedSellLots: 0,
    closedTrades: 0,
    closedPartial: false,
  };
}

/** Opens the bar that holds `timeUs`, where data begins: partial unless it begins with the bar. */
export function openCvdBar(state: CvdBarState, timeUs: number): void {
  const offset = timeUs % state.barUs;
  state.endUs = timeUs - offset + state.barUs;
  startBar(state, offset !== 0);
}

function startBar(state: CvdBarState, partial: boolean): void {
  state.buyLots = 0;
  state.sellLots = 0;
  state.trades = 0;
  state.partial = partial;
}

/** A break inside the open bar (a jump of trade ids): what it sums is not the whole. The bar keeps its end. */
export function breakCvdBar(state: CvdBarState): void {
  startBar(state, true);
}

/** Data has stopped (a disconnect): no bar is open, and none is due, until openCvdBar says where it goes on. */
export function stopCvdBar(state: CvdBarState): void {
  state.endUs = null;
  startBar(state, false);
}

/** Whether the open bar ends at or before `timeUs`. Close bars while this holds, then add the trade of that time. */
export const cvdBarDue = (state: CvdBarState, timeUs: number): boolean => state.endUs !== null && timeUs >= state.endUs;

/** Closes the open bar into the `closed…` fields and opens the next one. */
export function closeCvdBar(state: CvdBarState): void {
  if (state.endUs === null) throw new RangeError('no bar is open');
  state.closed++;
  state.closedBuyLots = state.buyLots;
  state.closedSellLots = state.sellLots;
  state.closedTrades = state.trades;
  state.closedPartial = state.partial;
  state.endUs += state.barUs;
  startBar(state, false);
}

/** Adds a trade to the open bar; positive: the taker bought. */
export function addToCvdBar(state: CvdBarState, signed: number): void {
  if (signed >= 0) state.buyLots += signed;
  else state.sellLots -= signed;
  state.trades++;
}

/** Signed lots of the closed bar; null when a break or the start of data lies inside it, or none has closed. */
export const closedDeltaLots = (state: CvdBarState): number | null =>
  state.closed === 0 || state.closedPartial ? null : state.closedBuyLots - state.closedSellLots;
