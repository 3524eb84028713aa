// The observer: stands beside the chain like a feature, has no column, and keeps what happens until it is drained.

import { type BookMoment, type BoundFeature, type RowMoment, bindFeature } from '../../pipeline/feature.js';
import { MOMENT, type Tape, initTape, pushTape } from './tape.js';

export interface ObserverState {
  readonly tape: Tape;
  /** Whether the quotes that stand have been put down since the last break, and can be read. */
  known: boolean;
}

interface Numbers {
  readonly bidTicks: number;
  readonly askTicks: number;
  readonly bidLots: number;
  readonly askLots: number;
}

function putQuote({ tape }: ObserverState, timeUs: number, quote: Numbers): void {
  const at = pushTape(tape, MOMENT.quote, timeUs);
  tape.cells[at] = quote.bidTicks;
  tape.cells[at + 1] = quote.askTicks;
  tape.cells[at + 2] = quote.bidLots;
  tape.cells[at + 3] = quote.askLots;
}

/**
 * A snapshot or a break changes what is known of the quotes without a change of the quotes being shown: the row says it.
 * Of quotes that come from tickers the sizes are not known then, and the next ticker is waited for.
 */
function correct(state: ObserverState, { timeUs, row, top }: RowMoment): void {
  if ((row.bidTicks !== null) === state.known) return;
  if (state.known) {
    state.known = false;
    pushTape(state.tape, MOMENT.unreadable, timeUs);
    return;
  }
  const quote = top === null ? null : bestOf(top);
  if (quote === null || quote.bidTicks !== row.bidTicks || quote.askTicks !== row.askTicks) return;
  state.known = true;
  putQuote(state, timeUs, quote);
}

function bestOf(top: BookMoment['next']): Numbers | null {
  if (top.bidCount === 0 || top.askCount === 0) return null;
  return {
    bidTicks: top.bidTicks[0] as number,
    askTicks: top.askTicks[0] as number,
    bidLots: top.bidLots[0] as number,
    askLots: top.askLots[0] as number,
  };
}

/** To be given to the chain with the features; its state of a symbol is what `drain` reads. */
export const createObserver = (): BoundFeature =>
  bindFeature<ObserverState>({
    columns: [],
    levels: 1,
    init: () => ({ tape: initTape(), known: false }),
    onMid: (state, moment) => {
      state.known = moment.mid2 !== null;
      if (state.known) putQuote(state, moment.timeUs, moment);
      else pushTape(state.tape, MOMENT.unreadable, moment.timeUs);
    },
    onTrade: ({ tape }, { timeUs, priceTicks, lots, side }) => {
      const at = pushTape(tape, MOMENT.trade, timeUs);
      tape.cells[at] = priceTicks;
      tape.cells[at + 1] = lots;
      tape.cells[at + 2] = side;
    },
    onRow: (state, moment) => {
      correct(state, moment);
      pushTape(state.tape, MOMENT.row, moment.timeUs);
    },
    onBreak: (state, timeUs) => {
      state.known = false;
      pushTape(state.tape, MOMENT.broken, timeUs);
    },
  });
