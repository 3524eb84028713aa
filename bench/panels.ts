// Claim: all panels of a symbol view of 120 × 40 together are made in less than 3 ms a frame. Each alone, and heatmap and
// footprint at the size of the whole window, beside them.

import type { WatchSnapshot } from '../src/core/watch/snapshot.js';
import { SCREEN_TEXTS } from '../src/text/screen-text.js';
import { UNICODE_GLYPHS } from '../src/ui/glyphs.js';
import type { Panel, PanelInput } from '../src/ui/panel.js';
import { chartsPanel } from '../src/ui/panels/charts.js';
import { connectionsPanel } from '../src/ui/panels/connections.js';
import { footprintPanel } from '../src/ui/panels/footprint.js';
import { heatmapPanel } from '../src/ui/panels/heatmap.js';
import { ladderPanel } from '../src/ui/panels/ladder.js';
import { latencyPanel } from '../src/ui/panels/latency.js';
import { alertsPanel, signalsPanel, troublesPanel } from '../src/ui/panels/logs.js';
import { sequencePanel } from '../src/ui/panels/sequence.js';
import { tapePanel } from '../src/ui/panels/tape.js';
import { writerPanel } from '../src/ui/panels/writer.js';
import { busySnapshot } from './support/busy-snapshot.js';
import { median, rangeText } from './support/statistics.js';
import { costOf } from './support/timing.js';

const LIMIT_MS = 3;
const WARM_UP = 20;
const ROUNDS = 60;
/** Frames a measurement: one alone is shorter than what the clock tells. */
const FRAMES = 10;

type Part = readonly [name: string, panel: Panel, width: number, height: number];

/** Sizes as in a symbol view, somewhat larger than its share of the window. */
const VIEW: readonly Part[] = [
  ['charts', chartsPanel, 72, 28],
  ['ladder', ladderPanel, 46, 24],
  ['tape', tapePanel, 46, 14],
  ['latency', latencyPanel, 46, 10],
  ['sequence', sequencePanel, 40, 12],
  ['writer', writerPanel, 40, 12],
  ['connections', connectionsPanel, 60, 8],
  ['signals', signalsPanel, 60, 12],
  ['alerts', alertsPanel, 60, 8],
  ['troubles', troublesPanel, 60, 8],
];
const WHOLE: readonly Part[] = [
  ['heatmap', heatmapPanel, 118, 36],
  ['footprint', footprintPanel, 118, 36],
];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function inputOf(snapshot: WatchSnapshot, before: WatchSnapshot): Omit<PanelInput, 'width' | 'height'> {
  return {
    snapshot,
    before,
    view: {
      quantity: 'base',
      spread: 'ticks',
      timeZone: 'Asia/Shanghai',
      spanUs: 60_000_000,
      chart: null,
      groupTicks: null,
    },
    text: SCREEN_TEXTS.en,
    glyphs: UNICODE_GLYPHS,
    isFocused: false,
    scroll: 0,
    marked: 3,
  };
}

const inputs = Array.from({ length: FRAMES }, (_, i) => inputOf(busySnapshot(i + 1), busySnapshot(i)));

/** Lines made, so that no frame is made for nothing. */
let lines = 0;

const draw = (parts: readonly Part[]): number =>
  costOf(() => {
    for (const input of inputs) {
      for (const [, panel, width, height] of parts) lines += panel({ ...input, width, height }).length;
    }
  }) / FRAMES;

function measure(name: string, parts: readonly Part[]): number {
  const times: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const ms = draw(parts);
    if (round >= 0) times.push(ms);
  }
  print(`  ${name.padEnd(14)}${median(times).toFixed(3).padStart(8)} ms a frame  (${rangeText(times)})`);
  return median(times);
}

print(
  `Node ${process.version}, ${process.arch}; ${WARM_UP} rounds to warm up, ${ROUNDS} measured of ${FRAMES} frames each`,
);
for (const part of [...VIEW, ...WHOLE]) measure(part[0], [part]);
const all = measure('symbol view', VIEW);
print(`${lines > 0 && all < LIMIT_MS ? 'ok' : 'TOO SLOW'}: ${all.toFixed(2)} ms a frame, wanted < ${LIMIT_MS}`);
process.exitCode = all < LIMIT_MS ? 0 : 1;
