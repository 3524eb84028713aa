// A segment being written, read by others meanwhile: every full line once, never a half one.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSegmentWriter } from '../../src/store/segment-writer.js';
import { freshFolder } from '../support/cli.js';
import { readAll } from './importers/collect.js';
import { START_US, SUMMARY, dayFolder, headLine, idsIn, tradeLine, trades, writerOptions } from './lines.js';

let folder = freshFolder();
beforeEach(() => {
  folder = freshFolder();
});
afterEach(() => {
  folder.remove();
});

const consecutive = (ids: readonly number[]): boolean => ids.every((id, i) => id === i + 1);

test('readers follow a running writer', async () => {
  const writer = await openSegmentWriter(writerOptions(folder.path));
  writer.append(Buffer.from(headLine(START_US, 0)), 1);
  let id = 1;
  let before = 0;
  let grew = 0;
  while (writer.state().writtenBytes === 0) await sleep(1);
  for (let round = 0; round < 40; round++) {
    writer.append(trades(id, 250), 250);
    id += 250;
    const { frames, problems, opened } = await readAll(dayFolder(folder.path));
    const ids = idsIn(frames.map(({ text }) => text).join('\n'));
    expect([round, problems, consecutive(ids), opened.inputs[0]!.growing]).toEqual([round, [], true, true]);
    expect(ids.length).toBeGreaterThanOrEqual(before);
    if (ids.length > before) grew++;
    before = ids.length;
  }
  expect(grew).toBeGreaterThan(5);
  await writer.close(SUMMARY);
  const { frames, problems } = await readAll(dayFolder(folder.path));
  expect([problems, frames.length]).toEqual([[], id + 1]);
});

test('half a line at the end is not there yet', async () => {
  const writer = await openSegmentWriter(writerOptions(folder.path));
  const line = tradeLine(START_US + 2000, 2);
  // The contract is whole lines; a reader has to bear what the system has written of them.
  writer.append(Buffer.from(headLine(START_US, 0) + tradeLine(START_US + 1000, 1) + line.slice(0, 70)), 2);
  while (writer.state().writtenBytes === 0) await sleep(1);
  const { frames, problems } = await readAll(dayFolder(folder.path));
  expect([idsIn(frames.map(({ text }) => text).join('\n')), problems]).toEqual([[1], []]);
  writer.append(Buffer.from(line.slice(70)), 1);
  await writer.close(SUMMARY);
  expect((await readAll(dayFolder(folder.path))).frames).toHaveLength(4);
});
