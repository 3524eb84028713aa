// The judgement on one chaos scenario: the emulator's truth against the written lines, both read without the product's code;
// then what the product says of itself against that.

import { type PlainGap, walkBook } from './chaos-book.js';
import { judgeGaps } from './chaos-gaps.js';
import type { JudgedInput } from './chaos-input.js';
import { type FileLine } from './chaos-lines.js';
import { judgeChannels, judgeLosses } from './chaos-losses.js';
import type { ChaosEvidence } from './chaos-run.js';
import { walkTrades } from './chaos-trades.js';

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
