// What an emulated venue sends, before it has a send time of today: numbers as the exchange's own texts.

/** Quantity "0" (in any number of decimals) removes the level. */
export type TextLevel = readonly [price: string, qty: string];

interface Timed {
  /** Exchange symbol in capitals. */
  readonly symbol: string;
  /** When the venue sends it, µs of the source's own clock. */
  readonly atUs: number;
  /** E − T, ms: how old the matching is when the message is sent. */
  readonly ageMs: number;
}

export interface VenueDepth extends Timed {
  readonly kind: 'depth';
  readonly firstId: number;
  readonly finalId: number;
  /** Final id of the previous message of the symbol. */
  readonly prevId: number;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

export interface VenueAggTrade extends Timed {
  readonly kind: 'aggTrade';
  readonly id: number;
  readonly price: string;
  readonly qty: string;
  /** Without RPI fills. */
  readonly qtyNoRpi: string;
  readonly firstFill: number;
  readonly lastFill: number;
  readonly buyerIsMaker: boolean;
}

export interface VenueTrade extends Timed {
  readonly kind: 'trade';
  readonly id: number;
  readonly price: string;
  readonly qty: string;
  /** `X`: MARKET, INSURANCE_FUND, ADL, NA. */
  readonly origin: string;
  readonly buyerIsMaker: boolean;
}

export interface VenueTicker extends Timed {
  readonly kind: 'bookTicker';
  readonly updateId: number;
  readonly bid: TextLevel;
  readonly ask: TextLevel;
}

export interface VenueMark extends Timed {
  readonly kind: 'markPrice';
  readonly mark: string;
  readonly average: string;
  readonly index: string;
  readonly settle: string;
  readonly rate: string;
}

export interface VenueForce extends Timed {
  readonly kind: 'forceOrder';
  /** The exchange's `o` as it was, without its time. */
  readonly order: Readonly<Record<string, unknown>>;
}

export type VenueMessage = VenueDepth | VenueAggTrade | VenueTrade | VenueTicker | VenueMark | VenueForce;
export type VenueKind = VenueMessage['kind'];
