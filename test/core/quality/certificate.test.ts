// The certificate: what counts as a message, a repeat, a hole, healed, verified.

import { describe, expect, test } from 'vitest';
import { FLAG } from '../../../src/core/market/event-batch.js';
import { type Certificate, holesOf } from '../../../src/core/quality/certificate-json.js';
import { bookUsAt, initSymbolTrack } from '../../../src/core/quality/certificate-track.js';
import {
  certificateJson,
  initCertificate,
  stepCertificate,
  verifiedTimes,
} from '../../../src/core/quality/certificate.js';
import { countHoles, verdictOf } from '../../../src/core/quality/verification.js';
import { NAMES, type Row, batchOf, depth, healed, snapshot, trade, tradeGap } from './events.js';

function certify(rows: readonly Row[], state = initCertificate()): Certificate {
  if (rows.length > 0) stepCertificate(state, batchOf(rows), NAMES);
  return certificateJson(state);
}

const streamIn = (certificate: Certificate, name: string) =>
  certificate.symbols[0]!.streams.find(({ stream }) => stream === name)!;
const coverageIn = (certificate: Certificate) => certificate.symbols[0]!.coverage;

describe('messages', () => {
  test('nothing', () => {
    expect(certify([])).toEqual({
      schema: 'v13.certificate/1',
      events: 0,
      firstUs: null,
      lastUs: null,
      troubles: [],
      symbols: [],
      latency: [],
    });
  });

  test('ids, times, repeats, steps back, latency', () => {
    const found = streamIn(
      certify([
        trade(1, 10, { latency: 5 }),
        trade(3, 11, { latency: -7 }),
        { kind: 'tick', tickOf: 'aggTrade', at: 2, ids: [11, 0], latency: 6 },
        trade(4, 12),
      ]),
      'aggTrade',
    );
    expect(found).toMatchObject({ messages: 4, repeats: 1, backSteps: 1, firstId: 10, lastId: 12, heldShare: 1 });
    expect(found).toMatchObject({ firstUs: 1_000, lastUs: 4_000, gaps: [], healed: [], openIds: 0 });
    expect(found.latency).toMatchObject({ count: 3, min: -7_000, max: 6_000, digits: 2 });
  });

  test('a trade that is none (insurance) holds its id all the same', () => {
    const rows: Row[] = [trade(1, 10), { kind: 'tick', tickOf: 'aggTrade', at: 2, ids: [11, 0] }, trade(3, 12)];
    expect(streamIn(certify(rows), 'aggTrade')).toMatchObject({ messages: 3, repeats: 0, lastId: 12 });
  });

  test('depth ids are U of the first and u of the last; deltas that waited count once', () => {
    const found = certify([
      { kind: 'tick', tickOf: 'depthDelta', at: 1, ids: [5, 7] },
      snapshot(2),
      depth(2, 7, { ids: [5, 7], flags: FLAG.buffered }),
      depth(3, 8, { ids: [8, 11] }),
    ]);
    expect(streamIn(found, 'depth')).toMatchObject({
      messages: 2,
      repeats: 0,
      firstId: 5,
      lastId: 11,
      heldShare: null,
    });
    expect(found.symbols[0]).toMatchObject({
      snapshots: 1,
      batchSpan: { n: 2, mean: 3.5, max: 4 },
      unsynced: [{ fromUs: 1_000, toUs: 2_000 }],
    });
  });

  test('streams without ids have none', () => {
    const found = certify([
      { kind: 'markPrice', at: 1 },
      { kind: 'tick', at: 2 },
    ]);
    expect(found.symbols[0]!.streams).toMatchObject([
      { stream: 'markPrice', messages: 1, firstId: null, lastId: null, repeats: 0 },
      { stream: 'other', messages: 1, firstId: null, lastId: null, repeats: 0 },
    ]);
  });
});

