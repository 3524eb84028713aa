// Which proxy is taken, what NO_PROXY covers, and that credentials are not shown.

import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { chooseProxies, chooseProxy, isBypassed } from '../../../src/exchange/binance/proxy-choice.js';

const REST = 'https://fapi.binance.com';
const pick = (variables: Record<string, string>, target = REST, flag: string | null = null): string | null =>
  chooseProxy({ flag, variables, target })?.reveal() ?? null;

describe('choice', () => {
  test.each<[string, Record<string, string>, string, string | null]>([
    ['nothing set: direct', {}, REST, null],
    ['HTTPS_PROXY for https', { HTTPS_PROXY: 'http://p:1' }, REST, 'http://p:1/'],
    ['and for wss', { HTTPS_PROXY: 'http://p:1' }, 'wss://fstream.binance.com', 'http://p:1/'],
    ['not for http', { HTTPS_PROXY: 'http://p:1' }, 'http://10.0.0.1', null],
    ['HTTP_PROXY for http and ws', { HTTP_PROXY: 'http://p:1' }, 'ws://10.0.0.1', 'http://p:1/'],
    ['lower case before upper', { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, REST, 'http://a:1/'],
    ['ALL_PROXY where no other is', { ALL_PROXY: 'socks5h://p:1' }, REST, 'socks5h://p:1'],
    ['the special one before ALL_PROXY', { ALL_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, REST, 'http://b:1/'],
    ['an empty variable is none', { HTTPS_PROXY: '', ALL_PROXY: 'http://a:1' }, REST, 'http://a:1/'],
    ['no scheme means http', { HTTPS_PROXY: 'p.example:3128' }, REST, 'http://p.example:3128/'],
    ['this machine is no exception', { ALL_PROXY: 'http://p:1' }, 'http://127.0.0.1:9000', 'http://p:1/'],
    ['unless NO_PROXY says so', { ALL_PROXY: 'http://p:1', NO_PROXY: '127.0.0.1' }, 'http://127.0.0.1:9000', null],
    ['socks5 resolves names at the proxy', { ALL_PROXY: 'socks5://p:1' }, REST, 'socks5h://p:1'],
  ])('%s', (_, variables, target, url) => {
    expect(pick(variables, target)).toBe(url);
  });

  test('the flag goes before the variables, an empty one means direct, NO_PROXY counts for it too', () => {
    const variables = { HTTPS_PROXY: 'http://env:1' };
    expect(pick(variables, REST, 'http://flag:1')).toBe('http://flag:1/');
    expect(pick(variables, REST, '')).toBeNull();
    expect(pick({ NO_PROXY: 'binance.com' }, REST, 'http://flag:1')).toBeNull();
  });

  test('REST and streams are asked one by one', () => {
    const hosts = { restBase: REST, streamBase: 'wss://fstream.binance.com' };
    const variables = { ALL_PROXY: 'http://p:1', NO_PROXY: 'fapi.binance.com' };
    expect(chooseProxies(hosts, { flag: null, variables })).toMatchObject({
      rest: null,
      stream: { shown: 'http://p:1' },
    });
  });
});

describe('NO_PROXY', () => {
  test.each([
    ['*', REST, true],
    ['fapi.binance.com', REST, true],
    ['.binance.com', REST, true],
    ['*.binance.com', REST, true],
    ['binance.com', REST, true],
    ['BINANCE.COM', REST, true],
    ['ance.com', REST, false],
    ['other.com, binance.com', REST, true],
    ['binance.com:443', REST, true],
    ['binance.com:8443', REST, false],
    ['10.0.0.0/8', 'http://10.1.2.3', true],
    ['10.0.0.0/8', 'http://11.1.2.3', false],
    ['0.0.1', 'http://127.0.0.1', false],
    ['::1', 'http://[::1]:9000', true],
    ['[::1]:9000', 'http://[::1]:9000', true],
    ['', REST, false],
  ])('%s for %s: %s', (entry, target, covered) => {
    expect(isBypassed(new URL(target), entry)).toBe(covered);
  });
});

describe('secrets', () => {
  const proxy = chooseProxy({ flag: 'http://user:s3cret@p.example:3128', variables: {}, target: REST })!;

  test('stay inside, however the proxy is printed', () => {
    const printed = [proxy.toString(), JSON.stringify({ proxy }), inspect(proxy), inspect({ a: [proxy] }), proxy.shown];
    expect(printed.join(' ')).not.toContain('s3cret');
    expect(printed.join(' ')).not.toContain('user');
    expect(proxy.reveal()).toContain('s3cret');
  });

  test.each(['ftp://user:s3cret@p', 'http://', 'socks4://user:s3cret@p:1', 'http://user:s3cret@:99999'])(
    'an address that is none is refused without repeating it: %s',
    (flag) => {
      try {
        chooseProxy({ flag, variables: {}, target: REST });
        expect.unreachable();
      } catch (error) {
        expect((error as { code: string }).code).toBe('V13_PROXY_URL');
        expect(inspect(error)).not.toContain('s3cret');
      }
    },
  );
});
