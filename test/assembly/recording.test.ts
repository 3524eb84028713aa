// Opening recordings: what is stated, what is inferred, and what is refused.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOTHING_STATED, type RecordingChoices, openRecording } from '../../src/assembly/recording.js';
import { freshFolder } from '../support/cli.js';
import { RECORDINGS, pathsOf, unitOf } from '../support/recordings.js';
import { CLEAN, GAPS, asFile, linesIn } from '../support/replays.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

async function look(paths: readonly string[], choices: Partial<RecordingChoices> = {}) {
  const { opened, ...recording } = await openRecording({ ...NOTHING_STATED, strict: false, paths, ...choices });
  await opened.feed.close();
  return recording;
}

/** The fixture with holes, cut in two, and as another session. */
function parts(): { first: string; rest: string; other: string } {
  const [header = '', ...lines] = linesIn(GAPS);
  const put = (name: string, of: readonly string[]): string => {
    writeFileSync(join(folder.path, name), asFile(of));
    return join(folder.path, name);
  };
  const other = header.replace('"env":"synthetic"', '"env":"testnet"').replace('synthetic-11', 'testnet-11');
  return {
    first: put('first.ndjson', [header, ...lines.slice(0, 50)]),
    rest: put('rest.ndjson', lines.slice(50)),
    other: put('other.ndjson', [other, ...lines]),
  };
}

test('a session header states everything', async () => {
  const recording = await look([GAPS]);
  expect(recording).toMatchObject({
    venue: 'binance-usdm',
    env: 'synthetic',
    symbols: ['BTCUSDT', 'ETHUSDT'],
    symbolsComplete: true,
    recordedConfig: null,
  });
  expect(recording.instruments.get('BTCUSDT')).toMatchObject({
    tick: { mantissa: 1, decimals: 1 },
    step: { mantissa: 1, decimals: 3 },
    unitsFrom: 'stated',
  });
});

for (const known of RECORDINGS) {
  const paths = pathsOf(known);
  test.skipIf(paths === null)(`${known.name}: venue and units are found`, async () => {
    const recording = await look(paths!);
    expect(recording.venue).toBe(known.venue);
    expect(recording.env).toBe('unstated');
    for (const { symbol, tick, step } of known.symbols) {
      expect(recording.instruments.get(symbol)).toMatchObject({
        symbol,
        venue: known.venue,
        tick: unitOf(tick),
        step: unitOf(step),
        unitsFrom: 'inferred',
      });
    }
  });
}

test('the later part of a cut recording belongs to the first; alone it states nothing', async () => {
  const { first, rest } = parts();
  expect((await look([rest, first])).env).toBe('synthetic');
  expect((await look([rest])).env).toBe('unstated');
  expect((await look([rest], { env: 'testnet' })).env).toBe('testnet');
});

test('two environments are refused, with the list', async () => {
  const { first, rest, other } = parts();
  const refused = { code: 'V13_INPUT_MIXED', details: { what: 'environment' } };
  await expect(look([first, other])).rejects.toMatchObject(refused);
  await expect(look([first, rest], { env: 'mainnet' })).rejects.toMatchObject(refused);
  await expect(look([first, other])).rejects.toThrow(/synthetic: .*first\.ndjson; testnet: .*other\.ndjson/);
});

test('--tick and --step are for one symbol, and must be numbers', async () => {
  const given = await look([CLEAN], { tick: '0.05' });
  expect(given.instruments.get('ETHUSDT')).toMatchObject({
    tick: { mantissa: 5, decimals: 2 },
    step: { mantissa: 1, decimals: 3 },
    unitsFrom: 'stated',
  });
  await expect(look([GAPS], { tick: '0.05' })).rejects.toMatchObject({ code: 'V13_UNITS_MANY_SYMBOLS' });
  const one = await look([GAPS], { tick: '0.05', symbols: ['BTCUSDT'] });
  expect(one.instruments.get('BTCUSDT')).toMatchObject({ tick: { mantissa: 5, decimals: 2 } });
  for (const tick of ['x', '0', '-1']) {
    await expect(look([CLEAN], { tick })).rejects.toMatchObject({ code: 'V13_UNITS_UNKNOWN' });
  }
});
