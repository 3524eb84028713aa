// The first bytes of a combined-stream message.

import { describe, expect, test } from 'vitest';
import { eventTimeMs, isStreamMessage } from '../../../src/exchange/binance/message-head.js';

const bytes = (text: string): Buffer => Buffer.from(text);

describe('a stream message', () => {
  test.each([
    ['{"stream":"a@b","data":{}}', true],
    ['{"stream":"a@b","data":{"x":"\\n"}}', true],
    ['{"result":null,"id":1}', false],
    ['{"data":{},"stream":"a@b"}', false],
    ['{"stream":"a@b","data":', false],
    ['{"stream":"a@b",\n"data":{}}', false],
    ['', false],
  ])('%s: %s', (text, is) => expect(isStreamMessage(bytes(text))).toBe(is));
});

describe('the send time', () => {
  test.each([
    ['{"stream":"a@b","data":{"e":"x","E":1763800000123,"T":5}}', 1_763_800_000_123],
    ['{"stream":"a@b","data":{"E":1763800000123,"e":"x"}}', null],
    ['{"stream":"a@b","data":{"e":"x","E":"1763800000123"}}', null],
    ['{"stream":"a@b","data":{"e":"x","E":12345678901234567890}}', null],
    ['{"stream":"a@b","data":{"e":"x"', null],
    ['{"stream":"a@b', null],
  ])('of %s: %s', (text, ms) => expect(eventTimeMs(bytes(text))).toBe(ms));
});
