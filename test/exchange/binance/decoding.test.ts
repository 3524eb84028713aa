// Whatever the bytes: the normaliser says what a reference decoder on JSON.parse says, with learned layouts and without.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byNormalizer, disagreement } from '../../support/decoder-duel.js';
import { type Pick, damageBytes, respell, seededPick } from '../../support/frame-mutations.js';
import { type Sample, recordedSamples, writtenSamples } from '../../support/frame-samples.js';
import { type RawFrame, snapshotFrame } from '../../support/frames.js';
import { RECORDINGS, type Recording, instrumentOf, linesOf, pathsOf } from '../../support/recordings.js';

const START_US = 1_723_161_255_000_000;
const SAMPLES = [...recordedSamples(), ...writtenSamples()];
/** Clean frames before the changed one: enough for every stream's layout to have been learned. */
const WARM = 3;

type Change = (text: string, pick: Pick) => RawFrame['text'];

/** Snapshot, clean frames (none when cold), the changed frame, clean frames. */
function framesWith(sample: Sample, changed: RawFrame['text'], warm: number): RawFrame[] {
  const { snapshot, instrument, frames } = sample;
  const texts = [...frames.slice(WARM - warm, WARM), changed, ...frames.slice(WARM + 1)];
  // When cold, the first frame still has to continue the snapshot.
  const first = JSON.parse(frames[WARM - warm]!) as { data: { U: number; pu?: number } };
  const body = snapshot?.replace(/"lastUpdateId":\d+/, `"lastUpdateId":${first.data.pu ?? first.data.U - 1}`);
  const head = body === undefined ? [] : [snapshotFrame(instrument.symbol, START_US, body)];
  return [...head, ...texts.map((text, i) => ({ text, recvUs: START_US + 1000 * (i + 1) }))];
}

function holds(change: Change, rounds: number): void {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const pick = seededPick(seed);
      for (const sample of SAMPLES) {
        const changed = change(sample.frames[WARM]!, pick);
        const found = disagreement([sample.instrument], framesWith(sample, changed, pick(3) === 0 ? 0 : WARM));
        if (found !== null) throw new Error(found);
      }
    }),
    { numRuns: Math.ceil(rounds / SAMPLES.length) },
  );
}

test.each(SAMPLES.map((sample) => [`${sample.instrument.venue} ${sample.stream}`, sample] as const))(
  'unchanged frames of %s: agreed, and JSON.parse is not needed',
  (_, sample) => {
    const frames = framesWith(sample, sample.frames[WARM]!, WARM);
    expect(disagreement([sample.instrument], frames)).toBeNull();
    const { fallback, refused, rows } = byNormalizer([sample.instrument], frames);
    expect({ fallback, refused }).toEqual({ fallback: 0, refused: [] });
    expect(rows).toHaveLength(frames.length);
  },
);

describe('changed frames', () => {
  test('other spellings: key order, unknown and repeated keys, escapes, blanks, other types and numbers', () => {
    holds(respell, 10_000);
  });

  test('bytes changed, inserted, deleted, doubled', () => {
    holds((text, pick) => damageBytes(Buffer.from(text), pick), 8_000);
  });

  test('both', () => {
    holds((text, pick) => damageBytes(Buffer.from(respell(text, pick)), pick), 3_000);
  });
});

test('a frame cut short at any byte is refused, though its rest lies right behind it in the buffer', () => {
  for (const sample of SAMPLES) {
    const whole = Buffer.from(sample.frames[WARM]!);
    for (let end = 0; end < whole.length; end += whole.length > 400 ? 3 : 1) {
      const frames = framesWith(sample, whole.subarray(0, end), WARM).slice(0, -2);
      const cut = { ...frames.at(-1)!, behind: whole.subarray(end) };
      const { refused } = byNormalizer([sample.instrument], [...frames.slice(0, -1), cut]);
      expect([end, refused]).toEqual([end, [`${frames.length}:malformed_json`]]);
    }
  }
});

function recordedFrames(recording: Recording, most: number): RawFrame[] {
  return linesOf(recording, pathsOf(recording)!.slice(0, 1))
    .slice(0, most)
    .map(({ recvUs, json, snapshotOf }) =>
      snapshotOf === null ? { text: json, recvUs } : snapshotFrame(snapshotOf, recvUs, json),
    );
}

describe.each(RECORDINGS)('$name', (recording) => {
  test.skipIf(pathsOf(recording) === null)('as recorded: agreed from the first frame on', () => {
    const instruments = recording.symbols.map((facts) => instrumentOf(facts, recording.venue));
    expect(disagreement(instruments, recordedFrames(recording, 8_000))).toBeNull();
  });
});
