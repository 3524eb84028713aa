// Parts of a certificate: marks change nothing in the whole, and the parts add up to it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Certificate, certificateOf, holesOf } from '../../../src/core/quality/certificate-json.js';
import {
  type CertificateState,
  STREAM_TALLY,
  initStreamTally,
  wholeOf,
} from '../../../src/core/quality/certificate-state.js';
import {
  certificateJson,
  initCertificate,
  markSegment,
  stepCertificate,
} from '../../../src/core/quality/certificate.js';
import { NAMES, type Row, batchOf, depth, healed, snapshot, trade, tradeGap } from './events.js';

/** A random run of one symbol: trades with holes and healing, depth with gaps, troubles. */
const STEPS = fc.array(
  fc.record({
    what: fc.constantFrom('depth', 'trade', 'hole', 'heal', 'gap', 'snapshot', 'silence', 'other'),
    after: fc.integer({ min: 1, max: 400 }),
  }),
  { minLength: 1, maxLength: 80 },
);

function rowsOf(steps: readonly { what: string; after: number }[]): Row[][] {
  let [at, id, lost, synced] = [0, 100, 0, false];
  return steps.map(({ what, after }): Row[] => {
    at += after;
    switch (what) {
      case 'depth':
        return synced ? [depth(at, at)] : [{ kind: 'tick', tickOf: 'depthDelta', at, ids: [at, at] }];
      case 'trade':
        return [trade(at, ++id, { latency: after / 10 })];
      case 'hole':
        lost = id + 1;
        id += 4;
        return [tradeGap(at, lost, id - 1), trade(at, id)];
      case 'heal':
        return lost === 0 ? [] : [healed(at, lost++)];
      case 'gap':
        if (!synced) return [];
        synced = false;
        return [{ kind: 'gap', at, ids: [1, 2] }];
      case 'snapshot':
        if (synced) return [];
        synced = true;
        return [{ kind: 'resync', at }, snapshot(at)];
      case 'silence':
        return [{ kind: 'silence', at, symbol: 0 }];
      default:
        return [{ kind: 'bookTicker', at, symbol: 1, ids: [at, 0], latency: 3 }];
    }
  });
}

describe('parts', () => {
  const sumOf = (parts: readonly Certificate[], of: (part: Certificate) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0);
  const eth = (part: Certificate) => part.symbols.find(({ symbol }) => symbol === 'ETHUSDT');

  test('marks change nothing in the whole, and the parts add up to it', () => {
    fc.assert(
      fc.property(STEPS, fc.integer({ min: 1, max: 9 }), (steps, every) => {
        const marked = initCertificate();
        const plain = initCertificate();
        const parts: Certificate[] = [];
        rowsOf(steps).forEach((rows, k) => {
          if (rows.length === 0) return;
          stepCertificate(marked, batchOf(rows), NAMES);
          stepCertificate(plain, batchOf(rows), NAMES);
          if (k % every === 0) parts.push(markSegment(marked));
        });
        parts.push(markSegment(marked));
        const whole = certificateJson(plain);
        expect(certificateJson(marked)).toEqual(whole);
        expect(sumOf(parts, (part) => part.events)).toBe(whole.events);
        for (const key of ['bookUs', 'verifiedUs'] as const) {
          expect(sumOf(parts, (part) => eth(part)?.coverage[key] ?? 0)).toBe(eth(whole)?.coverage[key] ?? 0);
        }
        const messages = (part: Certificate) =>
          part.symbols.flatMap(({ streams }) => streams).reduce((sum, stream) => sum + stream.messages, 0);
        expect(sumOf(parts, messages)).toBe(messages(whole));
        expect(sumOf(parts, (part) => holesOf(part).length)).toBe(holesOf(whole).length);
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(STEPS, fc.nat(80), (steps, cut) => {
        const plain = initCertificate();
        let cloned: CertificateState = initCertificate();
        rowsOf(steps).forEach((rows, k) => {
          stepCertificate(plain, batchOf(rows).count === 0 ? batchOf([]) : batchOf(rows), NAMES);
          stepCertificate(cloned, batchOf(rows), NAMES);
          if (k === cut) {
            markSegment(cloned);
            cloned = structuredClone(cloned);
          }
        });
        expect(certificateOf(cloned, 'whole')).toEqual(certificateJson(plain));
      }),
    );
  });

  test('reading a whole leaves its parts alone', () => {
    const before = { ...initStreamTally(), messages: 2, firstUs: 1, lastUs: 2 };
    const parts = { before, part: { ...initStreamTally(), messages: 3, firstUs: 5, lastUs: 9, lastId: 7 } };
    expect(wholeOf(parts, STREAM_TALLY)).toMatchObject({ messages: 5, firstUs: 1, lastUs: 9, lastId: 7 });
    expect(parts.before.messages).toBe(2);
  });
});
