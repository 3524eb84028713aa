// The written lines against what the emulator sent and kept back: what is in no line must be accounted for.

import { type ChannelResult, byStream, compareInTurn, compareMerged, writtenMessages } from './chaos-channels.js';
import type { JudgedInput, SymbolFindings } from './chaos-input.js';
import { type FileLine, splitStream } from './chaos-lines.js';
import type { Truth, TruthMessage } from './chaos-truth.js';

/** Whether the recording says that a message which was cut off is missing. */
function isAccounted(message: TruthMessage, { book, trades }: SymbolFindings, lines: readonly FileLine[]): boolean {
  const { kind, symbol } = splitStream(message.stream);
  const { id } = message;
  if (kind === 'depth' && book.lostSpans.some(({ fromId, toId }) => fromId < id && id <= toId)) return true;
  if (kind === 'aggTrade' && trades.missing.has(id)) return true;
  const isBreak = ({ control, symbols, ts_recv }: FileLine): boolean =>
    control === 'disconnect' && ts_recv >= message.atMs - 1 && (symbols === null || symbols?.includes(symbol) === true);
  return lines.some(isBreak);
}

/** The streams' lines against what was sent on them. */
export function judgeChannels({ evidence, truth, lines }: JudgedInput, found: readonly SymbolFindings[]) {
  const written = writtenMessages(lines);
  const compare = evidence.plan.rollOvers > 0 ? compareMerged : compareInTurn;
  const problems: string[] = [];
  let cutOff = 0;
  let lostSilently = 0;
  let afterEnd = 0;
  for (const [stream, sent] of byStream(truth.sent)) {
    const result: ChannelResult = compare(sent, written.get(stream) ?? []);
    problems.push(...result.strange.map((text) => `${stream}: ${text}`));
    lostSilently += result.missing.length;
    const [gone] = result.missing;
    if (gone !== undefined) problems.push(`${stream}: ${result.missing.length} lost, the first is ${gone.id}`);
    const symbol = found.find((one) => one.symbol === splitStream(stream).symbol);
    afterEnd += result.cut.filter(({ atMs }) => atMs >= evidence.stopMs).length;
    for (const message of result.cut.filter(({ atMs }) => atMs < evidence.stopMs)) {
      if (symbol !== undefined && isAccounted(message, symbol, lines)) cutOff++;
      else {
        lostSilently++;
        problems.push(`${stream}: ${message.id} was sent, is in no line, and nothing says so`);
      }
    }
  }
  const sentStreams = new Set(truth.sent.map(({ stream }) => stream));
  for (const stream of written.keys()) if (!sentStreams.has(stream)) problems.push(`${stream}: was never sent`);
  const count = [...written.values()].reduce((sum, { length }) => sum + length, 0);
  return { problems, cutOff, lostSilently, written: count, sent: truth.sent.length - afterEnd };
}

/** Every message that faults kept back must lie in a hole that the recording shows. */
export function judgeLosses(truth: Truth, found: readonly SymbolFindings[], lines: readonly FileLine[]): string[] {
  const firstSent = new Map<string, number>();
  const lastSent = new Map<string, number>();
  const held = new Set(truth.sent.map(({ stream, id }) => `${stream} ${id}`));
  for (const { stream, id } of truth.sent) {
    firstSent.set(stream, Math.min(id, firstSent.get(stream) ?? Infinity));
    lastSent.set(stream, Math.max(id, lastSent.get(stream) ?? 0));
  }
  const problems: string[] = [];
  for (const message of truth.lost) {
    const { stream, id } = message;
    const isInside = id > (firstSent.get(stream) ?? Infinity) && id < (lastSent.get(stream) ?? 0);
    const { kind, symbol } = splitStream(stream);
    const one = found.find((findings) => findings.symbol === symbol);
    if (!isInside || kind === 'bookTicker' || held.has(`${stream} ${id}`) || one === undefined) continue;
    if (!isAccounted(message, one, lines))
      problems.push(`${stream}: ${id} was kept back (${message.fault}), and no gap says so`);
  }
  return problems.slice(0, 4);
}
