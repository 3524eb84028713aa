// Tests of a line client that is closed; how it talks is tested with the server.

import { expect, test } from 'vitest';
import { LineClient } from '../../src/platform/line-client.js';

test('a closed client sends nothing and tells nothing', () => {
  const told: unknown[] = [];
  const client = new LineClient({
    paths: () => [],
    onLine: (line) => told.push(line),
    onChange: (is) => told.push(is),
  });
  client.close();
  expect(client.send('x')).toBe(false);
  expect(client.isConnected).toBe(false);
  expect(told).toEqual([]);
});
