// Program of a test: takes the lock, recovers, and writes until it is killed, saying on stdout what is written and synced.

import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeCaptureLock } from '../../../src/store/capture-lock.js';
import { sessionId } from '../../../src/store/catalog.js';
import { recoverSegments } from '../../../src/store/recovery.js';
import { openSegmentWriter } from '../../../src/store/segment-writer.js';
import { START_US, SUMMARY, headLine, tradeLine, writerOptions } from '../../store/lines.js';

const [, , folder = '', number = '0', firstId = '1'] = process.argv;
const say = (value: object): void => void writeSync(1, `${JSON.stringify(value)}\n`);

const startUs = START_US + Number(number) * 1_000_000;
const session = sessionId(startUs, 0.25);
await takeCaptureLock({ dataFolder: folder, session, command: 'endless', sinceUs: startUs });
await recoverSegments({ dataFolder: folder, nowUs: startUs });
const writer = await openSegmentWriter({
  ...writerOptions(folder),
  session,
  fsync: { everyMs: 5, everyBytes: 20_000 },
});

let us = startUs;
let id = Number(firstId);
writer.append(Buffer.from(headLine(us, 0, session)), 1);
for (let round = 0; ; round++) {
  // Three different amounts, so that kills fall before, in and after writes, syncs and seals.
  for (let i = 0; i < [3, 40, 400][round % 3]!; i++) writer.append(Buffer.from(tradeLine(++us, id++)), 1);
  if (writer.segmentBytes > 60_000) {
    us += 10;
    writer.rotate(Buffer.from(headLine(us, writer.state().segment + 1, session)), 1, SUMMARY);
  }
  const { sealedSegments, writtenBytes, syncedBytes } = writer.state();
  say({ sealedSegments, writtenBytes, syncedBytes, id });
  if (writer.isFull) await writer.drained();
  await sleep(1);
}
