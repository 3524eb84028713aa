// A market written by hand: times, books and trades in whole ticks and lots, as the frames that would bring them.

import { type ChainConfig, DEFAULT_CHAIN } from '../../src/core/pipeline/config.js';
import type { SignalRow } from '../../src/core/pipeline/row.js';
import type { Instrument } from '../../src/core/market/instrument.js';
import { type RawFrame, controlFrame, snapshotFrame, streamText } from './frames.js';
import { type NormalizerChoices, openMarket, runMarket } from './market-run.js';

export const UNIT_MARKET: Instrument = {
  symbol: 'XUSDT',
  venue: 'binance-usdm',
  tick: { mantissa: 1, decimals: 1 },
  step: { mantissa: 1, decimals: 3 },
  unitsFrom: 'stated',
};

/** [price in ticks, quantity in lots]. */
export type ScriptLevel = readonly [number, number];
type Sides = { readonly bids?: readonly ScriptLevel[]; readonly asks?: readonly ScriptLevel[] };

/** Noon of a day, so that nothing is near midnight unless a test wants it. */
export const NOON_US = 1_700_049_600_000_000;

const side = (levels: readonly ScriptLevel[] = []): string =>
  JSON.stringify(levels.map(([price, qty]) => [(price / 10).toFixed(1), (qty / 1000).toFixed(3)]));

export class ScriptedMarket {
  readonly frames: RawFrame[] = [];
  private nowUs: number;
  private updateId = 100;
  private tradeId = 0;
  private aggId = 0;

  constructor(startUs = NOON_US) {
    this.nowUs = startUs;
  }

  /** Moves the clock to so many ms after the start (may step back). */
  at(ms: number, startUs = NOON_US): this {
    this.nowUs = startUs + ms * 1000;
    return this;
  }

  after(ms: number): this {
    this.nowUs += ms * 1000;
    return this;
  }

  private stream(name: string, data: string): this {
    this.frames.push({ text: streamText(`xusdt@${name}`, data), recvUs: this.nowUs });
    return this;
  }

  /** A snapshot at the last update id. */
  snapshot({ bids, asks }: Sides): this {
    const body = `{"lastUpdateId":${this.updateId},"bids":${side(bids)},"asks":${side(asks)}}`;
    this.frames.push(snapshotFrame('XUSDT', this.nowUs, body));
    return this;
  }

  /** The next depth message. */
  depth({ bids, asks }: Sides): this {
    const pu = this.updateId;
    this.updateId += 10;
    const ids = `"U":${pu + 3},"u":${this.updateId},"pu":${pu}`;
    return this.stream('depth@100ms', `{"e":"depthUpdate","s":"XUSDT",${ids},"b":${side(bids)},"a":${side(asks)}}`);
  }

  /** Depth messages that never arrive. */
  loseDepth(): this {
    this.updateId += 10;
    return this;
  }

  loseTrades(count: number): this {
    this.tradeId += count;
    return this;
  }

  /** Positive: the taker bought. */
  trade(signedLots: number, more = ''): this {
    const qty = (Math.abs(signedLots) / 1000).toFixed(3);
    const head = `{"e":"trade","s":"XUSDT","t":${++this.tradeId},"p":"100.0","q":"${qty}"`;
    return this.stream('trade', `${head},"X":"MARKET"${more},"m":${signedLots < 0}}`);
  }

  aggTrade(signedLots: number, noRpiLots: number | null = null): this {
    const qty = (Math.abs(signedLots) / 1000).toFixed(3);
    const nq = noRpiLots === null ? '' : `,"nq":"${(noRpiLots / 1000).toFixed(3)}"`;
    const head = `{"e":"aggTrade","s":"XUSDT","a":${++this.aggId},"p":"100.0","q":"${qty}"${nq}`;
    return this.stream('aggTrade', `${head},"f":1,"l":1,"m":${signedLots < 0}}`);
  }

  ticker(bid: ScriptLevel, ask: ScriptLevel): this {
    const [b, a] = [bid, ask].map(([price, qty]) => [(price / 10).toFixed(1), (qty / 1000).toFixed(3)]);
    const quote = `"b":"${b![0]!}","B":"${b![1]!}","a":"${a![0]!}","A":"${a![1]!}"`;
    return this.stream('bookTicker', `{"e":"bookTicker","u":${++this.updateId},"s":"XUSDT",${quote}}`);
  }

  /** A frame that brings nothing but its time. */
  tick(): this {
    return this.stream('forceOrder', '{"e":"forceOrder"}');
  }

  control(kind: string, more: Readonly<Record<string, unknown>> = { symbols: null }): this {
    this.frames.push(controlFrame(this.nowUs, kind, more));
    return this;
  }

  session(id: string): this {
    const header = { format: 'v13-raw', version: 1, session: id, venue: 'binance-usdm', env: 'emulator' };
    return this.control('session', { ...header, host: 'x', symbols: [], streams: [] });
  }

  rows(config: ChainConfig, choices: NormalizerChoices = {}): SignalRow[] {
    return runMarket(openMarket(config, { instruments: [UNIT_MARKET], ...choices }), this.frames);
  }
}

/** The default chain with short windows. */
export function shortChain(window: number, change: (config: ChainConfig) => ChainConfig = (same) => same): ChainConfig {
  const z = { ...DEFAULT_CHAIN.ofi.z, window, warmup: window };
  return change({ ...DEFAULT_CHAIN, ofi: { ...DEFAULT_CHAIN.ofi, z }, cvd: { ...DEFAULT_CHAIN.cvd, z } });
}
