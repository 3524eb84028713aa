// Every panel by its name.

import { messageFrame } from './compose.js';
import type { PanelName } from './layout.js';
import type { Panel, PanelInput } from './panel.js';
import { chartsPanel } from './panels/charts.js';
import { connectionsPanel } from './panels/connections.js';
import { footprintPanel } from './panels/footprint.js';
import { heatmapPanel } from './panels/heatmap.js';
import { ladderPanel } from './panels/ladder.js';
import { latencyPanel } from './panels/latency.js';
import { alertsPanel, signalsPanel, troublesPanel } from './panels/logs.js';
import { sequencePanel } from './panels/sequence.js';
import { tapePanel } from './panels/tape.js';
import { writerPanel } from './panels/writer.js';

/** Trading is a later part; its place says so. */
const tradingPanel: Panel = (input: PanelInput) => messageFrame(input.text.shell.trading.join(' '), input);

/** Panels that need no more than every panel gets. */
export const PANEL_TABLE: Readonly<Record<Exclude<PanelName, 'overview' | 'headline'>, Panel>> = {
  charts: chartsPanel,
  ladder: ladderPanel,
  tape: tapePanel,
  latency: latencyPanel,
  sequence: sequencePanel,
  writer: writerPanel,
  connections: connectionsPanel,
  signals: signalsPanel,
  alerts: alertsPanel,
  troubles: troublesPanel,
  heatmap: heatmapPanel,
  footprint: footprintPanel,
  trading: tradingPanel,
};
