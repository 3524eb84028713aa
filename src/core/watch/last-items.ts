// The last items of something, at most so many: the oldest goes first.

export interface LastItems<T> {
  readonly capacity: number;
  /** Item number n stands at n modulo the capacity. */
  readonly items: T[];
  /** Items that have ever been added. */
  added: number;
}

export const initLastItems = <T>(capacity: number): LastItems<T> => ({ capacity, items: [], added: 0 });

export function addItem<T>(last: LastItems<T>, item: T): void {
  last.items[last.added % last.capacity] = item;
  last.added++;
}

/** Newest first, at most `most` of them. */
export function newestItems<T>({ items, added, capacity }: LastItems<T>, most: number): T[] {
  const newest: T[] = [];
  const until = Math.max(0, added - Math.min(most, items.length));
  for (let n = added - 1; n >= until; n--) newest.push(items[n % capacity] as T);
  return newest;
}
