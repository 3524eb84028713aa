// What holds of every panel, whatever the snapshot, the size, the language and the terminal.

import { CHARTS } from '../../../src/ui/panel.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WatchSnapshot } from '../../../src/core/watch/snapshot.js';
import { SCREEN_TEXTS } from '../../../src/text/screen-text.js';
import { ASCII_GLYPHS, SHADE_GLYPHS, UNICODE_GLYPHS } from '../../../src/ui/glyphs.js';
import type { Panel, PanelInput, ViewChoices } from '../../../src/ui/panel.js';
import { chartsPanel, cvdZPanel, fusionPanel, ofiZPanel, pricePanel } from '../../../src/ui/panels/charts.js';
import { connectionsPanel } from '../../../src/ui/panels/connections.js';
import { footprintPanel } from '../../../src/ui/panels/footprint.js';
import { heatmapPanel } from '../../../src/ui/panels/heatmap.js';
import { ladderPanel } from '../../../src/ui/panels/ladder.js';
import { latencyPanel } from '../../../src/ui/panels/latency.js';
import { alertsPanel, signalsPanel, troublesPanel } from '../../../src/ui/panels/logs.js';
import { sequencePanel } from '../../../src/ui/panels/sequence.js';
import { tapePanel } from '../../../src/ui/panels/tape.js';
import { writerPanel } from '../../../src/ui/panels/writer.js';
import { anySnapshot } from '../../support/any-snapshot.js';
import { expectWhole, textOf } from '../../support/panel-frames.js';

const PANELS: Readonly<Record<string, Panel>> = {
  alerts: alertsPanel,
  charts: chartsPanel,
  connections: connectionsPanel,
  'cvd-z': cvdZPanel,
  footprint: footprintPanel,
  fusion: fusionPanel,
  heatmap: heatmapPanel,
  ladder: ladderPanel,
  latency: latencyPanel,
  'ofi-z': ofiZPanel,
  price: pricePanel,
  sequence: sequencePanel,
  signals: signalsPanel,
  tape: tapePanel,
  troubles: troublesPanel,
  writer: writerPanel,
};

const anyView: fc.Arbitrary<ViewChoices> = fc.record({
  quantity: fc.constantFrom('base', 'quote'),
  spread: fc.constantFrom('ticks', 'bp'),
  timeZone: fc.constantFrom('UTC', 'Asia/Shanghai', 'America/St_Johns'),
  spanUs: fc.constantFrom(1_000_000, 60_000_000, 3_600_000_000, 172_800_000_000),
  chart: fc.constantFrom(null, ...CHARTS),
  groupTicks: fc.constantFrom(null, null, 1, 10, 5000),
});

/** The symbol in view is one of the session's, most of the time. */
const anySession = fc.tuple(anySnapshot, fc.nat(9)).map(([snapshot, pick]): WatchSnapshot => {
  const { detail, symbols } = snapshot;
  const symbol = symbols[pick % Math.max(1, symbols.length)]?.symbol;
  return detail === null || symbol === undefined ? snapshot : { ...snapshot, detail: { ...detail, symbol } };
});

const anyInput: fc.Arbitrary<PanelInput> = fc.record({
  snapshot: anySession,
  before: fc.option(anySession, { nil: null }),
  view: anyView,
  text: fc.constantFrom(SCREEN_TEXTS.en, SCREEN_TEXTS.zh),
  glyphs: fc.constantFrom(UNICODE_GLYPHS, ASCII_GLYPHS, SHADE_GLYPHS),
  width: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 12 })),
  height: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 8 })),
  isFocused: fc.boolean(),
  scroll: fc.nat(40),
  marked: fc.option(fc.nat(40), { nil: null }),
});

/** Data in ASCII, so that whatever else is not comes from the panel. */
const plainWords = (snapshot: WatchSnapshot): WatchSnapshot =>
  JSON.parse(JSON.stringify(snapshot).replace(/[^\x20-\x7e]/g, '?')) as WatchSnapshot;

test.each(Object.entries(PANELS))('%s keeps its size and says nothing odd', (_, panel) => {
  fc.assert(
    fc.property(anyInput, (input) => {
      expectWhole(panel(input), input);
    }),
    { numRuns: 150 },
  );
});

test.each(Object.entries(PANELS))('%s emits only ASCII where the terminal has nothing else', (_, panel) => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const snapshot = plainWords(input.snapshot);
      const frame = panel({ ...input, snapshot, before: null, text: SCREEN_TEXTS.en, glyphs: ASCII_GLYPHS });
      expect(textOf(frame)).toMatch(/^[\x20-\x7e\n]*$/);
    }),
    { numRuns: 80 },
  );
});

test.each(Object.entries(PANELS))('%s leaves no control character of the data on the screen', (_, panel) => {
  fc.assert(
    fc.property(anyInput, (input) => {
      for (const { text } of panel(input).flat()) expect(text).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 40 },
  );
});
