// The judgement on one chaos scenario: the emulator's truth against the written lines, both read without the product's code;
// then what the product says of itself against that.

import type { Certificate } from '../../src/core/quality/certificate-json.js';
import type { VerifyVerdict } from '../../src/core/quality/verification.js';
import { type BookFindings, type PlainGap, walkBook } from './chaos-book.js';
import { type ChannelResult, byStream, compareInTurn, compareMerged, writtenMessages } from './chaos-channels.js';
import { type FileLine, splitStream } from './chaos-lines.js';
import { type TradeFindings, walkTrades } from './chaos-trades.js';
import type { Truth, TruthMessage } from './chaos-truth.js';
import type { ChaosEvidence } from './chaos-run.js';

/** Figures of one scenario; sums of them make the table. */
export interface ChaosFigures {
  sent: number;
  received: number;
  written: number;
  /** On their way when a connection ended, and accounted for. */
  cutOff: number;
  lostSilently: number;
  gapsInjected: number;
  gapsReported: number;
  healed: number;
  open: number;
  booksCompared: number;
  booksWrong: number;
  digestsEqual: number;
  fusions: number;
  /** From the fault until everything was whole again, ms; null where nothing was broken. */
  recoveryMs: number | null;
}

export interface ChaosJudgement {
  readonly figures: ChaosFigures;
  /** What must not be; empty where all is well. */
  readonly problems: readonly string[];
}

/** What the product says afterwards. */
export interface ProductSays {
  readonly replayDigest: string;
  readonly verdict: VerifyVerdict;
  readonly certificate: Certificate | null;
}

export interface JudgedInput {
  readonly evidence: ChaosEvidence;
  readonly truth: Truth;
  readonly lines: readonly FileLine[];
  readonly says: ProductSays;
}

interface SymbolFindings {
  readonly symbol: string;
  readonly book: BookFindings;
  readonly trades: TradeFindings;
}

const keyOf = (gap: { symbol: string; stream: string; fromId: number; toId: number }): string =>
  `${gap.symbol} ${gap.stream} ${gap.fromId}–${gap.toId}`;

