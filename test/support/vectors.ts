// The published test vectors, where the reference folder stands beside the checkout.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { testData } from './data.js';

/** Parsed quant-vectors.json (its shape is known to the test that asks), or null where it is absent. */
export function quantVectors<Shape>(): Shape | null {
  const path = testData(resolve(testData('.') ?? '.', '../reference/quant-vectors.json'));
  return path === null ? null : (JSON.parse(readFileSync(path, 'utf8')) as Shape);
}
