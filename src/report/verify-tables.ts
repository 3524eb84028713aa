// The tables of one verified recording: streams, coverage, latency.

import type { Certificate, StreamCertificate, SymbolCertificate } from '../core/quality/certificate-json.js';
import { countIds } from '../core/quality/id-range.js';
import type { RecordedOffset, VerifiedRecording } from '../core/quality/verification.js';
import { type LogSketchJson, logSketchFromJson } from '../core/stats/log-sketch-json.js';
import { sketchQuantile } from '../core/stats/log-sketch.js';
import { type Block, type Cell, absent, cell, columns, table } from './document.js';
import { countText, figureText, msText, percentText, spanText } from './number-text.js';

const zeroIsGood = (count: number): Cell => cell(countText(count), count === 0 ? 'plain' : 'bad');

const STREAM_COLUMNS = columns(
  'symbol',
  'stream',
  '>messages',
  '>first id/2',
  '>last id/2',
  '>repeats/1',
  '>gaps',
  '>healed ids',
  '>open ids',
  '>held',
);

function streamRow(symbol: string, one: StreamCertificate): Cell[] {
  const { stream, messages, repeats, firstId, lastId, gaps, healed, openIds, heldShare } = one;
  return [
    cell(symbol),
    cell(stream),
    cell(countText(messages)),
    firstId === null ? absent() : cell(String(firstId)),
    lastId === null ? absent() : cell(String(lastId)),
    cell(countText(repeats)),
    zeroIsGood(gaps.length),
    cell(countText(countIds(healed))),
    zeroIsGood(openIds),
    heldShare === null ? absent() : cell(percentText(heldShare), heldShare === 1 ? 'plain' : 'bad'),
  ];
}

export const streamTable = ({ symbols }: Certificate): Block =>
  table(
    STREAM_COLUMNS,
    symbols.flatMap(({ symbol, streams }) => streams.map((one) => streamRow(symbol, one))),
  );

function coverageRow({ symbol, coverage, resyncs, snapshots }: SymbolCertificate, spanUs: number): Cell[] {
  const { verifiedUs, bookUs } = coverage;
  const share = spanUs > 0 ? verifiedUs / spanUs : null;
  const longest = resyncs.reduce((most, { recoveryUs }) => Math.max(most, recoveryUs), 0);
  return [
    cell(symbol),
    cell(spanText(verifiedUs)),
    share === null ? absent() : cell(percentText(share), share >= 0.99 ? 'plain' : 'warn'),
    cell(spanText(bookUs)),
    cell(countText(resyncs.length), resyncs.length === 0 ? 'plain' : 'warn'),
    resyncs.length === 0 ? absent() : cell(spanText(longest)),
    cell(snapshots === 0 ? 'the book never had a snapshot' : '', 'warn'),
  ];
}

export function coverageTable({ symbols, firstUs, lastUs }: Certificate): Block {
  const spanUs = (lastUs ?? 0) - (firstUs ?? 0);
  return table(
    columns('symbol', '>verified', '>of span', '>book whole', '>resyncs', '>longest', ''),
    symbols.map((one) => coverageRow(one, spanUs)),
    [{ heads: ['verified'], text: 'Verified: the book is synced, the connection up, and no hole open.' }],
  );
}

const QUANTILES = [0.5, 0.95, 0.99] as const;

function quantilesOf(json: LogSketchJson): number[] {
  const sketch = logSketchFromJson(json);
  return sketch === null ? [] : QUANTILES.map((p) => sketchQuantile(sketch, p) ?? 0);
}

/** The offset in force at the end: the last one that a manifest holds. */
const lastOffset = ({ files }: VerifiedRecording): RecordedOffset | null =>
  files.reduce<RecordedOffset | null>((last, { clockOffset }) => clockOffset ?? last, null);

interface LatencyOf {
  readonly symbol: string;
  readonly stream: string;
  readonly json: LogSketchJson;
}

function latencyRow({ symbol, stream, json }: LatencyOf, offset: RecordedOffset | null): Cell[] {
  const raw = quantilesOf(json);
  const corrected = offset === null ? raw.map(() => absent()) : raw.map((us) => cell(msText(us + offset.offsetUs)));
  return [cell(symbol), cell(stream), cell(countText(json.count)), ...raw.map((us) => cell(msText(us))), ...corrected];
}

/** Raw, and corrected by the clock offset that the manifests hold. */
export function latencyTable(recording: VerifiedRecording): Block {
  const { symbols, latency } = recording.certificate;
  const offset = lastOffset(recording);
  const all = latency.map(({ stream, raw }) => ({ symbol: 'all', stream, json: raw }));
  const own = symbols.flatMap(({ symbol, streams }) =>
    streams.flatMap(({ stream, latency: json }) => (json === null ? [] : [{ symbol, stream, json }])),
  );
  const listed = symbols.length > 1 ? [...all, ...own] : all;
  const heads = columns(
    'latency, ms',
    'stream',
    '>n',
    '>p50',
    '>p95',
    '>p99',
    '>corr. p50/1',
    '>corr. p95/1',
    '>corr. p99/1',
  );
  const text =
    offset === null
      ? 'corr.: no clock offset was recorded.'
      : `corr.: by the recorded clock offset of ${figureText(offset.offsetUs / 1_000)} ms` +
        (offset.uncertaintyUs === null ? '.' : ` ± ${figureText(offset.uncertaintyUs / 1_000)} ms.`);
  return table(
    heads,
    listed.map((of) => latencyRow(of, offset)),
    [{ heads: ['corr. p50', 'corr. p95', 'corr. p99'], text }],
  );
}
