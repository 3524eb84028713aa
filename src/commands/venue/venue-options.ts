// Which exchange a command talks to: options that several share.

import { valueOption } from '../../cli/option.js';
import { text } from '../../cli/values/text.js';

export const venueOptions = {
  env: valueOption({
    flag: '--env',
    group: 'Market',
    value: 'NAME',
    parse: text,
    default: 'mainnet',
    help: 'mainnet, testnet, emulator, or the environment that the configuration names',
  }),
  baseUrl: valueOption({
    flag: '--base-url',
    group: 'Market',
    value: 'URL',
    parse: text,
    default: null,
    help: 'where an emulator listens; REST and streams together',
  }),
  proxy: valueOption({
    flag: '--proxy',
    group: 'Market',
    value: 'URL',
    parse: text,
    default: 'HTTPS_PROXY, ALL_PROXY',
    help: 'http://, https:// or socks5:// proxy for REST and streams',
  }),
} as const;
