// The options of `v13 query` as data.

import { switchOption, valueOption } from '../../cli/option.js';
import { duration } from '../../cli/values/duration.js';
import { integer } from '../../cli/values/number.js';
import { size } from '../../cli/values/size.js';
import { text } from '../../cli/values/text.js';

export const queryOptions = {
  csv: switchOption({ flag: '--csv', group: 'Output', help: 'print every row as CSV' }),
  rows: valueOption({
    flag: '--rows',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'write every row as a line of JSON (NDJSON); - is standard output',
  }),
  out: valueOption({
    flag: '--out',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'write every row to a file: .parquet, .csv or .ndjson by its name',
  }),
  force: switchOption({ flag: '--force', group: 'Output', help: 'replace an existing file' }),
  show: valueOption({
    flag: '--show',
    group: 'Output',
    value: 'ROWS',
    parse: integer({ min: 1, max: 100_000 }),
    default: '100',
    help: 'rows of the table that is printed without --csv, --rows, --out or --json',
  }),
  schema: switchOption({
    flag: '--schema',
    group: 'Output',
    help: 'list views and columns with units, instead of a query',
  }),
  memory: valueOption({
    flag: '--memory',
    group: 'Computing',
    value: 'SIZE',
    parse: size,
    default: '1GB',
    help: 'memory that a query may hold; what does not fit goes to the disk',
  }),
  threads: valueOption({
    flag: '--threads',
    group: 'Computing',
    value: 'N',
    parse: integer({ min: 1, max: 1_024 }),
    default: null,
    help: 'processors to use; all, unless given',
  }),
  spill: valueOption({
    flag: '--spill',
    group: 'Storage',
    value: 'DIR',
    parse: text,
    default: null,
    help: 'folder for what does not fit into memory; else the data root, where it exists',
  }),
  timeout: valueOption({
    flag: '--timeout',
    group: 'Length',
    value: 'DURATION',
    parse: duration({ minUs: 1_000 }),
    default: null,
    help: 'give up after so long, with exit code 130',
  }),
} as const;