describe('holes in trades', () => {
  const HOLE = [trade(1, 10), tradeGap(5, 11, 14), trade(5, 15)];

  test('exact ids and times; share of ids held', () => {
    const found = streamIn(certify(HOLE), 'aggTrade');
    expect(found.gaps).toEqual([
      {
        ...{ atUs: 5_000, sinceUs: 1_000, fromId: 11, toId: 14, missing: 4 },
        ...{ open: [{ fromId: 11, toId: 14 }], closedUs: null },
      },
    ]);
    expect(found).toMatchObject({ openIds: 4, heldShare: 2 / 6 });
  });

  test('healed ids shrink it, the last one closes it; a second copy fills nothing', () => {
    const part = certify([...HOLE, healed(9, 12), healed(9, 13)]);
    expect(streamIn(part, 'aggTrade')).toMatchObject({
      messages: 2,
      healed: [{ fromId: 12, toId: 13 }],
      healedIds: 2,
      openIds: 2,
      gaps: [
        {
          closedUs: null,
          open: [
            { fromId: 11, toId: 11 },
            { fromId: 14, toId: 14 },
          ],
        },
      ],
    });
    const whole = certify([...HOLE, healed(9, 12), healed(9, 13), healed(10, 13), healed(11, 14), healed(12, 11)]);
    expect(streamIn(whole, 'aggTrade')).toMatchObject({
      healed: [{ fromId: 11, toId: 14 }],
      healedIds: 4,
      openIds: 0,
      heldShare: 1,
      gaps: [{ closedUs: 12_000, open: [] }],
    });
    expect(verdictOf([{ certificate: part, damageCount: 0 }])).toBe('holes');
    expect(verdictOf([{ certificate: whole, damageCount: 0 }])).toBe('whole');
    expect(verdictOf([{ certificate: whole, damageCount: 1 }])).toBe('damaged');
    expect(countHoles(whole)).toMatchObject({ lost: [], healedIds: 4, openIds: 0, healed: [{ kind: 'healed' }] });
  });

  test('the trade behind a gap tells which trade stream it is of', () => {
    const rows: Row[] = [
      { kind: 'trade', at: 1, ids: [10, 0] },
      trade(2, 5),
      tradeGap(3, 11, 11),
      { kind: 'tick', tickOf: 'trade', at: 3, ids: [12, 0] },
    ];
    const found = certify(rows);
    expect(streamIn(found, 'trade').gaps).toMatchObject([{ fromId: 11, sinceUs: 1_000 }]);
    expect(streamIn(found, 'aggTrade').gaps).toEqual([]);
  });
});

describe('holes in depth', () => {
  const ROWS: Row[] = [
    { kind: 'tick', tickOf: 'depthDelta', at: 0, ids: [1, 1] },
    snapshot(10),
    depth(20, 2),
    depth(30, 3),
    { kind: 'tick', tickOf: 'depthDelta', at: 90, ids: [9, 9] },
    { kind: 'gap', at: 90, ids: [3, 8] },
    { kind: 'resync', at: 120 },
    snapshot(120),
    depth(130, 10),
  ];

  test('the book is lost from the last message held to the snapshot', () => {
    const found = certify(ROWS);
    expect(streamIn(found, 'depth').gaps).toEqual([
      { atUs: 90_000, sinceUs: 30_000, fromId: 3, toId: 8, missing: null, open: [], closedUs: 120_000 },
    ]);
    expect(found.symbols[0]).toMatchObject({
      resyncs: [{ atUs: 120_000, recoveryUs: 30_000 }],
      unsynced: [
        { fromUs: 0, toUs: 10_000 },
        { fromUs: 30_000, toUs: 120_000 },
      ],
      coverage: { bookUs: 30_000, verifiedUs: 30_000 },
    });
    expect(holesOf(found)).toMatchObject([{ symbol: 'ETHUSDT', stream: 'depth', kind: 'lost' }]);
  });

  test('one that ends with the recording stays open', () => {
    const found = certify(ROWS.slice(0, 6));
    expect(streamIn(found, 'depth').gaps).toMatchObject([{ closedUs: null }]);
    expect(found.symbols[0]!.unsynced.at(-1)).toEqual({ fromUs: 30_000, toUs: null });
  });
});

describe('verified time', () => {
  const BOOK = [snapshot(0), depth(100, 2), depth(200, 3)];

  test('counts between depth messages that follow each other, and not behind the last', () => {
    expect(coverageIn(certify([...BOOK, trade(900, 1)]))).toEqual({ bookUs: 200_000, verifiedUs: 200_000 });
  });

  test('a disconnect stops it until the next depth message', () => {
    const rows: Row[] = [
      ...BOOK,
      { kind: 'disconnect', at: 250, symbol: null },
      trade(260, 1),
      depth(300, 4),
      depth(400, 5),
    ];
    expect(coverageIn(certify(rows))).toEqual({ bookUs: 300_000, verifiedUs: 300_000 });
  });

  test('an hour without depth is not covered', () => {
    expect(coverageIn(certify([...BOOK, depth(3_600_201, 4), depth(3_600_301, 5)])).bookUs).toBe(300_000);
  });

  test('a trade hole takes the time between its neighbours, until it is healed', () => {
    const rows: Row[] = [snapshot(0), trade(50, 1), depth(100, 2), tradeGap(160, 2, 2), trade(160, 3), depth(200, 3)];
    expect(coverageIn(certify(rows))).toEqual({ bookUs: 200_000, verifiedUs: 90_000 });
    const state = initCertificate();
    expect(coverageIn(certify([...rows, healed(300, 2)], state))).toEqual({ bookUs: 200_000, verifiedUs: 200_000 });
    expect(verifiedTimes(state)).toMatchObject([{ symbol: 'ETHUSDT', verifiedUs: 200_000 }]);
  });

  test('time up to now is an expectation only', () => {
    const track = { ...initSymbolTrack('ETHUSDT'), anchorUs: 100, bookUs: 1_000 };
    expect([bookUsAt(track, 90), bookUsAt(track, 150), bookUsAt({ ...track, stopped: true }, 150)]).toEqual([
      1_000, 1_050, 1_000,
    ]);
  });
});

