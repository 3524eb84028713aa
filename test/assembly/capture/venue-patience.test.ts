// A start that the exchange puts off: waits as long as it asks, visibly, and not for ever.

import { expect, test } from 'vitest';
import { createPatience, patiently } from '../../../src/assembly/capture/venue-patience.js';
import { VenueError } from '../../../src/platform/errors.js';

const refusal = (httpStatus: number, retryAfterMs: number): VenueError =>
  new VenueError(`no (${httpStatus})`, { code: 'V13_VENUE_RATE_LIMIT', retryable: true, httpStatus, retryAfterMs });

function stage() {
  const warnings: string[] = [];
  const talk = { warn: (text: string) => warnings.push(text) };
  const controller = new AbortController();
  const clock = { nowUs: () => 1_723_161_255_088_000 };
  return { warnings, controller, patience: createPatience({ signal: controller.signal, clock, talk }) };
}

const failOf = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

test('waits and asks again, and says so', async () => {
  const { patience, warnings } = stage();
  const answers = [refusal(429, 40), refusal(418, 40)];
  const began = performance.now();
  const answer = await patiently(patience, () => {
    const next = answers.shift();
    return next === undefined ? Promise.resolve('done') : Promise.reject(next);
  });
  expect([answer, performance.now() - began > 75]).toEqual(['done', true]);
  expect(warnings).toEqual([
    'no (429); waiting 1 s, until 2024-08-08 23:54:15 UTC',
    'no (418); waiting 1 s, until 2024-08-08 23:54:15 UTC',
  ]);
});

test('a long ban is no wait: it says until when', async () => {
  const { patience, warnings } = stage();
  const error = await failOf(patiently(patience, () => Promise.reject(refusal(418, 7_200_000))));
  expect(error).toMatchObject({ message: 'no (418), until 2024-08-09 01:54:15 UTC', kind: 'venue', httpStatus: 418 });
  expect(warnings).toEqual([]);
});

test('other errors go through, and a signal ends the wait', async () => {
  const { patience, controller } = stage();
  expect(await failOf(patiently(patience, () => Promise.reject(refusal(451, 1))))).toMatchObject({ httpStatus: 451 });
  const waiting = failOf(patiently(patience, () => Promise.reject(refusal(429, 60_000))));
  controller.abort(new Error('enough'));
  expect(await waiting).toMatchObject({ message: 'enough' });
});
