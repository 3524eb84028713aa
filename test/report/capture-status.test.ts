// The line that a person looks at while a capture runs.

import { expect, test } from 'vitest';
import type { CaptureStatus } from '../../src/core/pipeline/capture-status.js';
import { statusLine } from '../../src/report/capture-status.js';

const STATUS: CaptureStatus = {
  ...{ environment: 'mainnet', seconds: 600, symbols: 2, synced: 2, waitingForSnapshot: 0, messages: 6_000 },
  ...{ perSecond: 10, quietSeconds: 0.1, depthGaps: 0, resyncs: 0, tradeGaps: 0, healed: 0, openHoles: 0 },
  ...{ malformed: 0, reconnects: 0, rollOvers: 0, connections: 2, openConnections: 2, latencyUs: null },
  ...{ offsetUs: null, offsetUncertaintyUs: null, pipelineP99Us: null, queueBytes: 0, queueMaxBytes: 0 },
  ...{ segment: 0, segmentBytes: 1_000, diskFreeBytes: null, logDepth: 0, logDrops: 0, rows: 0 },
};

test('says how much comes now', () => {
  const line = statusLine(STATUS);
  expect(line).toContain(' · 2/2 synced · 10.00 msg/s · ');
  expect(line).toContain('no gaps');
});

test('a dead exchange is seen', () => {
  const line = statusLine({ ...STATUS, perSecond: 0, quietSeconds: 37.6, openConnections: 0 });
  expect(line).toContain('0/2 connected · 0 msg/s, last message 37.0 s ago');
});

test('nothing has come yet', () => {
  expect(statusLine({ ...STATUS, quietSeconds: null, seconds: 2 })).not.toContain('message');
  expect(statusLine({ ...STATUS, quietSeconds: null })).toContain('no message yet');
});
