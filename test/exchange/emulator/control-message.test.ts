// The live control messages: answers and errors in the exchange's words.

import { describe, expect, test } from 'vitest';
import { type ControlState, MAX_STREAMS, stepControl } from '../../../src/exchange/emulator/control-message.js';

const fresh = (combined = false, streams: string[] = []): ControlState => ({ combined, streams: new Set(streams) });
const ask = (message: unknown, state = fresh()): unknown =>
  JSON.parse(stepControl(state, typeof message === 'string' ? message : JSON.stringify(message)).reply);

describe('answers', () => {
  test.each<[string, ControlState, unknown, unknown]>([
    ['SUBSCRIBE', fresh(), { method: 'SUBSCRIBE', params: ['a@depth'], id: 1 }, { result: null, id: 1 }],
    ['UNSUBSCRIBE', fresh(), { method: 'UNSUBSCRIBE', params: ['a@depth'], id: 2 }, { result: null, id: 2 }],
    ['an id that is a text', fresh(), { method: 'SUBSCRIBE', params: [], id: 'f00d' }, { result: null, id: 'f00d' }],
    [
      'LIST_SUBSCRIPTIONS',
      fresh(false, ['x@aggTrade']),
      { method: 'LIST_SUBSCRIPTIONS', id: 3 },
      { result: ['x@aggTrade'], id: 3 },
    ],
    ['SET_PROPERTY', fresh(), { method: 'SET_PROPERTY', params: ['combined', true], id: 5 }, { result: null, id: 5 }],
    ['GET_PROPERTY', fresh(true), { method: 'GET_PROPERTY', params: ['combined'], id: 2 }, { result: true, id: 2 }],
  ])('%s', (_, state, message, reply) => {
    expect(ask(message, state)).toEqual(reply);
  });
});

describe('errors', () => {
  const variants = '`SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`';
  test.each<[string, unknown, { code: number; msg: string; id?: number }]>([
    [
      'an unknown property',
      { method: 'SET_PROPERTY', params: ['depth', true], id: 1 },
      { code: 0, msg: 'Unknown property', id: 1 },
    ],
    [
      'a value of another type',
      { method: 'SET_PROPERTY', params: ['combined', 'yes'], id: 1 },
      { code: 1, msg: 'Invalid value type: expected Boolean', id: 1 },
    ],
    [
      'a property name that is none',
      { method: 'GET_PROPERTY', params: [7], id: 1 },
      { code: 2, msg: 'Invalid request: property name must be a string', id: 1 },
    ],
    [
      'too many parameters',
      { method: 'SET_PROPERTY', params: ['combined', true, 1], id: 1 },
      { code: 2, msg: 'Invalid request: too many parameters', id: 1 },
    ],
    [
      'a negative id',
      { method: 'SUBSCRIBE', params: [], id: -1 },
      { code: 2, msg: 'Invalid request: request ID must be an unsigned integer' },
    ],
    [
      'no id',
      { method: 'SUBSCRIBE', params: [] },
      { code: 2, msg: 'Invalid request: request ID must be an unsigned integer' },
    ],
    [
      'an unknown method',
      '{"method":"FETCH","id":1}',
      {
        code: 2,
        msg: `Invalid request: unknown variant \`FETCH\`, expected one of ${variants} at line 1 column 17`,
        id: 1,
      },
    ],
    ['no method', '{"id":1}', { code: 2, msg: 'Invalid request: missing field `method` at line 1 column 8', id: 1 }],
    ['no JSON', '{"method":', { code: 3, msg: 'Invalid JSON: expected value at line 1 column 11' }],
    ['no JSON, on a later line', '{\n  x}', { code: 3, msg: 'Invalid JSON: expected value at line 2 column 3' }],
  ])('%s', (_, message, reply) => {
    expect(ask(message)).toEqual(reply);
  });

  test('1,024 streams are the most', () => {
    const state = fresh();
    const names = Array.from({ length: MAX_STREAMS }, (_, i) => `s${i}@depth`);
    expect(ask({ method: 'SUBSCRIBE', params: names, id: 1 }, state)).toEqual({ result: null, id: 1 });
    expect(ask({ method: 'SUBSCRIBE', params: ['s0@depth'], id: 2 }, state)).toEqual({ result: null, id: 2 });
    expect(ask({ method: 'SUBSCRIBE', params: ['more@depth'], id: 3 }, state)).toMatchObject({ code: 2 });
    expect(state.streams.size).toBe(MAX_STREAMS);
  });
});

test('only what is new is added, only what was there is removed', () => {
  const state = fresh(false, ['a@depth']);
  const more = stepControl(state, '{"method":"SUBSCRIBE","params":["a@depth","b@depth","b@depth"],"id":1}');
  expect(more.added).toEqual(['b@depth']);
  const less = stepControl(state, '{"method":"UNSUBSCRIBE","params":["a@depth","c@depth"],"id":2}');
  expect(less.removed).toEqual(['a@depth']);
  expect([...state.streams]).toEqual(['b@depth']);
});
