// A stream that is fed one item at a time and never holds any: the giver waits until the taker asks.

export interface HandOver<Item> {
  readonly stream: ReadableStream<Item>;
  /** Resolves when the taker asks for an item; rejects after fail(). */
  ready(): Promise<void>;
  /** Gives the item asked for; only after ready(). */
  give(item: Item): void;
  /** Ends the stream when the taker asks for the next item. */
  end(): Promise<void>;
  /** Ends the stream at once; from now on ready() rejects with the reason. */
  fail(reason: unknown): void;
}

interface Request<Item> {
  readonly controller: ReadableStreamDefaultController<Item>;
  readonly answered: () => void;
}

/** What giver and taker know of each other. */
interface Meeting<Item> {
  request: Request<Item> | null;
  failure: { readonly reason: unknown } | null;
  wake: (() => void) | null;
}

export function createHandOver<Item>(): HandOver<Item> {
  const meeting: Meeting<Item> = { request: null, failure: null, wake: null };
  return {
    stream: streamOf(meeting),
    ready: () => ready(meeting),
    give: (item) => answer(meeting, (controller) => controller.enqueue(item)),
    async end() {
      await ready(meeting);
      answer(meeting, (controller) => controller.close());
    },
    fail(reason) {
      meeting.failure ??= { reason };
      answer(meeting, (controller) => controller.close());
      stir(meeting);
    },
  };
}

function streamOf<Item>(meeting: Meeting<Item>): ReadableStream<Item> {
  const pull = (controller: ReadableStreamDefaultController<Item>): Promise<void> =>
    new Promise((answered) => {
      meeting.request = { controller, answered };
      if (meeting.failure !== null) answer(meeting, (asked) => asked.close());
      stir(meeting);
    });
  const cancel = (reason: unknown): void => {
    meeting.failure ??= { reason: reason ?? new Error('the taker went away') };
    stir(meeting);
  };
  return new ReadableStream<Item>({ pull, cancel }, { highWaterMark: 0 });
}

async function ready<Item>(meeting: Meeting<Item>): Promise<void> {
  for (;;) {
    if (meeting.failure !== null) throw meeting.failure.reason;
    if (meeting.request !== null) return;
    await new Promise<void>((resolve) => {
      meeting.wake = resolve;
    });
  }
}

function stir<Item>(meeting: Meeting<Item>): void {
  meeting.wake?.();
  meeting.wake = null;
}

function answer<Item>(meeting: Meeting<Item>, act: (asked: Request<Item>['controller']) => void): void {
  const { request } = meeting;
  meeting.request = null;
  if (request === null) return;
  act(request.controller);
  request.answered();
}
