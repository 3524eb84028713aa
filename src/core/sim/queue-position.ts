// How much of a price level stands before our order, when the book shows only the level's total.
// Models of hftbacktest (queue.rs): cancellations of others are shared out between those before and those behind us.

/** `risk-averse`: all cancellations are behind us. `share`: f(behind)/(f(behind) + f(before)) of them are. */
export type QueueModel =
  | { readonly kind: 'risk-averse' }
  | { readonly kind: 'share'; readonly weight: 'power' | 'log'; readonly exponent: number }
  | { readonly kind: 'share-of-all'; readonly weight: 'power' | 'log'; readonly exponent: number }
  | { readonly kind: 'rest-of-all'; readonly exponent: number };

/** Plain data. Quantities in lots. */
export interface QueuePosition {
  /** Before us; our order is filled once trades take it below 0. */
  front: number;
  /** Traded at the price since the level's last change: that much of a decrease is no cancellation. */
  traded: number;
}

/** @param ahead quantity of the level when our order joins it */
export const initQueuePosition = (ahead: number): QueuePosition => ({ front: ahead, traded: 0 });

/** A trade at our price takes from the front of the queue. */
export function tradeAtLevel(position: QueuePosition, quantity: number): void {
  position.front -= quantity;
  position.traded += quantity;
}

function power(x: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product *= x;
  return product;
}

/** Probability that a cancellation was behind us. Nobody before or behind: it does not matter, 1. */
function behindShare(model: QueueModel, front: number, back: number): number {
  const all = front + back;
  if (model.kind === 'risk-averse' || !(all > 0)) return 1;
  if (model.kind === 'rest-of-all') return 1 - power(front / all, model.exponent);
  const f = (x: number): number => (model.weight === 'log' ? Math.log1p(x) : power(x, model.exponent));
  return f(back) / (model.kind === 'share' ? f(back) + f(front) : f(all));
}

/**
 * The level's total went from `before` to `after`. c = before − after − traded was cancelled; of that (1 − p)·c before us,
 * and what is more than stands behind us was before us too; front is never above the total.
 */
export function levelChanged(
  position: QueuePosition,
  model: QueueModel,
  [before, after]: readonly [number, number],
): void {
  const cancelled = before - after - position.traded;
  position.traded = 0;
  const front = Math.max(0, position.front);
  if (cancelled <= 0) {
    position.front = Math.min(position.front, after);
    return;
  }
  const back = Math.max(0, before - front);
  const share = behindShare(model, front, back);
  if (model.kind === 'risk-averse') position.front = Math.min(position.front, after);
  else
    position.front = Math.min(position.front - (1 - share) * cancelled + Math.min(back - share * cancelled, 0), after);
}
