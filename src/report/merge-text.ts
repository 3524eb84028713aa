// What two captures had of one market: as lines for people, and as data.

import { formatTime } from '../text/time.js';
import { bytesText, countText } from './number-text.js';

interface MissedRange {
  readonly stream: string;
  readonly from: number;
  readonly to: number;
  readonly atUs: number;
}

interface MergedStream {
  readonly name: string;
  readonly only: readonly [number, number];
  readonly both: number;
  readonly late: number;
  readonly sideHoles: readonly [readonly MissedRange[], readonly MissedRange[]];
  readonly holes: readonly MissedRange[];
}

interface MergedSide {
  readonly frames: number;
  readonly firstUs: number | null;
  readonly lastUs: number | null;
  readonly breaks: number;
}

export interface Merged {
  readonly names: readonly string[];
  readonly env: string;
  readonly session: string;
  readonly path: string;
  readonly bytes: number;
  readonly run: {
    readonly streams: ReadonlyMap<string, MergedStream>;
    readonly sides: readonly [MergedSide, MergedSide];
    readonly lines: number;
    readonly left: number;
    readonly breaks: number;
  };
}

/** More holes of one capture would bury the rest; all are counted. */
const SHOWN_HOLES = 1_000;

export function mergeJson({ names, env, session, path, bytes, run }: Merged) {
  const streams = [...run.streams.values()];
  const sides = run.sides.map((side, k) => {
    const holes = streams.flatMap(({ sideHoles }) => sideHoles[k] ?? []);
    return { capture: names[k] ?? '', ...side, missed: { holes: holes.length, ranges: holes.slice(0, SHOWN_HOLES) } };
  });
  const holes = streams.flatMap((stream) => stream.holes);
  const counts = streams.map(({ name, only, both, late }) => ({
    stream: name,
    onlyA: only[0],
    onlyB: only[1],
    both,
    late,
  }));
  const missedByBoth = { holes: holes.length, ranges: holes.slice(0, SHOWN_HOLES) };
  return {
    env,
    session,
    path,
    bytes,
    lines: run.lines,
    left: run.left,
    breaks: run.breaks,
    sides,
    missedByBoth,
    streams: counts,
  };
}

const SHOWN_LINES = 20;

export function mergeText(merged: Merged, zone: string): string {
  const { sides, missedByBoth, streams, lines, bytes, path } = mergeJson(merged);
  const text = [`${merged.env.toUpperCase()} ${path}`, `${countText(lines)} lines, ${bytesText(bytes)}`];
  for (const { stream, onlyA, onlyB, both } of streams) {
    text.push(`${stream}: ${countText(both)} in both, ${countText(onlyA)} only in A, ${countText(onlyB)} only in B`);
  }
  for (const [k, { capture, missed }] of sides.entries()) {
    text.push(`${k === 0 ? 'A' : 'B'} (${capture}) missed messages at ${countText(missed.holes)} places`);
    text.push(...missed.ranges.slice(0, SHOWN_LINES).map((hole) => `  ${holeText(hole, zone)}`));
  }
  text.push(
    missedByBoth.holes === 0
      ? 'no message is missing in both'
      : `missing in both: ${countText(missedByBoth.holes)} places`,
  );
  text.push(...missedByBoth.ranges.slice(0, SHOWN_LINES).map((hole) => `  ${holeText(hole, zone)}`));
  return `${text.join('\n')}\n`;
}

const holeText = ({ stream, from, to, atUs }: MissedRange, zone: string): string =>
  `${formatTime(atUs, zone)} ${stream}: behind ${from} up to ${to}`;
