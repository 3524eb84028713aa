// The certificate where ids or clocks go astray.

import { expect, test } from 'vitest';
import type { SymbolCertificate } from '../../../src/core/quality/certificate-json.js';
import { certificateJson, initCertificate, stepCertificate } from '../../../src/core/quality/certificate.js';
import { NAMES, type Row, batchOf, depth, healed, snapshot, trade, tradeGap } from './events.js';

function symbolOf(rows: readonly Row[]): SymbolCertificate {
  const state = initCertificate();
  stepCertificate(state, batchOf(rows), NAMES);
  return certificateJson(state).symbols[0]!;
}

test('holes are filled by their ids, though a damaged id came before lower ones', () => {
  const damaged = [trade(2, 5_000), tradeGap(3, 5_001, 5_002), trade(3, 5_003)];
  const lower = [tradeGap(4, 1_000, 1_001), trade(4, 1_002)];
  const late = [5_001, 5_002, 1_000, 1_001].map((id) => healed(5, id));
  const { streams } = symbolOf([snapshot(0), depth(1, 1), ...damaged, ...lower, ...late]);
  expect(streams.map(({ stream, openIds }) => [stream, openIds])).toContainEqual(['aggTrade', 0]);
});

test('a clock that is set makes no verified time', () => {
  const halfHourMs = 1_800_000;
  const rows = [snapshot(0), depth(100, 2), { kind: 'clockStep', at: halfHourMs, symbol: null } as const];
  const after = [depth(halfHourMs + 100, 3), depth(halfHourMs + 200, 4)];
  expect(symbolOf([...rows, ...after]).coverage.verifiedUs).toBe(200_000);
});
