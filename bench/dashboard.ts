// What the dashboard costs a capture: one real capture of 50 symbols, its screen shown and hidden in turns.
// `npm run bench -- dashboard [--quick] [--symbols N] [--rate N]`.

import { type DashboardCost, firstFrameMs, measureDashboard } from './support/dashboard-run.js';
import { type TrackerMemory, measureTracker } from './support/tracker-memory.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function numberAt(args: readonly string[], flag: string, fallback: number): number {
  const at = args.indexOf(flag);
  return at < 0 ? fallback : Number(args[at + 1]);
}

/** Wanted: share of a core, first frame, snapshot of 50 symbols and of 500, growth of what is kept. */
const MOST = { corePercent: 15, firstFrameMs: 1_200, snapshotMs: 2, manySnapshotMs: 10, growthMb: 1 };
const MANY = 100;

interface Claim {
  readonly name: string;
  readonly isKept: boolean;
  readonly text: string;
}

/** Within noise: no worse than the spread of the turns without it, and half a millisecond. */
function isWithinNoise({ hidden, shown }: DashboardCost): boolean {
  const spread = Math.max(...hidden.p99Ms) - Math.min(...hidden.p99Ms);
  return shown.medianP99Ms <= hidden.medianP99Ms + Math.max(0.5, spread);
}

interface Beside {
  readonly symbols: number;
  readonly firstMs: number;
  readonly memory: TrackerMemory;
}

function claimsOf(cost: DashboardCost, { symbols, firstMs, memory }: Beside): Claim[] {
  const percent = cost.shown.corePercent - cost.hidden.corePercent;
  const mostMs = symbols > MANY ? MOST.manySnapshotMs : MOST.snapshotMs;
  const fixed = (value: number, digits = 2): string => value.toFixed(digits);
  return [
    {
      name: 'CPU of the screen',
      isKept: percent <= MOST.corePercent,
      text: `${fixed(percent, 1)} % of a core (with ${fixed(cost.shown.corePercent, 1)}, without ${fixed(cost.hidden.corePercent, 1)}, ratio ${fixed(cost.shown.corePercent / cost.hidden.corePercent)}); wanted ≤ ${MOST.corePercent}`,
    },
    {
      name: 'pipeline latency p99',
      isKept: isWithinNoise(cost),
      text: `with ${fixed(cost.shown.medianP99Ms)} ms, without ${fixed(cost.hidden.medianP99Ms)} ms (turns without: ${cost.hidden.p99Ms.map((ms) => fixed(ms)).join(', ')})`,
    },
    {
      name: 'snapshot',
      isKept: cost.snapshotMs.median <= mostMs,
      text: `median ${fixed(cost.snapshotMs.median, 3)} ms, p99 ${fixed(cost.snapshotMs.p99, 3)} ms of ${cost.snapshotMs.n}; wanted < ${mostMs}`,
    },
    {
      name: 'first frame',
      isKept: firstMs <= MOST.firstFrameMs,
      text: `${fixed(firstMs, 0)} ms from the start of the program; wanted < ${MOST.firstFrameMs}`,
    },
    {
      name: 'memory of the past',
      isKept: memory.endMb - memory.halfMb <= MOST.growthMb,
      text: `${fixed(memory.halfMb, 1)} MB after ${memory.events / 2e6} million events, ${fixed(memory.endMb, 1)} after ${memory.events / 1e6}; ${fixed(memory.nsPerEvent, 0)} ns an event`,
    },
  ];
}

async function main(args: readonly string[]): Promise<number> {
  const isQuick = args.includes('--quick');
  const symbols = numberAt(args, '--symbols', 50);
  const rate = numberAt(args, '--rate', symbols * 20);
  const [turns, seconds] = isQuick ? [2, 4] : [6, 10];
  print(`Node ${process.version}; ${symbols} symbols, ${rate} messages/s, screen 120×40 at 10 frames/s`);
  print(`${turns} turns of ${seconds} s with the screen and as many without, in one capture, one after the other`);
  const cost = await measureDashboard({ symbols, rate, turns, seconds });
  print(
    `${cost.messages} messages taken; ${cost.frames} writes to the terminal, ${(cost.bytes / 1e6).toFixed(2)} MB; RSS ${cost.rssMb.toFixed(0)} MB`,
  );
  const [firstMs, memory] = [await firstFrameMs(symbols, rate), measureTracker(isQuick ? 6_000 : 10_000)];
  const claims = claimsOf(cost, { symbols, firstMs, memory });
  for (const { name, isKept, text } of claims) print(`${isKept ? 'PASS' : 'FAIL'}  ${name}: ${text}`);
  return claims.every(({ isKept }) => isKept) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
