// Tests of the two lines on the symbol in view.

import { expect, test } from 'vitest';
import { headlinePanel } from '../../../src/ui/panels/headline.js';
import { panelInput, textOf } from '../../support/panel-frames.js';
import { symbolSummary, watchRow, watchSnapshot } from '../../support/watch-sample.js';

const WARMING = { ofiReason: 'warming', cvdReason: 'warming', ofiZ: null, cvdZ: null, fusion: null } as const;
const second = (samples: { ofiSamples: number; cvdSamples: number }, width: number): string => {
  const row = watchRow({ ...WARMING, ...samples, consistency: null });
  const snapshot = watchSnapshot({ symbols: [symbolSummary({ row })] });
  const input = { ...panelInput({ snapshot, width, height: 2 }), selected: 'ETHUSDT' };
  return textOf(headlinePanel(input)).split('\n')[1] ?? '';
};

test('a reason that all figures share is said once, with the time that is left, also in a narrow window', () => {
  const line = second({ ofiSamples: 212, cvdSamples: 212 }, 60);
  expect(line).toMatch(/OFI z, CVD z, fusion warming 212\/300, 9 s *$/);
});

test('reasons that differ stand with each figure, in short where there is little room', () => {
  const samples = { ofiSamples: 212, cvdSamples: 210 };
  expect(second(samples, 120)).toMatch(/OFI z warming 212\/300, 9 s +CVD z warming 210\/300, 9 s/);
  expect(second(samples, 80)).toMatch(/OFI z 212\/300, 9 s +CVD z 210\/300, 9 s/);
  expect(second(samples, 60)).toMatch(/OFI z 212\/300 +CVD z 210\/300/);
});
