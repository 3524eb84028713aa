// The SQL of a view: documented columns first, whether the files have them or not, then further ones, then the partition.

import { quoteList, quoteName, quoteText } from './quote.js';
import { type KnownColumn, PARTITION_COLUMNS, SQL_TYPES } from './tables.js';

export interface ViewColumn {
  readonly name: string;
  /** DuckDB's word for it: BIGINT, DOUBLE, VARCHAR … */
  readonly type: string;
  readonly unit: string | null;
  readonly about: string | null;
}

export interface ViewPlan {
  readonly name: string;
  readonly files: readonly string[];
  readonly known: readonly KnownColumn[];
  /** Columns that the files have, together. */
  readonly found: readonly { readonly name: string; readonly type: string }[];
}

/** Columns that the scan adds, with the file's path. Of the first DuckDB knows that a file is settled by it. */
const PATH = 'filename';
const OTHER_PATH = '__v13_path';

/** What a scan of these files is, as a table in SQL; `path` is the column that it adds. */
export const scanSql = (files: readonly string[], path = OTHER_PATH): string =>
  `read_parquet(${quoteList(files)}, union_by_name = true, hive_partitioning = false, filename = ${quoteText(path)})`;

/** True for columns of the scan that are none of the files. */
export const isScanColumn = (name: string): boolean => name === OTHER_PATH;

/** The name that the scan gives to the path: not one that a file has for a column of its own. */
const pathColumn = ({ found }: ViewPlan): string =>
  found.some(({ name }) => name.toLowerCase() === PATH) ? OTHER_PATH : PATH;

const absent = (type: string): string => `CAST(NULL AS ${type})`;

/** How many of the files lie in a folder `name=…`. */
function countInPath(name: string, { files }: ViewPlan): number {
  const folder = new RegExp(`[/\\\\]${name}=[^/\\\\]+[/\\\\]`);
  return files.filter((path) => folder.test(path)).length;
}

const isPartition = (name: string, plan: ViewPlan): boolean =>
  plan.files.length > 0 && countInPath(name, plan) === plan.files.length;

/**
 * Part of the path as a column. Not DuckDB's own hive partitions: those would hide a column `kind` in the files behind the
 * folder `kind=…`. Files that a condition on it rules out are not opened either way.
 */
function partitionSql(name: string, type: string, plan: ViewPlan): string {
  if (countInPath(name, plan) === 0) return absent(type);
  const pattern = quoteText(`[/\\\\]${name}=([^/\\\\]+)[/\\\\]`);
  const text = `url_decode(regexp_extract(${quoteName(pathColumn(plan))}, ${pattern}, 1))`;
  const whole = isPartition(name, plan) ? text : `nullif(${text}, '')`;
  return type === 'VARCHAR' ? whole : `CAST(${whole} AS ${type})`;
}

interface Selected extends ViewColumn {
  readonly sql: string;
}

const isIn = (names: readonly { readonly name: string }[], wanted: string): boolean =>
  names.some(({ name }) => name.toLowerCase() === wanted);

function selectedColumns(plan: ViewPlan): Selected[] {
  const { known, found } = plan;
  const types = new Map(found.map(({ name, type }) => [name.toLowerCase(), type]));
  const documented = known.map(({ name, type, unit, about }): Selected => {
    const own = types.get(name.toLowerCase());
    const wanted = SQL_TYPES[type];
    return { name, type: own ?? wanted, unit, about, sql: own === undefined ? absent(wanted) : quoteName(name) };
  });
  const further = found
    .filter(({ name }) => !isIn(known, name.toLowerCase()))
    .map(({ name, type }): Selected => ({ name, type, unit: null, about: null, sql: quoteName(name) }));
  const own = [...documented, ...further];
  const ofFiles = (name: string): boolean => isIn(own, name) && !isPartition(name, plan);
  const partition = PARTITION_COLUMNS.filter(({ name }) => !ofFiles(name)).map(({ name, type, about }): Selected => {
    return { name, type, unit: null, about, sql: partitionSql(name, type, plan) };
  });
  // A symbol in every row and in the path is taken from the path: files of other symbols are then not opened.
  return [...own.filter(({ name }) => !isIn(partition, name.toLowerCase())), ...partition];
}

/** `CREATE VIEW …` and its columns. Without files it has no rows, and the columns all the same. */
export function viewSql(plan: ViewPlan): { sql: string; columns: ViewColumn[] } {
  const selected = selectedColumns(plan);
  const list = selected.map(({ name, sql }) => `${sql} AS ${quoteName(name)}`).join(', ');
  const from = plan.files.length === 0 ? 'WHERE false' : `FROM ${scanSql(plan.files, pathColumn(plan))}`;
  const columns = selected.map(({ name, type, unit, about }) => ({ name, type, unit, about }));
  return { sql: `CREATE VIEW ${quoteName(plan.name)} AS SELECT ${list} ${from}`, columns };
}
