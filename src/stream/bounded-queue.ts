// A queue between a producer and a consumer that run at their own speeds: bounded, with a stated policy when full.

/** What a full queue does: `wait` holds the producer back (storage); `drop_oldest` forgets and counts (screens). */
export type FullPolicy = 'wait' | 'drop_oldest';

export interface BoundedQueueOptions {
  /** Most items held at once, 1 or more. */
  readonly capacity: number;
  readonly policy: FullPolicy;
}

interface Waiter<Value> {
  resolve: (value: Value) => void;
}

/** First in, first out. Any number of producers and consumers; items go to consumers in the order they asked. */
export class BoundedQueue<Item> {
  readonly #ring: (Item | undefined)[];
  readonly #policy: FullPolicy;
  #head = 0;
  #size = 0;
  #closed = false;
  #dropped = 0;
  #highWater = 0;
  readonly #producers: (Waiter<boolean> & { item: Item })[] = [];
  readonly #consumers: Waiter<Item | null>[] = [];

  constructor(options: BoundedQueueOptions) {
    if (!Number.isInteger(options.capacity) || options.capacity < 1) {
      throw new RangeError(`queue capacity ${options.capacity} is not a whole number of 1 or more`);
    }
    this.#ring = new Array<Item | undefined>(options.capacity).fill(undefined);
    this.#policy = options.policy;
  }

  get size(): number {
    return this.#size;
  }
  /** Items that were forgotten because the queue was full (`drop_oldest` only). */
  get dropped(): number {
    return this.#dropped;
  }
  /** The largest size so far. */
  get highWater(): number {
    return this.#highWater;
  }
  get closed(): boolean {
    return this.#closed;
  }

  /** Adds without waiting; false when the queue is closed, or is full and its policy is `wait`. */
  offer(item: Item): boolean {
    if (this.#closed) return false;
    const consumer = this.#consumers.shift();
    if (consumer !== undefined) {
      consumer.resolve(item);
      return true;
    }
    if (this.#size === this.#ring.length) {
      if (this.#policy === 'wait') return false;
      this.#take();
      this.#dropped++;
    }
    this.#put(item);
    return true;
  }

  /** Adds, waiting for room under the policy `wait`. False when the queue was closed or `signal` fired first. */
  async push(item: Item, signal?: AbortSignal): Promise<boolean> {
    if (this.offer(item)) return true;
    if (this.#closed || signal?.aborted === true) return false;
    return await new Promise<boolean>((resolve) => {
      const waiter = { item, resolve };
      this.#producers.push(waiter);
      onAbort(signal, this.#producers, { waiter, value: false });
    });
  }

  /** The oldest item at once, or undefined when the queue is empty. */
  poll(): Item | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#take();
    const producer = this.#producers.shift();
    if (producer !== undefined) {
      this.#put(producer.item);
      producer.resolve(true);
    }
    return item;
  }

  /** The oldest item, waiting for one. Null when the queue is closed and empty, or when `signal` fired first. */
  async pull(signal?: AbortSignal): Promise<Item | null> {
    if (this.#size > 0) return this.poll() as Item;
    if (this.#closed || signal?.aborted === true) return null;
    return await new Promise<Item | null>((resolve) => {
      const waiter = { resolve };
      this.#consumers.push(waiter);
      onAbort(signal, this.#consumers, { waiter, value: null });
    });
  }

  /** No more items: waiting producers are refused, what is queued can still be pulled. */
  close(): void {
    this.#closed = true;
    for (const producer of this.#producers.splice(0)) producer.resolve(false);
    for (const consumer of this.#consumers.splice(0)) consumer.resolve(null);
  }

  #put(item: Item): void {
    this.#ring[(this.#head + this.#size) % this.#ring.length] = item;
    this.#size++;
    if (this.#size > this.#highWater) this.#highWater = this.#size;
  }

  #take(): Item {
    const item = this.#ring[this.#head] as Item;
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#ring.length;
    this.#size--;
    return item;
  }
}

/** Lets `signal` end one wait; the listener goes away with the wait, so long-lived signals do not pile them up. */
function onAbort<Value, W extends Waiter<Value>>(
  signal: AbortSignal | undefined,
  queue: W[],
  wait: { readonly waiter: W; readonly value: Value },
): void {
  if (signal === undefined) return;
  const { waiter, value } = wait;
  const resolve = waiter.resolve;
  const abort = (): void => {
    const index = queue.indexOf(waiter);
    if (index >= 0) queue.splice(index, 1);
    resolve(value);
  };
  signal.addEventListener('abort', abort, { once: true });
  waiter.resolve = (result): void => {
    signal.removeEventListener('abort', abort);
    resolve(result);
  };
}
