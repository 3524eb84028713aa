// The lines of the raw format: exact text, three decimals, keys in order.

import { expect, test } from 'vitest';
import { controlLine, msText, sessionLine, snapshotLine, streamLine } from '../../../src/store/ndjson/raw-line.js';
import { parseSessionHeader } from '../../../src/store/ndjson/session-header.js';

const LINE = {
  recvUs: 1_723_161_255_088_169,
  latencyEventUs: -1_224_831,
  latencyPipelineUs: 41,
  stream: 'btcusdt@depth@100ms',
  data: '{"e":"depthUpdate"}',
};

test.each([
  [0, '0.000'],
  [41, '0.041'],
  [-1_224_831, '-1224.831'],
  [1_723_161_255_088_169, '1723161255088.169'],
])('%i µs are %s ms', (us, text) => {
  expect(msText(us)).toBe(text);
});

test('a stream line', () => {
  expect(streamLine(LINE)).toBe(
    '{"ts_recv":1723161255088.169,"latency_event_ms":-1224.831,"latency_pipeline_ms":0.041,"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate"}}\n',
  );
});

test('what was not measured is null', () => {
  expect(streamLine({ ...LINE, latencyEventUs: null, latencyPipelineUs: null })).toContain(
    '"latency_event_ms":null,"latency_pipeline_ms":null,',
  );
});

test('a snapshot line names its request', () => {
  const line = snapshotLine({ ...LINE, stream: 'btcusdt@snapshot', url: 'https://x/depth?limit=5', sentUs: 5_000 });
  expect(line).toContain('"stream":"btcusdt@snapshot","url":"https://x/depth?limit=5","sent_at":5.000,"data":{');
  expect(line.endsWith('}\n')).toBe(true);
});

test('control lines, with and without fields', () => {
  expect(controlLine(1_000, 'silence', { symbols: null })).toBe(
    '{"ts_recv":1.000,"control":"silence","symbols":null}\n',
  );
  expect(controlLine(1_000, 'silence', {})).toBe('{"ts_recv":1.000,"control":"silence"}\n');
});

test('a session header is read back as it was written', () => {
  const header = {
    ...{ session: 's', venue: 'binance-usdm', env: 'synthetic', host: null, config: null, generator: { seed: 7 } },
    symbols: [{ symbol: 'ETHUSDT', tick: '0.01', step: '0.001' }],
    streams: ['depth@100ms'],
    software: 'v13 0.1.0',
    segment: 3,
  };
  const line = sessionLine(1_000, header);
  expect(line.startsWith('{"ts_recv":1.000,"control":"session","format":"v13-raw","version":1,"session":"s",')).toBe(
    true,
  );
  expect(parseSessionHeader(line)).toEqual({ version: 1, imported: null, ...header });
});
