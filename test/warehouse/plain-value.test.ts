// Values of every type of DuckDB as plain ones.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from '../../src/warehouse/warehouse.js';
import { DAY_US } from '../support/lake.js';
import { type TestWarehouse, ask as askOf, openTestWarehouse } from '../support/warehouse.js';

let at: TestWarehouse;
let warehouse: Warehouse;
const ask = (sql: string, from = warehouse) => askOf(from, sql);

beforeAll(async () => {
  at = await openTestWarehouse();
  ({ warehouse } = at);
});

afterAll(() => {
  at.remove();
});

describe('values', () => {
  test('are exact: integers of any size, times in UTC with microseconds, days, decimals', async () => {
    const sql = `SELECT 9007199254740993::BIGINT, 123456789012345678901234567890::HUGEINT, make_timestamp(${DAY_US} + 4),
      TIMESTAMPTZ '2024-08-08 02:00:00+02', DATE '2024-08-08', 1.50::DECIMAL(9, 2), 12345678901234567.89::DECIMAL(20, 2),
      0.1::FLOAT, 0.1::DOUBLE, NULL, true, 'x', TIMESTAMP_NS '2024-08-08 01:02:03.000000001', TIMESTAMP '1969-12-31 23:59:59.999999'`;
    expect(await ask(sql)).toEqual([
      [
        9007199254740993n,
        123456789012345678901234567890n,
        '2024-08-08T00:00:00.000004Z',
        '2024-08-08T00:00:00.000000Z',
        '2024-08-08',
        1.5,
        '12345678901234567.89',
        0.1,
        0.1,
        null,
        true,
        'x',
        '2024-08-08T01:02:03.000000001Z',
        '1969-12-31T23:59:59.999999Z',
      ],
    ]);
  });

  test('may be lists and structures, and times without end', async () => {
    const sql = "SELECT [1, NULL], {'a': DATE '2024-01-01'}, MAP {'k': 1.5}, 'infinity'::TIMESTAMP, 'ab'::BLOB";
    expect(await ask(sql)).toEqual([[[1, null], { a: '2024-01-01' }, { k: 1.5 }, 'infinity', '6162']]);
  });

  test('come with names, types and shapes', async () => {
    const { columns } = await warehouse.query("SELECT 1 AS a, 'x' AS b, make_timestamp(0) AS c");
    expect(columns).toEqual([
      { name: 'a', type: 'INTEGER', shape: 'number' },
      { name: 'b', type: 'VARCHAR', shape: 'text' },
      { name: 'c', type: 'TIMESTAMP', shape: 'time' },
    ]);
  });
});
