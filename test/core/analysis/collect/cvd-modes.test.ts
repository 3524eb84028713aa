// CVD by the other mode: the same numbers as a chain set to it.

import { describe, expect, test } from 'vitest';
import { otherCvdMode } from '../../../../src/core/analysis/collect/cvd-modes.js';
import type { CvdMode } from '../../../../src/core/pipeline/config.js';
import { openMarket, runMarket } from '../../../support/market-run.js';
import { BTC_2024, framesIn, instrumentsOf, pathsOf } from '../../../support/recordings.js';
import { ScriptedMarket, UNIT_MARKET, shortChain } from '../../../support/scripted-market.js';

const chainOf = (mode: CvdMode) =>
  shortChain(8, (config) => ({ ...config, cvd: { ...config.cvd, mode, sample: 'row' } }));

type Frames = ScriptedMarket['frames'];

function compare(mode: CvdMode, frames: Frames, choices: Parameters<typeof openMarket>[1]): number {
  const other = otherCvdMode(chainOf(mode));
  expect(other.mode).not.toBe(mode);
  const beside = runMarket(openMarket(chainOf(mode), { ...choices, features: [other.feature] }), frames);
  const own = runMarket(openMarket(chainOf(other.mode), choices), frames);
  expect(beside.length).toBe(own.length);
  let known = 0;
  beside.forEach(({ features }, k) => {
    const expected = own[k]!.cvdZ;
    if (expected === null) expect(features![0]).toBeNull();
    else {
      expect(features![0]).toBeCloseTo(expected, 9);
      known++;
    }
  });
  return known;
}

describe.each(['delta', 'level'] as const)('beside a chain of mode %s', (mode) => {
  test('a scripted market with a disconnect', () => {
    const script = new ScriptedMarket().at(0);
    for (let k = 0; k < 60; k++) script.at(37 * k).trade(((k * 7) % 11) - 5 || 1);
    script.at(2_300).control('disconnect').at(2_950).tick();
    for (let k = 80; k < 140; k++) script.at(37 * k).trade(((k * 5) % 13) - 6 || 2);
    expect(compare(mode, script.frames, { instruments: [UNIT_MARKET] })).toBeGreaterThan(10);
  });

  test.skipIf(pathsOf(BTC_2024) === null)('a recording', () => {
    const frames = framesIn(BTC_2024, pathsOf(BTC_2024)!).slice(0, 15_000);
    const choices = { venue: BTC_2024.venue, instruments: instrumentsOf(BTC_2024) };
    expect(compare(mode, frames, choices)).toBeGreaterThan(300);
  });
});
