// Why a value is missing, in words.

import { describe, expect, test } from 'vitest';
import { REASON_CODE, type NullReason } from '../../src/core/market/reason.js';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../src/core/pipeline/config.js';
import { SCREEN_TEXTS } from '../../src/text/screen-text.js';
import { cvdWarming, ofiWarming, reasonText, rowReason } from '../../src/ui/reason.js';
import { watchRow } from '../support/watch-sample.js';

const { en, zh } = SCREEN_TEXTS;

describe('warming tells how long it takes', () => {
  test('a sample a step of 100 ms: 88 of them are 9 s', () => {
    expect(reasonText('warming', ofiWarming(212, DEFAULT_CHAIN), en)).toBe('warming 212/300, 9 s');
    expect(reasonText('warming', ofiWarming(212, DEFAULT_CHAIN), zh)).toBe('预热 212/300，9 秒');
  });
  test('a sample a bar', () => {
    const slow = { ...DEFAULT_CHAIN, cvd: { ...DEFAULT_CHAIN.cvd, barUs: 1_000_000 } };
    expect(reasonText('warming', cvdWarming(212, slow), en)).toBe('warming 212/300, 88 s');
  });
  test('no time where samples come as the market makes them', () => {
    expect(reasonText('warming', ofiWarming(212, ORIGINAL_CHAIN), en)).toBe('warming 212/300');
    expect(reasonText('warming', cvdWarming(212, ORIGINAL_CHAIN), en)).toBe('warming 212/300');
  });
});

test.each(Object.keys(REASON_CODE) as NullReason[])('%s has words in both languages', (reason) => {
  for (const text of [en, zh]) expect(reasonText(reason, null, text).length).toBeGreaterThan(2);
});

describe('of a row', () => {
  const told = { config: DEFAULT_CHAIN, text: en };
  test('nothing is missing', () => {
    expect(rowReason('ofiZ', watchRow({ ofiZ: 1 }), told)).toBeNull();
  });
  test('fusion names the input that is missing', () => {
    const row = watchRow({ fusion: null, fusionReason: 'no_input', ofiZ: 1, cvdZ: null, cvdReason: 'std_zero' });
    expect(rowReason('fusion', row, told)).toBe('no movement');
  });
  test('the book', () => {
    expect(rowReason('mid', watchRow({ mid: null, bookReason: 'unsynced' }), told)).toBe('book waits for a snapshot');
  });
});
