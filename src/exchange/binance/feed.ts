// The market feed: all sockets of a capture, split over routes and connections, seen as one source of messages.

import { planConnections } from './connection-plan.js';
import { FeedLine } from './feed-line.js';
import { type FeedOptions, type MarketFeed, createFeedCounters } from './feed-types.js';
import { createAgent } from './rest-agents.js';

export {
  type ConnectionFault,
  type ConnectionState,
  type FeedCounters,
  type FeedLimits,
  type FeedOptions,
  type FeedRollover,
  type FeedTrouble,
  type MarketFeed,
  type MarketSink,
  DEFAULT_FEED_LIMITS,
} from './feed-types.js';

/** A tick that comes so much later than it should means that this process stood still. */
const STALL_MS = 1_000;

/** Opens the connections and keeps them open until close() or the signal. Errors show in the states, never as throws. */
export function openMarketFeed(options: FeedOptions): MarketFeed {
  const { environment, streams, proxy, clock, limits, sink, signal } = options;
  const counters = createFeedCounters();
  const agent = createAgent(environment.streamBase, proxy);
  let lines: readonly FeedLine[] = [];
  let closing: Promise<void> | null = null;
  const states = () => lines.map((line) => line.state(clock.nowUs()));
  const changed = (): void => {
    // Lines report already while they are being opened.
    if (lines.length > 0) sink.change(states());
  };
  lines = planConnections(streams, limits.streamsPerConnection).map((connection, index) => {
    const name = `${connection.route}-${index}`;
    return new FeedLine({ name, index, connection, options, agent, counters, changed });
  });
  const ticker = startTicking(lines, options);
  const close = (): Promise<void> => {
    closing ??= (async () => {
      clearInterval(ticker);
      signal.removeEventListener('abort', onAbort);
      await Promise.all(lines.map((line) => line.close()));
      agent.destroy();
    })();
    return closing;
  };
  const onAbort = (): void => void close();
  if (signal.aborted) onAbort();
  else {
    signal.addEventListener('abort', onAbort, { once: true });
    for (const line of lines) line.open();
  }
  return {
    states,
    counters: () => ({ ...counters }),
    pause: () => lines.forEach((line) => line.pause()),
    resume: () => lines.forEach((line) => line.resume(clock.nowUs())),
    rollOver: async () => {
      await Promise.all(lines.map((line) => line.rollOver()));
    },
    close,
  };
}

function startTicking(lines: readonly FeedLine[], { clock, limits }: FeedOptions): NodeJS.Timeout {
  let tickedUs = clock.nowUs();
  return setInterval(() => {
    const nowUs = clock.nowUs();
    const lateMs = (nowUs - tickedUs) / 1000 - limits.tickMs;
    tickedUs = nowUs;
    for (const line of lines) {
      if (lateMs > STALL_MS) line.forgive(nowUs);
      else line.tick(nowUs);
    }
  }, limits.tickMs);
}
