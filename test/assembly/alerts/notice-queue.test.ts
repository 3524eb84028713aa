// Notices to one place: in order, one at a time, bounded, ended in time.

import { expect, test } from 'vitest';
import { type Delivery, type Notifier, createNoticeQueue } from '../../../src/assembly/alerts/notice-queue.js';
import { alertRecord } from '../../support/alerts.js';

/** A place that answers when it is told to. */
function slowPlace() {
  const answers: ((delivery: Delivery) => void)[] = [];
  const got: string[] = [];
  let isClosed = false;
  const notifier: Notifier = {
    name: 'slow',
    send(record, signal) {
      got.push(record.text);
      return new Promise((resolve) => {
        answers.push(resolve);
        signal.addEventListener('abort', () => resolve({ ok: false, fault: 'ended' }));
      });
    },
    close: () => {
      isClosed = true;
    },
  };
  return { notifier, got, answers, isClosed: () => isClosed };
}

const ok: Delivery = { ok: true };
const noFault = (): void => undefined;

test('one at a time, in order', async () => {
  const { notifier, got, answers } = slowPlace();
  const queue = createNoticeQueue(notifier, noFault);
  for (const text of ['a', 'b', 'c']) queue.push(alertRecord({ text }));
  expect(got).toEqual(['a']);
  for (let n = 0; n < 3; n++) {
    await expect.poll(() => answers.length).toBe(n + 1);
    answers[n]?.(ok);
  }
  await queue.drained();
  expect([got, queue.counts()]).toEqual([['a', 'b', 'c'], { sent: 3, failed: 0, dropped: 0 }]);
});

test('more than twenty waiting: the oldest are left out and counted', async () => {
  const { notifier, got, answers } = slowPlace();
  const queue = createNoticeQueue(notifier, noFault);
  for (let n = 0; n < 30; n++) queue.push(alertRecord({ text: String(n) }));
  answers[0]?.(ok);
  await expect.poll(() => got.length).toBe(2);
  expect(got).toEqual(['0', '10']);
  expect(queue.counts().dropped).toBe(9);
  await queue.end();
  expect(queue.counts()).toEqual({ sent: 1, failed: 1, dropped: 28 });
});

test('the end breaks off what is under way, closes the place, and takes no more', async () => {
  const { notifier, isClosed } = slowPlace();
  const queue = createNoticeQueue(notifier, noFault);
  queue.push(alertRecord({}));
  await queue.end();
  queue.push(alertRecord({}));
  expect([isClosed(), queue.counts()]).toEqual([true, { sent: 0, failed: 1, dropped: 1 }]);
});

test('a place that throws has failed, and the next notice is tried', async () => {
  const faults: string[] = [];
  let calls = 0;
  const notifier: Notifier = {
    name: 'broken',
    send: () => {
      if (calls++ === 0) throw new Error('no');
      return Promise.resolve(ok);
    },
    close: noFault,
  };
  const queue = createNoticeQueue(notifier, (name, fault) => faults.push(`${name}: ${fault}`));
  queue.push(alertRecord({}));
  queue.push(alertRecord({}));
  await queue.drained();
  expect([faults, queue.counts()]).toEqual([['broken: no'], { sent: 1, failed: 1, dropped: 0 }]);
});
