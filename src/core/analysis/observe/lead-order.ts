// Lead and follower in one order: prices of one symbol wait until the other's rows of their time have been decided on.

import type { MidMoment, TradeMoment } from '../../pipeline/feature.js';
import type { StudySink } from './observer.js';

type Held =
  | { readonly kind: 'quote'; readonly moment: MidMoment }
  | { readonly kind: 'trade'; readonly moment: TradeMoment }
  | { readonly kind: 'broken'; readonly moment: { readonly timeUs: number } };

export interface LeadOrder extends StudySink {
  /** Hands on what still waits; at the end of data. */
  flush(): void;
}

/**
 * A row of the leader is made when its next message comes: by then the follower may have moved on. What a study sees must
 * be in order of time, so the follower's prices are held until the leader's clock has passed them.
 */
export function leadOrder(sink: StudySink): LeadOrder {
  let held: Held[] = [];
  const handOn = (untilUs: number): void => {
    let next = 0;
    for (; next < held.length && (held[next] as Held).moment.timeUs <= untilUs; next++) {
      const one = held[next] as Held;
      if (one.kind === 'quote') sink.quote(one.moment);
      else if (one.kind === 'trade') sink.trade(one.moment);
      else sink.broken(one.moment.timeUs);
    }
    held = next === held.length ? [] : held.slice(next);
  };
  return {
    quote: (moment) => void held.push({ kind: 'quote', moment: { ...moment } }),
    trade: (moment) => void held.push({ kind: 'trade', moment: { ...moment } }),
    broken: (timeUs) => void held.push({ kind: 'broken', moment: { timeUs } }),
    decision(timeUs, values, sides) {
      handOn(timeUs);
      sink.decision(timeUs, values, sides);
    },
    flush: () => handOn(Infinity),
  };
}