/** What one list of texts has more than another, as often as it has it. */
function surplus(of: readonly string[], over: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const key of over) left.set(key, (left.get(key) ?? 0) + 1);
  return of.filter((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function differences(what: string, expected: readonly string[], found: readonly string[]): string[] {
  return [
    ...surplus(expected, found).map((key) => `${what} lacks ${key}`),
    ...surplus(found, expected).map((key) => `${what} has ${key}, which is not so`),
  ].slice(0, 4);
}

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
function judgeChannels({ evidence, truth, lines }: JudgedInput, found: readonly SymbolFindings[]) {
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
function judgeLosses(truth: Truth, found: readonly SymbolFindings[], lines: readonly FileLine[]): string[] {
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

const streamName = (stream: string): string => (stream === 'aggTrade' ? 'trade' : stream);

/** Gaps and holes as the certificate has them. */
const certified = ({ symbols }: Certificate): string[] =>
  symbols.flatMap(({ symbol, streams }) =>
    streams.flatMap(({ stream, gaps }) =>
      gaps.map(({ fromId, toId }) => keyOf({ symbol, stream: streamName(stream), fromId, toId })),
    ),
  );

const openIds = ({ symbols }: Certificate): string[] =>
  symbols.flatMap(({ symbol, streams }) =>
    streams.flatMap(({ gaps }) =>
      gaps.flatMap(({ open }) =>
        open.flatMap(({ fromId, toId }) =>
          Array.from({ length: toId - fromId + 1 }, (_, i) => `${symbol} ${fromId + i}`),
        ),
      ),
    ),
  );

/** Reported gaps against the gaps that the lines show, and open ids against those that nobody can have. */
function judgeGaps({ evidence, truth, lines, says }: JudgedInput, found: readonly SymbolFindings[]) {
  const gaps = found.flatMap(({ book, trades }) => [...book.gaps, ...trades.gaps]);
  const expected = gaps.map(keyOf);
  const noted = lines.filter(({ control }) => control === 'gap').map((line) => noteKey(line));
  const problems = differences('the gap lines', expected, noted);
  if (says.certificate === null)
    return { gaps, noted, open: [], problems: [...problems, 'verify gives no certificate'] };
  problems.push(...differences('the certificate', expected, certified(says.certificate)));
  const unhealable = new Set(
    truth.lost
      .filter(({ fault }) => fault === 'hole-unhealable')
      .map(({ stream, id }) => `${splitStream(stream).symbol} ${id}`),
  );
  const missing = found.flatMap(({ symbol, trades }) => [...trades.missing].map((id) => `${symbol} ${id}`));
  const open = missing.filter((key) => unhealable.has(key));
  problems.push(...differences('the list of open ids', open, openIds(says.certificate)));
  const healed = found.flatMap(({ symbol, trades }) => trades.healed.map(({ id }) => `${symbol} ${id}`));
  problems.push(...differences('what was healed', surplus(missing, open), healed));
  problems.push(...judgeHealed(evidence, found));
  const isHoled = found.some(({ book }) => book.gaps.length > 0) || open.length > 0;
  const verdict: VerifyVerdict = isHoled ? 'holes' : 'whole';
  if (says.verdict !== verdict) problems.push(`verify says ${says.verdict}, expected ${verdict}`);
  if (JSON.stringify(says.certificate) !== JSON.stringify(evidence.certificate)) {
    problems.push('the certificate of the live run is not that of its bytes');
  }
  return { gaps, noted, open, problems };
}

const noteKey = ({ symbol = '', from_id: fromId = NaN, to_id: toId = NaN, text }: FileLine): string =>
  keyOf({ symbol, stream: text.includes('"stream":"trade"') ? 'trade' : 'depth', fromId, toId });

/** A healed trade is the element that the emulator answers, byte for byte. */
function judgeHealed({ asked }: ChaosEvidence, found: readonly SymbolFindings[]): string[] {
  return found
    .flatMap(({ symbol, trades }) => trades.healed.map(({ id, text }) => ({ key: `${symbol} ${id}`, text })))
    .filter(({ key, text }) => asked.get(key) !== text)
    .map(({ key }) => `healed trade ${key} is not the emulator's`)
    .slice(0, 3);
}

/** The run itself: that it proves something, and that live and replay are one. */
function judgeRun({ evidence, truth, lines, says }: JudgedInput, written: number): string[] {
  const { result, counters, fired, healed, plan } = evidence;
  const problems: string[] = [];
  if (!fired) problems.push('a fault (or roll-over) never happened: the scenario proves nothing');
  if (!healed) problems.push('not everything was whole again at the end');
  if (result.problem !== null) problems.push(`the capture ended with a problem: ${result.problem}`);
  for (const symbol of plan.symbols) {
    const fusion = result.digest.symbols.find((one) => one.symbol === symbol)?.fusion ?? 0;
    if (fusion === 0) problems.push(`${symbol} has no fused value: its digest proves nothing`);
  }
  if (says.replayDigest !== result.digest.value) problems.push('live digest ≠ replay digest');
  const broken = truth.lost.filter(({ fault, atMs }) => fault === 'malformed' && atMs < evidence.stopMs).length;
  const malformed = lines.filter((line) => line.malformed !== undefined).length;
  if (malformed !== broken) problems.push(`${malformed} malformed lines, ${broken} malformed frames were sent`);
  if (plan.rollOvers === 0 && counters.messages !== written) {
    problems.push(`${counters.messages} messages received, ${written} written`);
  }
  if (plan.slow !== null && result.queue.stalls === 0)
    problems.push('the writer was never full: nothing was held back');
  if (plan.rollOvers > 0) problems.push(...judgeRollOvers(evidence, lines));
  return problems;
}

function judgeRollOvers({ counters }: ChaosEvidence, lines: readonly FileLine[]): string[] {
  const problems: string[] = [];
  if (counters.rolloverResyncs > 0) problems.push(`${counters.rolloverResyncs} streams were not handed over cleanly`);
  if (counters.duplicates === 0) problems.push('the two sockets never overlapped: the roll-over proves nothing');
  const broken = lines.filter(({ control }) => ['gap', 'disconnect', 'resync'].includes(control ?? '')).length;
  if (broken > 0) problems.push(`${broken} gaps, resyncs or disconnects are noted`);
  return problems;
}

/** When everything that the fault broke was whole again. */
function recoveryMs({ truth, lines }: JudgedInput, gaps: readonly PlainGap[]): number | null {
  const faultMs = truth.faults[0]?.atMs;
  if (faultMs === undefined) return null;
  const ends = gaps.flatMap(({ closedMs }) => (closedMs === null ? [] : [closedMs]));
  for (const [i, line] of lines.entries()) {
    if (line.control !== 'disconnect' || line.ts_recv < faultMs) continue;
    const next = lines.slice(i).find(({ stream, symbols }) => typeof stream === 'string' && symbols === undefined);
    if (next !== undefined) ends.push(next.ts_recv);
  }
  const last = Math.max(...ends.filter((ms) => ms >= faultMs));
  return Number.isFinite(last) ? last - faultMs : null;
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

export function judgeChaos(input: JudgedInput): ChaosJudgement {
  const { evidence, truth, lines, says } = input;
  const found = evidence.plan.symbols.map((symbol) => ({
    symbol,
    book: walkBook(symbol, lines, truth.books),
    trades: walkTrades(symbol, lines),
  }));
  const channels = judgeChannels(input, found);
  const gaps = judgeGaps(input, found);
  const wrong = found.flatMap(({ book }) => book.wrong);
  const compared = sumOf(found, ({ book }) => book.compared);
  const problems = [
    ...channels.problems.slice(0, 6),
    ...judgeLosses(truth, found, lines),
    ...gaps.problems,
    ...wrong.slice(0, 3),
    ...(compared === 0 ? ['no book was compared: the scenario proves nothing'] : []),
    ...judgeRun(input, channels.written),
  ];
  const figures: ChaosFigures = {
    // A broken frame is sent, though the message in it is lost.
    sent: channels.sent + truth.lost.filter(({ fault }) => fault === 'malformed').length,
    received: evidence.counters.messages + evidence.counters.malformed,
    written: channels.written + lines.filter(({ malformed }) => malformed !== undefined).length,
    cutOff: channels.cutOff,
    lostSilently: channels.lostSilently,
    gapsInjected: gaps.gaps.length,
    gapsReported: gaps.noted.length,
    healed: sumOf(found, ({ trades }) => trades.healed.length),
    open: gaps.open.length,
    booksCompared: compared,
    booksWrong: wrong.length,
    digestsEqual: says.replayDigest === evidence.result.digest.value ? 1 : 0,
    fusions: evidence.result.digest.fusion,
    recoveryMs: recoveryMs(input, gaps.gaps),
  };
  return { figures, problems };
}
