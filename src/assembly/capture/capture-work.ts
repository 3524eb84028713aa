// What a running capture does from time to time: takes lines through, asks for books, heals holes, ends segments.

import { markSegment } from '../../core/quality/certificate.js';
import { bookText, fetchAggTrades, fetchDepth, oneLine } from '../../exchange/binance/rest-market.js';
import { configHash } from '../config-hash.js';
import { SOFTWARE } from '../../platform/version.js';
import type { SegmentEnd } from '../../store/writer-options.js';
import { readDigest } from '../digest.js';
import { type CaptureSession, tellOpen } from './capture-session.js';
import { flushLines, turnSegment } from './capture-loop.js';
import { addControl, addHealed, addSnapshot, nextUs } from './line-slab.js';
import { offsetOf, sampleOffset } from './offset-sampler.js';
import { askForSnapshots, reviewBooks } from './snapshot-keeper.js';
import { type Hole, healNext } from './trade-healer.js';

/** Takes what has arrived through everything, and holds the sockets back while the disk is slow. */
export function work(session: CaptureSession): void {
  const { loop, writer, feed, counts } = session;
  flushLines(loop);
  if (writer.isFull) {
    counts.stalls++;
    session.world.note('stall', { queuedBytes: writer.state().queuedBytes });
    feed.pause();
    writer
      .drained()
      .then(
        () => feed.resume(),
        // The writer has failed; the session is told by itself and ends.
        () => undefined,
      )
      .catch(session.fault);
  }
}

/** Several times a second. */
export function attend(session: CaptureSession): void {
  const { keeper, healer, world } = session;
  const nowMs = (): number => world.elapsedMs();
  // Without computing nobody knows which book is lost; a late snapshot would only fill the disk.
  if (session.loop.broken !== null) return;
  reviewBooks(keeper, session.loop.live.runner.normalizer, nowMs());
  askForSnapshots(
    keeper,
    {
      fetch: (symbol) => fetchSnapshot(session, symbol),
      random: world.random,
      failed: (symbol, error) => restFailed(session, [symbol], error),
      fault: session.fault,
    },
    nowMs,
  );
  healNext(
    healer,
    {
      fetch: (hole) => fetchHole(session, hole),
      add: (symbol, text, page) => addTrade(session, { symbol, text, page }),
      giveUp: (hole, reason) => tellOpen(world, hole, reason),
      closed: ({ symbol, firstId, toId }) => world.note('healed', { symbol, fromId: firstId, toId }),
      fault: session.fault,
    },
    nowMs,
  );
}

async function fetchSnapshot(session: CaptureSession, symbol: string): Promise<void> {
  const { rest, loop, closing, wake } = session;
  const { signal } = closing;
  const answer = await fetchDepth(rest, { symbol, limit: 1_000, signal });
  signal.throwIfAborted();
  const { url, sentUs, recvUs } = answer;
  addSnapshot(loop.slab, { stream: `${symbol.toLowerCase()}@snapshot`, url, sentUs, recvUs, data: bookText(answer) });
  wake();
}

interface Page {
  readonly url: string;
  readonly sentUs: number;
  readonly recvUs: number;
  readonly trades: readonly { readonly id: number; readonly text: string }[];
}

async function fetchHole({ rest, closing }: CaptureSession, hole: Hole): Promise<Page> {
  const { symbol, fromId, toId } = hole;
  const limit = Math.min(1_000, toId - fromId + 2);
  const { answer, trades } = await fetchAggTrades(rest, { symbol, fromId, limit, signal: closing.signal });
  closing.signal.throwIfAborted();
  return { url: answer.url, sentUs: answer.sentUs, recvUs: answer.recvUs, trades };
}

function addTrade({ loop, wake }: CaptureSession, trade: { symbol: string; text: string; page: unknown }): void {
  const { url, sentUs, recvUs } = trade.page as Page;
  addHealed(loop.slab, {
    stream: `${trade.symbol.toLowerCase()}@healedTrade`,
    url,
    sentUs,
    recvUs,
    data: oneLine(trade.text),
  });
  wake();
}

/** REST has failed for these symbols: a fact of the recording, and no reason to end it. */
function restFailed({ loop, world, closing, wake }: CaptureSession, symbols: readonly string[], error: unknown): void {
  if (world.signal.aborted || closing.signal.aborted) return;
  const reason = error instanceof Error ? error.message : String(error);
  addControl(loop.slab, 'rest_failure', { recvUs: world.clock.stampUs(), fields: { symbols, reason } });
  world.note('rest_failure', { symbols, reason });
  world.talk.detail(`REST failed for ${symbols.join(', ')}: ${reason}`);
  wake();
}

/** Once a second. */
export function keepTime(session: CaptureSession): void {
  const { world, sampler, rest } = session;
  world.clock.check();
  sampleOffset(sampler, rest, { signal: session.closing.signal, nowMs: world.elapsedMs() });
  if (isSegmentOver(session)) turnSegment(session.loop, () => segmentEnd(session));
}

function isSegmentOver({ config, writer, loop, world }: CaptureSession): boolean {
  const { everyUs, bytes } = config.rotation;
  if (bytes !== null && writer.segmentBytes >= bytes) return true;
  if (everyUs === null) return false;
  return Math.floor(world.clock.nowUs() / everyUs) > Math.floor(loop.segmentStartUs / everyUs);
}

/** What the manifest of the segment that ends now will say. Takes its seal's time from the session's clock. */
export function segmentEnd(session: CaptureSession): SegmentEnd {
  const { config, sampler, certificate, loop, world } = session;
  const { environment, chain } = config;
  return {
    venue: 'binance-usdm',
    env: environment.env,
    host: new URL(environment.restBase).host,
    software: SOFTWARE,
    configHash: configHash(chain),
    clockOffset: offsetOf(sampler),
    digest: digestPart(session),
    certificate: markSegment(certificate),
    sealUs: nextUs(loop.slab, world.clock.stampUs()),
  };
}

/** The digest so far, with the checkpoints that came in this segment: each is written once. */
function digestPart({ loop, digestMarks }: CaptureSession): object {
  const { symbols, ...all } = readDigest(loop.live.digest);
  return {
    ...all,
    symbols: symbols.map(({ checkpoints, ...one }) => {
      const from = digestMarks.get(one.symbol) ?? 0;
      digestMarks.set(one.symbol, checkpoints.length);
      return { ...one, checkpointsFrom: from, checkpoints: checkpoints.slice(from) };
    }),
  };
}
