// What a fetch will do: which files of which days, from where, and whether they are imported.

import type { Input } from '../../cli/command.js';
import { listOption, switchOption, valueOption } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { choice } from '../../cli/values/choice.js';
import { refuseValue } from '../../cli/values/refuse.js';
import { symbols } from '../../cli/values/symbol.js';
import { text } from '../../cli/values/text.js';
import { UsageError } from '../../platform/errors.js';
import { resolvePath } from '../../platform/paths.js';
import { Secret } from '../../platform/secrets.js';
import {
  FETCH_KINDS,
  FETCH_SOURCES,
  type FetchItem,
  type FetchKind,
  type FetchSource,
  daysBetween,
  fetchItem,
  isFreeTardisDay,
  isPublished,
  ruleText,
} from '../../store/fetch/fetch-plan.js';
import { marketOptions } from '../recordings/recording-options.js';
import { venueOptions } from '../venue/venue-options.js';

const KINDS = [...FETCH_KINDS.tardis, ...FETCH_KINDS.binance] as const;

const hostOption = (source: FetchSource, key: string) =>
  valueOption({
    flag: `--${source}-url`,
    group: 'Market',
    value: 'URL',
    parse: text,
    default: `${key} of the configuration`,
    help: source === 'tardis' ? 'where the files of Tardis are' : "where Binance's public dumps are",
    keys: [key],
  });

export const fetchOptions = {
  source: valueOption({
    flag: '--source',
    group: 'Input',
    value: 'NAME',
    parse: choice(FETCH_SOURCES),
    default: null,
    help: 'tardis (books, trades) or binance (dumps); else tardis where all days are the first of a month',
    choices: FETCH_SOURCES,
  }),
  kinds: listOption({
    flag: '--kinds',
    group: 'Input',
    value: 'KIND',
    parse: (value, flag, env) => value.split(',').map((one) => choice(KINDS)(one, flag, env)),
    default: null,
    help: 'which files of the source; comma list or repeated, else all',
    choices: KINDS,
  }),
  tardisUrl: hostOption('tardis', 'fetch.tardis_url'),
  binanceUrl: hostOption('binance', 'fetch.binance_url'),
  proxy: venueOptions.proxy,
  env: { ...marketOptions.env, default: 'mainnet', help: 'what the imported data are stamped with' },
  noImport: switchOption({ flag: '--no-import', group: 'Storage', help: 'only keep the files, in --into' }),
  into: valueOption({
    flag: '--into',
    group: 'Output',
    value: 'DIR',
    parse: text,
    default: 'the current folder',
    help: 'where files are kept with --no-import',
  }),
} as const;

export interface FetchPlan {
  readonly source: FetchSource;
  readonly items: readonly FetchItem[];
  /** Files that are not asked for, because by rule there are none. */
  readonly leftOut: readonly string[];
  readonly folder: string;
  readonly dataRoot: string;
  readonly isImported: boolean;
  readonly env: NonNullable<ReturnType<typeof marketOptions.env.parse>>;
  readonly proxyFlag: Secret | null;
}

const MOST_FILES = 2_000;

export function planFetch({ options, args }: Input<typeof fetchOptions>, env: PlanEnv): FetchPlan {
  const [symbolText = '', daysText = ''] = args;
  const names = symbols(symbolText, 'SYMBOL', env);
  const days = parseDays(daysText, env.nowUs);
  const source = options.source ?? (days.every(isFreeTardisDay) ? 'tardis' : 'binance');
  const kinds = kindsOf(source, options.kinds.flat());
  if (options.into !== null && !options.noImport) {
    throw new UsageError('--into is for --no-import', {
      code: 'V13_OUTPUT_CONFLICT',
      hint: 'imported files go to the data root (--data)',
    });
  }
  const host = hostOf(source, source === 'tardis' ? options.tardisUrl : options.binanceUrl, env);
  const all = names.flatMap((symbol) => days.flatMap((day) => kinds.map((kind) => ({ source, kind, symbol, day }))));
  const wished = all.filter(({ kind, day }) => isPublished(source, kind, day));
  refuseCount(wished.length, { source, kinds, days });
  const skipped = kinds.filter((kind) => all.some((item) => item.kind === kind && !wished.includes(item)));
  return {
    source,
    items: wished.map((item) => fetchItem(item, host)),
    leftOut: skipped.map((kind) => `${kind}: not for all of these days; ${ruleText(source, kind)}`),
    folder: options.noImport
      ? resolvePath(env.cwd, options.into ?? '.')
      : resolvePath(env.dataRoot, `.downloads/${source}`),
    dataRoot: env.dataRoot,
    isImported: !options.noImport,
    env: options.env ?? 'mainnet',
    proxyFlag: options.proxy === null ? null : new Secret(options.proxy),
  };
}

function kindsOf(source: FetchSource, wanted: readonly FetchKind[]): readonly FetchKind[] {
  const known: readonly FetchKind[] = FETCH_KINDS[source];
  const foreign = wanted.find((kind) => !known.includes(kind));
  if (foreign !== undefined) {
    throw new UsageError(`${source} has no ${foreign}`, {
      code: 'V13_FETCH_KIND',
      hint: `it has ${known.join(' and ')}; name another --source`,
    });
  }
  return wanted.length === 0 ? known : [...new Set(wanted)];
}

const DAYS = /^(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?$/;
const US_PER_MS = 1_000;

function parseDays(value: string, nowUs: number): readonly string[] {
  const match = DAYS.exec(value);
  const [, first = '', last = first] = match ?? [];
  const isDay = (day: string): boolean => {
    const ms = Date.parse(day);
    return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
  };
  if (!isDay(first) || !isDay(last))
    refuseValue('DATE', value, 'not a day or a range; write 2024-08-01 or 2024-08-01..2024-08-07');
  if (last < first) refuseValue('DATE', value, 'ends before it begins');
  const today = new Date(nowUs / US_PER_MS).toISOString().slice(0, 10);
  if (last >= today) refuseValue('DATE', value, `is not over yet: today is ${today} (UTC)`);
  return daysBetween(first, last);
}

interface Wished {
  readonly source: FetchSource;
  readonly kinds: readonly FetchKind[];
  readonly days: readonly string[];
}

function refuseCount(count: number, { source, kinds, days }: Wished): void {
  const [first = ''] = days;
  if (count === 0) {
    const nearest = `${first.slice(0, 8)}01`;
    throw new UsageError(`${source} has no ${kinds.join(' or ')} of these days`, {
      code: 'V13_FETCH_DAYS',
      hint:
        source === 'tardis'
          ? `${ruleText(source, 'trades')}: the nearest is ${nearest}`
          : ruleText(source, kinds[0] ?? 'aggTrades'),
    });
  }
  if (count <= MOST_FILES) return;
  throw new UsageError(`${count} files in one run`, {
    code: 'V13_FETCH_DAYS',
    hint: `at most ${MOST_FILES}: fetch a shorter range at a time`,
  });
}

/** Base address without a slash at its end. */
function hostOf(source: FetchSource, flag: string | null, env: PlanEnv): string {
  const value = flag ?? String(env.general[`fetch.${source}_url`]?.value);
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.search !== '') {
    refuseValue(`--${source}-url`, value, 'is no address; write https://HOST');
  }
  return value.replace(/\/+$/, '');
}
