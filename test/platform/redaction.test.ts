// What a log line hides, and that its size is bounded.

import { describe, expect, test } from 'vitest';
import { HIDDEN, plainFields, textHider } from '../../src/platform/redaction.js';
import { Secret } from '../../src/platform/secrets.js';

const hide = textHider([new Secret('hunter2-hunter2'), new Secret('ab')]);

describe('texts', () => {
  test.each([
    ['GET /x?symbol=A&signature=abc123&y=1', `GET /x?symbol=A&signature=${HIDDEN}&y=1`],
    ['wss://host/ws?listenKey=pqia91ma19', `wss://host/ws?listenKey=${HIDDEN}`],
    ['proxy http://me:pass@10.0.0.1:8080', `proxy http://${HIDDEN}@10.0.0.1:8080`],
    ['socks5h://me@host:1080', `socks5h://${HIDDEN}@host:1080`],
    ['said hunter2-hunter2 twice: hunter2-hunter2', `said ${HIDDEN} twice: ${HIDDEN}`],
    ['ab is too short to be hidden', 'ab is too short to be hidden'],
    ['https://fapi.binance.com/fapi/v1/depth?symbol=A', 'https://fapi.binance.com/fapi/v1/depth?symbol=A'],
  ])('%s', (given, shown) => {
    expect(hide(given)).toBe(shown);
  });

  test('are cut', () => {
    expect(hide('x'.repeat(1_000_000)).length).toBeLessThan(4_200);
  });
});

describe('fields', () => {
  test.each(['apiKey', 'api_key', 'X-API-KEY', 'secretKey', 'password', 'Authorization', 'listenKey', 'token'])(
    'the value of %s is hidden at any depth',
    (key) => {
      const shown = JSON.stringify(plainFields({ [key]: 'v1', deep: { list: [{ [key]: { inner: 'v2' } }] } }, hide));
      expect(shown).not.toMatch(/v1|v2/);
    },
  );

  test('plain values stay, odd ones become what JSON can hold', () => {
    const fields = {
      n: 1,
      t: 'x',
      b: true,
      none: undefined,
      nan: NaN,
      big: 2n,
      at: new Date(0),
      bytes: new Uint8Array(3),
    };
    expect(plainFields({ ...fields, secretly: new Secret('abcd'), it: new Secret('abcd') }, hide)).toEqual({
      n: 1,
      t: 'x',
      b: true,
      none: null,
      nan: 'NaN',
      big: '2',
      at: '1970-01-01T00:00:00.000Z',
      bytes: '3 bytes',
      secretly: HIDDEN,
      it: HIDDEN,
    });
  });

  test('errors keep code and cause, and hide what their messages say', () => {
    const error = Object.assign(new Error('at /x?signature=abc', { cause: new Error('hunter2-hunter2') }), {
      code: 'E1',
    });
    const shown = plainFields({ error }, hide)['error'];
    expect(shown).toMatchObject({
      type: 'Error',
      code: 'E1',
      message: `at /x?signature=${HIDDEN}`,
      cause: { message: HIDDEN },
    });
    expect(JSON.stringify(shown)).not.toMatch(/signature=abc|hunter2/);
  });

  test('circles and long lists end', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(JSON.stringify(plainFields({ circle, list: Array(10_000).fill(1) }, hide)).length).toBeLessThan(1_000);
  });
});
