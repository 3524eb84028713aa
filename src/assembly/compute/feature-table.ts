// The table that `v13 compute` writes: the columns of the rows, then those of the features, one value each.

import type { BoundFeature, FeatureUnit } from '../../core/pipeline/feature.js';
import { ROW_COLUMNS } from '../../core/pipeline/row-columns.js';
import type { SignalRow } from '../../core/pipeline/row.js';
import { UsageError, invariant } from '../../platform/errors.js';

export interface FeatureTableColumn {
  readonly name: string;
  readonly type: 'f64' | 'i64' | 'text';
  readonly nullable: boolean;
  readonly unit: FeatureUnit | null;
  readonly about: string;
}

/** Columns of a run in the order written. Throws UsageError where two features give a column of the same name. */
export function tableColumns(features: readonly BoundFeature[]): readonly FeatureTableColumn[] {
  const columns: FeatureTableColumn[] = ROW_COLUMNS.map(({ name, type, nullable, unit, about }) => ({
    name,
    type,
    nullable,
    unit,
    about,
  }));
  const seen = new Set(columns.map(({ name }) => name));
  for (const { name, unit, about } of features.flatMap((feature) => feature.columns)) {
    if (seen.has(name)) {
      throw new UsageError(`two features give a column ${name}`, {
        code: 'V13_FEATURE_TWICE',
        hint: 'name each feature once, or with settings that give other names',
      });
    }
    seen.add(name);
    columns.push({ name, type: 'f64', nullable: true, unit, about });
  }
  return columns;
}

export type TableValue = number | string | null;

/** Calls `put` for every column of a row, in order. −0 is given as 0: both are the same value to every reader. */
export function eachValue(row: SignalRow, count: number, put: (column: number, value: TableValue) => void): void {
  let at = 0;
  for (const { field } of ROW_COLUMNS) {
    const value = row[field];
    put(at++, value === 0 ? 0 : value);
  }
  const extra = row.features;
  for (let k = 0; at < count; k++) {
    const value = extra?.[k] ?? null;
    invariant(value === null || Number.isFinite(value), `a feature of column ${at} is not finite`);
    put(at++, value === 0 ? 0 : value);
  }
}

/** The part of a block of columns (store/parquet) that rows are put into. */
export interface RowBlock {
  readonly columns: readonly unknown[];
  rows: number;
  setNumber(column: number, row: number, value: number | null): void;
  setText(column: number, row: number, value: string | null): void;
}

/** Appends a row to a block with room for it, whose free cells are null. */
export function fillBlock(block: RowBlock, row: SignalRow): void {
  const at = block.rows;
  eachValue(row, block.columns.length, (column, value) => {
    if (typeof value === 'string') block.setText(column, at, value);
    else if (value !== null) block.setNumber(column, at, value);
  });
  block.rows = at + 1;
}