test('troubles: one entry for all symbols, or for those hit at one time', () => {
  const rows: Row[] = [
    trade(1, 1),
    { kind: 'disconnect', at: 2, symbol: null },
    { kind: 'silence', at: 3, symbol: 0 },
    { kind: 'silence', at: 3, symbol: 1 },
    { kind: 'clockStep', at: 4, symbol: null },
  ];
  expect(certify(rows).troubles).toEqual([
    { kind: 'disconnect', atUs: 2_000, symbols: null },
    { kind: 'silence', atUs: 3_000, symbols: ['ETHUSDT', 'BTCUSDT'] },
    { kind: 'clock_step', atUs: 4_000, symbols: null },
  ]);
});

test('another session: no book, no last ids, old holes stay open', () => {
  const rows: Row[] = [
    { kind: 'tick', tickOf: 'depthDelta', at: 0, ids: [1, 1] },
    trade(1, 10),
    tradeGap(2, 11, 11),
    trade(2, 12),
    { kind: 'session', at: 3, symbol: null },
    trade(4, 5),
    healed(5, 11),
  ];
  const found = certify(rows);
  expect(streamIn(found, 'aggTrade')).toMatchObject({ repeats: 0, openIds: 1, healedIds: 0 });
  expect(found.symbols[0]!.unsynced).toEqual([{ fromUs: 0, toUs: null }]);
});

test('a certificate survives JSON', () => {
  const found = certify([snapshot(0), depth(100, 2), trade(120, 1, { latency: 4 })]);
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});

describe('without a depth stream', () => {
  const certifyTrades = (rows: readonly Row[]): Certificate => certify(rows, initCertificate(false));

  test('time between messages is verified, less what lies around a hole until it is healed', () => {
    const rows: Row[] = [trade(1_000, 10), trade(2_000, 11), tradeGap(4_000, 12, 13), trade(4_000, 14)];
    expect(coverageIn(certifyTrades(rows))).toEqual({ bookUs: 3_000_000, verifiedUs: 1_000_000 });
    expect(coverageIn(certifyTrades([...rows, healed(5_000, 12), healed(5_000, 13)])).verifiedUs).toBe(3_000_000);
    expect(coverageIn(certify(rows))).toEqual({ bookUs: 0, verifiedUs: 0 });
  });

  test('a disconnect or a silence ends it, the next message begins anew; who is known now', () => {
    const state = initCertificate(false);
    const step = (...rows: Row[]) => {
      certify(rows, state);
      return verifiedTimes(state)[0];
    };
    expect(step(trade(1_000, 10), trade(2_000, 11))).toMatchObject({ verifiedUs: 1_000_000, isKnown: true });
    expect(step({ kind: 'disconnect', at: 2_500 })).toMatchObject({ verifiedUs: 1_000_000, isKnown: false });
    expect(step(trade(7_000, 12))).toMatchObject({ verifiedUs: 1_000_000, isKnown: true, beganUs: 1_000_000 });
    expect(step(trade(8_000, 13))).toMatchObject({ verifiedUs: 2_000_000 });
  });
});

test('a trade that begins anew at a lower id is no repeat; its repeats are', () => {
  const rows: Row[] = [
    trade(1_000, 9_000_000_000),
    tradeGap(2_000, 10, 10),
    trade(2_000, 11),
    { kind: 'tick', tickOf: 'aggTrade', at: 3_000, ids: [11, 0] },
    trade(4_000, 12),
  ];
  expect(streamIn(certify(rows), 'aggTrade')).toMatchObject({ messages: 4, repeats: 1, lastId: 12, openIds: 1 });
});
