// A sink that keeps what a market feed delivers, and wakes those who wait for it.

import type { ConnectionState, FeedRollover, FeedTrouble, MarketSink } from '../../src/exchange/binance/feed.js';
import { type Turnstile, createTurnstile } from './turnstile.js';

export interface KeptMessage {
  readonly text: string;
  readonly recvUs: number;
}

export interface KeepingSink extends MarketSink, Turnstile {
  readonly messages: KeptMessage[];
  readonly broken: Buffer[];
  readonly troubles: FeedTrouble[];
  readonly rollovers: FeedRollover[];
  states: readonly ConnectionState[];
}

export function createKeepingSink(): KeepingSink {
  const turnstile = createTurnstile();
  const sink: KeepingSink = {
    ...turnstile,
    messages: [],
    broken: [],
    troubles: [],
    rollovers: [],
    states: [],
    message(bytes, recvUs) {
      sink.messages.push({ text: bytes.toString('utf8'), recvUs });
      turnstile.turn();
    },
    malformed(bytes) {
      sink.broken.push(bytes);
      turnstile.turn();
    },
    trouble(trouble) {
      sink.troubles.push(trouble);
      turnstile.turn();
    },
    rollover(rollover) {
      sink.rollovers.push(rollover);
      turnstile.turn();
    },
    change(states) {
      sink.states = states;
      turnstile.turn();
    },
  };
  return sink;
}
