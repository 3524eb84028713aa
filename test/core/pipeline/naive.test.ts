// The chain on real recordings against computations from the definitions: two-pass windows, Map book, JSON.parse.

import { describe, expect, test } from 'vitest';
import { type ChainConfig, DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import type { SignalRow } from '../../../src/core/pipeline/row.js';
import { type RawFrame, snapshotFrame } from '../../support/frames.js';
import { openMarket, runMarket } from '../../support/market-run.js';
import { type NaiveRow, naiveGrid, naiveOriginal } from '../../support/naive-chain.js';
import { naiveTape } from '../../support/naive-tape.js';
import {
  BTC_2023,
  BTC_2024,
  ETH_2024,
  type Line,
  type Recording,
  instrumentOf,
  linesOf,
  pathsOf,
} from '../../support/recordings.js';

const framesOf = (lines: readonly Line[]): RawFrame[] =>
  lines.map(({ recvUs, json, snapshotOf }) =>
    snapshotOf === null ? { text: json, recvUs } : snapshotFrame(snapshotOf, recvUs, json),
  );

function chainRows(recording: Recording, lines: readonly Line[], config: ChainConfig): SignalRow[] {
  const instruments = recording.symbols.map((facts) => instrumentOf(facts, recording.venue));
  return runMarket(openMarket(config, { venue: recording.venue, instruments }), framesOf(lines));
}

/** Where the rows differ by more than 1e-9 (of the value, above 1): the first places, told. */
function differences(rows: readonly SignalRow[], naive: readonly NaiveRow[]): string[] {
  const found: string[] = rows.length === naive.length ? [] : [`${rows.length} rows for ${naive.length}`];
  for (let i = 0; i < rows.length && found.length < 5; i++) {
    for (const [key, wanted] of Object.entries(naive[i] ?? {})) {
      const value = rows[i]![key as keyof SignalRow];
      const close =
        typeof value === 'number' && typeof wanted === 'number'
          ? Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
          : value === wanted;
      if (!close) found.push(`row ${i} ${key}: ${String(value)}, naive ${String(wanted)}`);
    }
  }
  return found;
}

const count = (rows: readonly SignalRow[], key: keyof SignalRow): number =>
  rows.filter((row) => row[key] !== null).length;

describe.each([BTC_2024, ETH_2024, BTC_2023])('$name', (recording) => {
  const paths = pathsOf(recording);
  const facts = recording.symbols[0]!;
  const lines = paths === null ? [] : linesOf(recording, paths);
  const tape = naiveTape(lines, facts);

  test.skipIf(paths === null)('the original design, one row a depth update', () => {
    const rows = chainRows(recording, lines, ORIGINAL_CHAIN);
    expect(differences(rows, naiveOriginal(tape, facts))).toEqual([]);
    expect(count(rows, 'ofiZ')).toBeGreaterThan(6000);
    expect(count(rows, 'fusion')).toBeGreaterThan(5800);
    expect(new Set(rows.map(({ segment }) => segment))).toEqual(new Set([0]));
  });

  test.skipIf(paths === null)('the default: a row each 100 ms', () => {
    const rows = chainRows(recording, lines, DEFAULT_CHAIN);
    expect(differences(rows, naiveGrid(tape, facts))).toEqual([]);
    expect(count(rows, 'fusion')).toBeGreaterThan(2800);
    expect(rows.some(({ divergence }) => divergence !== null && divergence !== 'none')).toBe(true);
  });
});
