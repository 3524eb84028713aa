// The flags that every command has.

import { LANGUAGES, type Language } from '../text/language.js';
import { type OptionTable, switchOption, valueOption } from './option.js';
import { choice } from './values/choice.js';
import { text } from './values/text.js';
import { timeZone } from './values/time.js';

export const globalOptions = {
  data: valueOption({
    flag: '--data',
    group: 'General',
    value: 'DIR',
    parse: text,
    default: './v13-data',
    help: 'data root: where recordings are kept and found',
    keys: ['data'],
    env: ['V13_DATA_DIR'],
  }),
  config: valueOption({
    flag: '--config',
    group: 'General',
    value: 'FILE',
    parse: text,
    default: './v13.yaml, where it exists',
    help: 'configuration file',
    env: ['V13_CONFIG'],
  }),
  tz: valueOption({
    flag: '--tz',
    group: 'General',
    value: 'ZONE',
    parse: timeZone,
    default: 'UTC',
    help: 'zone of times typed and printed: UTC, local, Asia/Shanghai',
    keys: ['tz'],
    env: ['V13_TZ'],
  }),
  lang: valueOption({
    flag: '--lang',
    group: 'General',
    value: 'LANG',
    parse: choice(LANGUAGES),
    default: 'that of the locale, else en',
    help: 'language of texts for people',
    choices: LANGUAGES,
    keys: ['lang'],
    env: ['V13_LANG'],
  }),
  json: switchOption({ flag: '--json', group: 'General', help: 'print one JSON document on stdout' }),
  dryRun: switchOption({ flag: '--dry-run', group: 'General', help: 'print the plan and stop' }),
  quiet: switchOption({ flag: '--quiet', short: '-q', group: 'General', help: 'no talk on stderr but warnings' }),
  verbose: switchOption({ flag: '--verbose', short: '-v', group: 'General', help: 'more talk on stderr' }),
  noColor: switchOption({ flag: '--no-color', group: 'General', help: 'no colour (also NO_COLOR)' }),
  help: switchOption({ flag: '--help', short: '-h', group: 'General', help: 'print this help' }),
} as const satisfies OptionTable;

export type GlobalValues = {
  readonly data: string | null;
  readonly config: string | null;
  readonly tz: string | null;
  readonly lang: Language | null;
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly noColor: boolean;
};
