// Taker volume of one symbol by second and price, for the bubbles of the heatmap and for the footprint.

/** Cells kept: a second and price group in which something was traded is one. */
export const VOLUME_CELLS = 8_192;
/** Seconds whose first and last price are kept. */
export const VOLUME_SECONDS = 1_920;

/** Cell number n stands at n modulo the length of its columns; seconds of cells never fall. */
export interface VolumeHistory {
  readonly groupTicks: number;
  readonly second: Float64Array;
  readonly ticks: Float64Array;
  readonly buyLots: Float64Array;
  readonly sellLots: Float64Array;
  /** Cells that have ever begun. */
  begun: number;
  /** Of second s at slot s modulo the length. */
  readonly priceSecond: Float64Array;
  readonly openTicks: Float64Array;
  readonly closeTicks: Float64Array;
}

export function initVolumeHistory(
  groupTicks: number,
  cells: number = VOLUME_CELLS,
  seconds: number = VOLUME_SECONDS,
): VolumeHistory {
  return {
    groupTicks,
    second: new Float64Array(cells),
    ticks: new Float64Array(cells),
    buyLots: new Float64Array(cells),
    sellLots: new Float64Array(cells),
    begun: 0,
    priceSecond: new Float64Array(seconds),
    openTicks: new Float64Array(seconds),
    closeTicks: new Float64Array(seconds),
  };
}

export interface TakerTrade {
  readonly second: number;
  readonly priceTicks: number;
  readonly qtyLots: number;
  readonly isBuy: boolean;
}

/** Takes one trade; a second before the newest one, after the clock was set back, counts as that. */
export function stepVolume(history: VolumeHistory, trade: TakerTrade): void {
  const { priceTicks, qtyLots, isBuy } = trade;
  const second = Math.max(trade.second, newestSecond(history));
  const cell = cellOf(history, second, priceTicks - (priceTicks % history.groupTicks));
  const column = isBuy ? history.buyLots : history.sellLots;
  column[cell] = (column[cell] as number) + qtyLots;
  const slot = second % history.priceSecond.length;
  if (history.priceSecond[slot] !== second) {
    history.priceSecond[slot] = second;
    history.openTicks[slot] = priceTicks;
  }
  history.closeTicks[slot] = priceTicks;
}

const newestSecond = ({ second, begun }: VolumeHistory): number =>
  begun === 0 ? 0 : (second[(begun - 1) % second.length] as number);

/** A second has few prices: they are looked through from the newest. */
function cellOf(history: VolumeHistory, second: number, ticks: number): number {
  const capacity = history.second.length;
  for (let n = history.begun - 1; n >= Math.max(0, history.begun - capacity); n--) {
    const cell = n % capacity;
    if (history.second[cell] !== second) break;
    if (history.ticks[cell] === ticks) return cell;
  }
  const cell = history.begun++ % capacity;
  history.second[cell] = second;
  history.ticks[cell] = ticks;
  history.buyLots[cell] = 0;
  history.sellLots[cell] = 0;
  return cell;
}

export interface VolumeByPrice {
  /** Lowest price of each group, highest first. */
  readonly ticks: readonly number[];
  readonly buyLots: readonly number[];
  readonly sellLots: readonly number[];
}

/** Number of the first cell held whose second is `second` or later. */
function firstCellFrom(history: VolumeHistory, second: number): number {
  const capacity = history.second.length;
  let low = Math.max(0, history.begun - capacity);
  let high = history.begun;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((history.second[middle % capacity] as number) < second) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Volume of the seconds [from, to) by price. */
export function volumeBetween(history: VolumeHistory, from: number, to: number): VolumeByPrice {
  const capacity = history.second.length;
  const byPrice = new Map<number, [buy: number, sell: number]>();
  for (let n = firstCellFrom(history, from); n < history.begun; n++) {
    const cell = n % capacity;
    if ((history.second[cell] as number) >= to) break;
    const ticks = history.ticks[cell] as number;
    const sum = byPrice.get(ticks) ?? [0, 0];
    sum[0] += history.buyLots[cell] as number;
    sum[1] += history.sellLots[cell] as number;
    byPrice.set(ticks, sum);
  }
  const sorted = [...byPrice].sort(([a], [b]) => b - a);
  return {
    ticks: sorted.map(([ticks]) => ticks),
    buyLots: sorted.map(([, [buy]]) => buy),
    sellLots: sorted.map(([, [, sell]]) => sell),
  };
}

export interface OpenClose {
  readonly openTicks: number | null;
  readonly closeTicks: number | null;
}

/** First and last price of the seconds [from, to); null where nothing was traded, or it is forgotten. */
export function openClose(history: VolumeHistory, from: number, to: number): OpenClose {
  const { priceSecond, openTicks, closeTicks } = history;
  const length = priceSecond.length;
  let open: number | null = null;
  let close: number | null = null;
  for (let second = from; second < to; second++) {
    const slot = second % length;
    if (priceSecond[slot] !== second) continue;
    open ??= openTicks[slot] as number;
    close = closeTicks[slot] as number;
  }
  return { openTicks: open, closeTicks: close };
}
