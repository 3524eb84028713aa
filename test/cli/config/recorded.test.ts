// A header's configuration: taken when it is one, refused with its key when its values are none.

import { describe, expect, test } from 'vitest';
import { recordedChain } from '../../../src/cli/config/recorded.js';
import { DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';

describe('the configuration of a session header', () => {
  test.each([DEFAULT_CHAIN, ORIGINAL_CHAIN])('what this version writes is taken as it is', (chain) => {
    expect(recordedChain(JSON.parse(JSON.stringify(chain)), 'x.ndjson')).toEqual(chain);
  });

  test.each([null, 1, {}, { ...DEFAULT_CHAIN, extra: 1 }, { ...DEFAULT_CHAIN, ofi: null }])(
    'another shape is none: %j',
    (value) => expect(recordedChain(value, 'x.ndjson')).toBeNull(),
  );

  test.each([
    ['ofi.weights', { ...DEFAULT_CHAIN, ofi: { ...DEFAULT_CHAIN.ofi, weights: [0, 0, 0, 0, 0] } }],
    ['ofi.mode', { ...DEFAULT_CHAIN, ofi: { ...DEFAULT_CHAIN.ofi, mode: 'foo' } }],
    ['fusion.threshold', { ...DEFAULT_CHAIN, fusion: { ...DEFAULT_CHAIN.fusion, threshold: -1 } }],
  ])('a value that %s cannot have is an error that names it', (key, value) => {
    expect(() => recordedChain(value, 'x.ndjson')).toThrow(key);
  });
});
