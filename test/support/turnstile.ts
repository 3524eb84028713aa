// Waiting for a condition without sleeping: it is looked at again whenever something has happened.

export interface Turnstile {
  /** Something happened: conditions are looked at. */
  turn(): void;
  /** Resolves once the condition holds; rejects with its words when it takes too long. */
  until(words: string, condition: () => boolean): Promise<void>;
}

interface Waiter {
  readonly condition: () => boolean;
  readonly pass: () => void;
}

export function createTurnstile(limitMs = 20_000): Turnstile {
  const waiters = new Set<Waiter>();
  return {
    turn() {
      for (const waiter of [...waiters]) if (waiter.condition()) waiter.pass();
    },
    async until(words, condition) {
      if (condition()) return;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`not within ${limitMs} ms: ${words}`)), limitMs);
        const waiter = {
          condition,
          pass() {
            clearTimeout(timer);
            waiters.delete(waiter);
            resolve();
          },
        };
        waiters.add(waiter);
      });
    },
  };
}
