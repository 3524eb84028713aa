// The options of `v13 compute` as data.

import { chainOptions } from '../../cli/config/chain-options.js';
import { type ValueParser, listOption, switchOption, valueOption } from '../../cli/option.js';
import { choice } from '../../cli/values/choice.js';
import { type FeatureChoice, feature } from '../../cli/values/feature.js';
import { integer } from '../../cli/values/number.js';
import { text } from '../../cli/values/text.js';
import { FEATURE_KINDS } from '../../core/pipeline/features/index.js';
import { inputOptions, marketOptions, rangeOptions } from '../recordings/recording-options.js';

/** Names of assembly/compute/table-file.ts; a test holds the two together. */
export const TABLE_NAMES = ['parquet', 'ndjson', 'csv'] as const;

/** Levels of --fit-pca: as many as the paper has. */
export const FIT_LEVELS = 10;

/** Features of every table; `none` leaves them out. */
export const DEFAULT_FEATURES: readonly string[] = ['levels', 'clipped'];
const NONE = 'none';

const named = feature(FEATURE_KINDS);

/** What one `--feature` asks for. */
const featureAsked: ValueParser<readonly FeatureChoice[] | typeof NONE> = (value, flag, env) =>
  value === NONE ? NONE : named(value, flag, env);

const featureOptions = {
  feature: listOption({
    flag: '--feature',
    group: 'Computing',
    value: 'NAME[:OPTION=VALUE,…]',
    parse: featureAsked,
    default: null,
    help: `columns beside the signals (--list-features); all: every one that needs no file; ${DEFAULT_FEATURES.join(' and ')} come too, unless none is given`,
  }),
  listFeatures: switchOption({
    flag: '--list-features',
    group: 'Computing',
    help: 'list every feature with its settings and columns, and end',
  }),
} as const;

const fitOptions = {
  fitPca: valueOption({
    flag: '--fit-pca',
    group: 'Computing',
    value: 'TRAIN',
    parse: text,
    default: null,
    help: 'fit the weights of integrated OFI on this recording, and write them to --out as JSON',
  }),
  fitLevels: valueOption({
    flag: '--fit-levels',
    group: 'Computing',
    value: 'N',
    parse: integer({ min: 1, max: 20 }),
    default: String(FIT_LEVELS),
    help: 'levels of the book that --fit-pca fits',
  }),
  fitMicroprice: valueOption({
    flag: '--fit-microprice',
    group: 'Computing',
    value: 'TRAIN',
    parse: text,
    default: null,
    help: 'fit the micro-price on this recording, and write it to --out as JSON',
  }),
} as const;

const outputOptions = {
  out: valueOption({
    flag: '--out',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'the table: name.parquet, name.ndjson or name.csv; - is NDJSON on standard output',
  }),
  lake: switchOption({
    flag: '--lake',
    group: 'Output',
    help: 'write into the lake of the data root, in the place of rows computed before (view signals of v13 query)',
  }),
  outFormat: valueOption({
    flag: '--out-format',
    group: 'Output',
    value: 'NAME',
    parse: choice(TABLE_NAMES),
    default: null,
    help: 'format of the table, instead of the one its name shows',
    choices: TABLE_NAMES,
  }),
  force: switchOption({ flag: '--force', group: 'Output', help: 'replace an existing file' }),
} as const;

export const computeOptions = {
  ...inputOptions,
  ...rangeOptions,
  ...chainOptions,
  ...featureOptions,
  ...fitOptions,
  ...marketOptions,
  ...outputOptions,
} as const;
