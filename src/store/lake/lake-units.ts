// Tick and step of a symbol over all files of the lake: the units of a run divide those of every file.

import { join } from 'node:path';
import { type Decimal, powerOfTen } from '../../core/market/decimal.js';
import { commonUnit, parseUnit } from '../../core/market/instrument.js';
import { DataError } from '../../platform/errors.js';
import type { UnitFactors } from './lake-events.js';
import type { PartitionEntry } from './listing.js';

export interface LakeUnits {
  readonly tick: Decimal;
  readonly step: Decimal;
  /** How a file's counts become counts of these units. */
  readonly factorsOf: (notes: Readonly<Record<string, string>>) => UnitFactors;
}

const unitsIn = (notes: Readonly<Record<string, string>>): readonly [Decimal, Decimal] | null => {
  const [tick, step] = [parseUnit(notes['v13.tick'] ?? ''), parseUnit(notes['v13.step'] ?? '')];
  return tick === null || step === null ? null : [tick, step];
};

const inUnitsOf = (unit: Decimal, of: Decimal): number =>
  (unit.mantissa * powerOfTen(Math.max(unit.decimals, of.decimals) - unit.decimals)) /
  (of.mantissa * powerOfTen(Math.max(unit.decimals, of.decimals) - of.decimals));

/** Reads the footers of depth and trades. Throws DataError where none states its units. */
export async function readLakeUnits(lake: string, partitions: readonly PartitionEntry[]): Promise<LakeUnits> {
  const { readFooter } = await import('../parquet/parquet-footer.js');
  let units: readonly [Decimal, Decimal] | null = null;
  for (const { partition, parts } of partitions) {
    if (partition.kind !== 'depth' && partition.kind !== 'trades') continue;
    for (const { path } of parts) {
      const stated = unitsIn((await readFooter(join(lake, path))).metadata);
      if (stated === null) continue;
      units = units === null ? stated : [commonUnit(units[0], stated[0]), commonUnit(units[1], stated[1])];
    }
  }
  if (units === null) {
    throw new DataError(`${lake}: no file states tick and step`, {
      code: 'V13_LAKE_UNITS',
      path: lake,
      hint: 'make the lake with v13 convert',
    });
  }
  return inUnits(...units);
}

/** Units of a run that divide those of every file. */
export function inUnits(tick: Decimal, step: Decimal): LakeUnits {
  const lotsPerBase = powerOfTen(step.decimals) / step.mantissa;
  return {
    tick,
    step,
    factorsOf: (notes) => {
      const [ownTick, ownStep] = unitsIn(notes) ?? [tick, step];
      return { ticks: inUnitsOf(ownTick, tick), lots: inUnitsOf(ownStep, step), lotsPerBase };
    },
  };
}
