// Levels from bytes: the quick reader against the plain one, whatever the bytes, and both against the texts themselves.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countUnits } from '../../../src/core/market/decimal.js';
import { createEventBatch } from '../../../src/core/market/event-batch.js';
import { type LevelScale, readLevels, readLevelsPlainly } from '../../../src/exchange/binance/scan-levels.js';
import { createCursor } from '../../../src/exchange/binance/scan-value.js';
import { unitScale } from '../../../src/exchange/binance/units.js';

type Reader = typeof readLevels;

const newScale = (tick: [number, number], step: [number, number]): LevelScale => ({
  price: unitScale({ mantissa: tick[0], decimals: tick[1] }),
  qty: unitScale({ mantissa: step[0], decimals: step[1] }),
});

interface Reading {
  readonly count: number;
  readonly pos: number;
  readonly levels: readonly (readonly [number, number])[];
}

/** Reads `text` with bytes of other frames behind it, which no reader may take for its own. */
function read(reader: Reader, scale: LevelScale, text: string): Reading {
  const batch = createEventBatch(4, 64);
  const cursor = createCursor();
  cursor.bytes = Buffer.from(`${text}${'["9.9","9"],'.repeat(10)}`, 'latin1');
  cursor.view = new DataView(cursor.bytes.buffer, cursor.bytes.byteOffset, cursor.bytes.byteLength);
  cursor.end = text.length;
  const count = reader(cursor, scale, { batch, at: 0 });
  const levels = Array.from(
    { length: Math.max(count, 0) },
    (_, i) => [batch.levelTicks[i] ?? NaN, batch.levelLots[i] ?? NaN] as const,
  );
  return { count, pos: count < 0 ? -1 : cursor.pos, levels };
}

const textOf = (levels: readonly (readonly [string, string])[]): string => `${JSON.stringify(levels)}}`;

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: min, maxLength: max });

/** Whole digits change now and then, decimals almost never: what an exchange writes, and some of what it does not. */
const amount = (decimals: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.tuple(digits(1, 8), digits(decimals, decimals)).map(([a, b]) => `${a}.${b}`) },
    { weight: 1, arbitrary: digits(1, 9) },
    { weight: 1, arbitrary: fc.tuple(digits(1, 5), digits(1, 6)).map(([a, b]) => `${a}.${b}`) },
  );

describe('price levels', () => {
  test.each([
    ['none', '[]}', []],
    ['one', textOf([['61800.20', '2.507']]), [[618002, 2507]]],
    [
      'other numbers of digits',
      textOf([
        ['1000.00', '606.675'],
        ['104321.50', '0.001'],
        ['9.90', '1000.250'],
      ]),
      [
        [10000, 606675],
        [1043215, 1],
        [99, 1000250],
      ],
    ],
    ['no quantity', textOf([['61800.20', '0.000']]), [[618002, 0]]],
  ])('%s', (_, text, expected) => {
    const scale = newScale([1, 1], [1, 3]);
    for (let again = 0; again < 3; again++) expect(read(readLevels, scale, text).levels).toEqual(expected);
  });

  test.each([
    ['finer than the tick', textOf([['61800.25', '2.507']])],
    ['a letter among the digits', textOf([['618a0.20', '2.507']])],
    ['a sign', textOf([['-1800.20', '2.507']])],
    ['no digit before the point', textOf([['.20', '2.507']])],
    ['no digit behind it', textOf([['61800.', '2.507']])],
    ['two points', textOf([['61800.20', '2.5.7']])],
    ['three values', '[["61800.20","2.507","1"]]}'],
    ['cut short', '[["61800.20","2.507"],["61800.30","2'],
    ['numbers without quotes', '[[61800.20,2.507]]}'],
  ])('refused: %s', (_, text) => {
    const scale = newScale([1, 1], [1, 3]);
    read(readLevels, scale, textOf([['61800.20', '2.507']]));
    expect(read(readLevels, scale, text).count).toBe(-1);
  });

  test('both readers agree, and with the texts, on any amounts and units', () => {
    const units = fc.constantFrom<[number, number]>([1, 0], [1, 1], [1, 2], [1, 3], [1, 4], [1, 6], [5, 1], [25, 2]);
    const frames = fc.array(fc.array(fc.tuple(amount(2), amount(3)), { maxLength: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(units, units, frames, (tick, step, all) => {
        const quick = newScale(tick, step);
        const plain = newScale(tick, step);
        for (const levels of all) {
          const text = textOf(levels);
          const result = read(readLevels, quick, text);
          expect(result).toEqual(read(readLevelsPlainly, plain, text));
          if (result.count < 0) continue;
          const wanted = levels.map(([price, qty]) => [
            countUnits(price, { mantissa: tick[0], decimals: tick[1] }),
            countUnits(qty, { mantissa: step[0], decimals: step[1] }),
          ]);
          expect(result.levels).toEqual(wanted);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('both readers agree on damaged bytes', () => {
    const frames = fc.array(fc.tuple(amount(2), amount(3)), { minLength: 1, maxLength: 5 });
    const damage = fc.tuple(fc.nat(200), fc.constantFrom(...Array.from('0123456789.,"[]}{ a-+\n')));
    fc.assert(
      fc.property(frames, fc.array(damage, { minLength: 1, maxLength: 2 }), (levels, hits) => {
        const scales = [newScale([1, 2], [1, 3]), newScale([1, 2], [1, 3])] as const;
        for (const scale of scales) read(readLevels, scale, textOf([['61800.20', '2.507']]));
        let text = textOf(levels);
        for (const [at, char] of hits) {
          const place = at % text.length;
          text = `${text.slice(0, place)}${char}${text.slice(place + 1)}`;
        }
        expect(read(readLevels, scales[0], text)).toEqual(read(readLevelsPlainly, scales[1], text));
      }),
      { numRuns: 5_000 },
    );
  });
});
