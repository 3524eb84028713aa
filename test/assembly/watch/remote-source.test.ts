// Tests of looking at another process: answers, what is held, a server that goes and comes back.

import { statSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { type RemoteSource, openRemoteSource } from '../../../src/assembly/watch/remote-source.js';
import { answerer, openWatchServer } from '../../../src/assembly/watch/watch-server.js';
import type { WatchRequest, WatchSnapshot } from '../../../src/core/watch/snapshot.js';
import { ASK_SCHEMA } from '../../../src/core/watch/wire.js';
import type { LineServer } from '../../../src/platform/line-server.js';
import { watchPlaces } from '../../../src/store/lock-path.js';
import { freshFolder } from '../../support/cli.js';
import { until } from '../../support/running-capture.js';
import { symbolDetail, watchSnapshot } from '../../support/watch-sample.js';
import { REQUEST } from '../../support/watched-market.js';

const column = (second: number) => ({
  ...{ timeUs: second * 1e6, bidTicks: second, askTicks: second + 1, ticks: [second], lots: [1] },
  ...{ tradeTicks: [], buyLots: [], sellLots: [] },
});

/** A source whose heatmap ends at a second that the test moves. */
function sourceAt(time: { second: number }) {
  const asked: WatchRequest[] = [];
  const snapshot = (request: WatchRequest): WatchSnapshot => {
    asked.push(request);
    const columns = [3, 2, 1, 0].map((back) => column(time.second - back));
    const detail = symbolDetail({ symbol: 'ETHUSDT', groupTicks: 1, heat: { stepUs: 1e6, columns } });
    return watchSnapshot({ nowUs: time.second * 1e6, detail });
  };
  return { snapshot, asked };
}

const folder = freshFolder();
const opened: (LineServer | RemoteSource)[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const serve = async (source: { snapshot(request: WatchRequest): WatchSnapshot }): Promise<LineServer> => {
  const server = await openWatchServer({ dataRoot: folder.path, open: () => source, nowMs: () => performance.now() });
  opened.push(server);
  return server;
};

function look(): RemoteSource {
  const paths = (): string[] => watchPlaces(folder.path).map(({ path }) => path);
  const source = openRemoteSource({ paths, nowMs: () => performance.now() });
  opened.push(source);
  return source;
}

const request = { ...REQUEST, symbol: 'ETHUSDT', heatColumns: 6 };

test('nobody listens: the first answer is none', async () => {
  expect(await look().first(request)).toBeNull();
});

test('columns that are held are not sent again, and stand in what is shown', async () => {
  const time = { second: 100 };
  const source = sourceAt(time);
  const server = await serve(source);
  expect(statSync(server.path).mode & 0o777).toBe(0o600);
  const remote = look();
  await remote.first(request);
  time.second = 102;
  await until(() => remote.snapshot(request).detail!.heat!.columns.at(-1)!.timeUs === 102e6);
  const { detail, source: from } = remote.snapshot(request);
  expect(from).toBe('attached');
  expect(detail!.heat!.columns.map(({ timeUs }) => timeUs / 1e6)).toEqual([97, 98, 99, 100, 101, 102]);
  const held = { symbol: 'ETHUSDT', session: watchSnapshot().session, stepUs: 1e6, groupTicks: 1, untilUs: 101e6 };
  const line = answerer(source)(JSON.stringify({ schema: ASK_SCHEMA, request, held }));
  expect((JSON.parse(line) as { snapshot: WatchSnapshot }).snapshot.detail!.heat!.columns).toHaveLength(2);
});

test('while the other process is gone its last answer grows old; it is found again when it comes back', async () => {
  const time = { second: 200 };
  const server = await serve(sourceAt(time));
  const remote = look();
  await remote.first(request);
  opened.splice(opened.indexOf(server), 1);
  await server.close();
  await until(() => remote.snapshot(request).link?.isConnected === false);
  await until(() => remote.snapshot(request).troubles[0]?.kind === 'link');
  expect(remote.snapshot(request).nowUs).toBeGreaterThan(201e6);
  expect(remote.snapshot(request).link).toEqual({ isConnected: false, answeredUs: 200e6 });
  time.second = 300;
  await serve(sourceAt(time));
  await until(() => remote.snapshot(request).link?.isConnected === true && remote.snapshot(request).nowUs >= 300e6);
  expect(remote.snapshot(request).troubles[0]?.kind).not.toBe('link');
});

test('a fault in what is shown is an answer too', () => {
  const broken = answerer({
    snapshot: () => {
      throw new Error('broken');
    },
  });
  expect(broken(JSON.stringify({ schema: ASK_SCHEMA, request, held: null }))).toBe('{"error":"broken"}');
  expect(broken('x')).toBe('{"error":"no JSON"}');
});
