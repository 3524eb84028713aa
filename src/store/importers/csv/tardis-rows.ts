// Tardis's CSV: book changes grouped back into messages and snapshots, trades one by one.
// Source: docs.tardis.dev, "Downloadable CSV files": rows of one message share local_timestamp; snapshots replace the book.

import type { Venue } from '../../../core/market/instrument.js';
import { snapshotLine, streamLine } from '../../ndjson/raw-line.js';
import { type CsvFile, type RowWriter, checkTime } from './csv-file.js';
import { csvError, decimalText, eitherOf, idText, msOf, symbolText, timeUs, truthValue } from './csv-value.js';

/** Where the columns of either table lie; the fifth and the last three differ in meaning only. */
const COLUMN = { exchange: 0, symbol: 1, event: 2, local: 3, fifth: 4, side: 5, price: 6, amount: 7 } as const;

const EXCHANGES: Readonly<Record<string, Venue>> = {
  'binance-futures': 'binance-usdm',
  binance: 'binance-spot',
};

/** Exchange and symbol of the first row, as written: every other row must have the same. */
interface Market {
  exchange: string;
  symbol: string;
}

interface Times {
  readonly recvUs: number;
  /** Null where the exchange gave none (then Tardis repeats its own). */
  readonly eventUs: number | null;
}

interface Reading {
  readonly file: CsvFile;
  readonly market: Market;
  lastUs: number;
}

const startReading = (file: CsvFile): Reading => ({ file, market: { exchange: '', symbol: '' }, lastUs: 0 });

const columnOf = ({ at }: CsvFile, column: number): number => at[column] as number;
const cellOf = (file: CsvFile, cells: readonly string[], column: number): string => cells[columnOf(file, column)] ?? '';

/** Checks that the row is of the file's market. */
function checkMarket({ file, market }: Reading, cells: readonly string[]): void {
  const exchange = cellOf(file, cells, COLUMN.exchange);
  const symbol = cellOf(file, cells, COLUMN.symbol);
  if (exchange === market.exchange && symbol === market.symbol) return;
  if (market.symbol !== '') {
    const column = columnOf(file, exchange === market.exchange ? COLUMN.symbol : COLUMN.exchange);
    const what = `${exchange} ${symbol} in a file of ${market.exchange} ${market.symbol}`;
    const hint = 'a file holds one symbol of one exchange: split it first';
    throw csvError(file.place, { code: 'V13_CSV_SYMBOL', column, what, hint });
  }
  const venue = EXCHANGES[exchange];
  if (venue === undefined) {
    const known = Object.keys(EXCHANGES).join(' and ');
    const what = `data of ${exchange === '' ? 'no exchange' : exchange}, and v13 reads ${known}`;
    const hint = 'other exchanges have other rules for their ids and their books';
    throw csvError(file.place, { code: 'V13_CSV_EXCHANGE', column: columnOf(file, COLUMN.exchange), what, hint });
  }
  file.symbol = symbolText(file.place, columnOf(file, COLUMN.symbol), symbol);
  file.venue = venue;
  market.exchange = exchange;
  market.symbol = symbol;
}

function timesOf(reading: Reading, cells: readonly string[]): Times {
  const { file } = reading;
  const column = columnOf(file, COLUMN.local);
  const us = timeUs(file.place, column, cells[column] ?? '');
  checkTime(file, { us, lastUs: reading.lastUs, slackUs: 0, column });
  reading.lastUs = us;
  const eventUs = timeUs(file.place, columnOf(file, COLUMN.event), cellOf(file, cells, COLUMN.event));
  return { recvUs: us, eventUs: eventUs === us ? null : eventUs };
}

const amountOf = (file: CsvFile, cells: readonly string[], column: number): string =>
  decimalText(file.place, columnOf(file, column), cellOf(file, cells, column));

/** Set by the first row. */
const nameOf = ({ symbol }: CsvFile): string => symbol ?? '';

const latencyOf = ({ recvUs, eventUs }: Times): number | null => (eventUs === null ? null : recvUs - eventUs);

/** `trades`: the stream `trade`, with the exchange's ids and match times. */
export function tapeWriter(file: CsvFile): RowWriter {
  const reading = startReading(file);
  return {
    row(cells) {
      checkMarket(reading, cells);
      const { recvUs, eventUs } = timesOf(reading, cells);
      const symbol = nameOf(file);
      const id = idText(file.place, columnOf(file, COLUMN.fifth), cellOf(file, cells, COLUMN.fifth));
      const text = cellOf(file, cells, COLUMN.side);
      const isSell = eitherOf(file.place, columnOf(file, COLUMN.side), { text, words: ['sell', 'buy'] });
      const data =
        `{"e":"trade","T":${msOf(eventUs ?? recvUs)},"s":"${symbol}","t":${id},` +
        `"p":"${amountOf(file, cells, COLUMN.price)}","q":"${amountOf(file, cells, COLUMN.amount)}","X":"MARKET","m":${isSell}}`;
      const stream = `${symbol.toLowerCase()}@trade`;
      return streamLine({ recvUs, latencyEventUs: null, latencyPipelineUs: null, stream, data });
    },
    flush: () => '',
  };
}

interface Pending extends Times {
  readonly isSnapshot: boolean;
  readonly bids: string[];
  readonly asks: string[];
}

interface BookReading extends Reading {
  pending: Pending | null;
  /**
   * Made-up id of the last message. The table has none, so messages are counted on, from their first time in µs: a later
   * day's ids are above an earlier one's.
   */
  lastId: number;
}

/** `incremental_book_L2`: the stream `depth`, with made-up consecutive ids, and snapshots. */
export function bookWriter(file: CsvFile): RowWriter {
  const reading: BookReading = { ...startReading(file), pending: null, lastId: 0 };
  return {
    row(cells) {
      checkMarket(reading, cells);
      const times = timesOf(reading, cells);
      const column = columnOf(file, COLUMN.fifth);
      const isSnapshot = truthValue(file.place, column, cells[column] ?? '');
      const { pending } = reading;
      const continues =
        pending?.recvUs === times.recvUs && pending.eventUs === times.eventUs && pending.isSnapshot === isSnapshot;
      const lines = continues ? '' : finishMessage(reading);
      reading.pending ??= { ...times, isSnapshot, bids: [], asks: [] };
      addLevel(file, cells, reading.pending);
      return lines;
    },
    flush: () => finishMessage(reading),
  };
}

function addLevel(file: CsvFile, cells: readonly string[], { isSnapshot, bids, asks }: Pending): void {
  const text = cellOf(file, cells, COLUMN.side);
  const isBid = eitherOf(file.place, columnOf(file, COLUMN.side), { text, words: ['bid', 'ask'] });
  const price = amountOf(file, cells, COLUMN.price);
  const amount = amountOf(file, cells, COLUMN.amount);
  // A snapshot may list levels that are empty.
  if (isSnapshot && /^[0.]+$/.test(amount)) return;
  (isBid ? bids : asks).push(`["${price}","${amount}"]`);
}

function finishMessage(reading: BookReading): string {
  const { pending, file } = reading;
  if (pending === null) return '';
  reading.pending = null;
  if (reading.lastId === 0) reading.lastId = pending.recvUs;
  if (!pending.isSnapshot) return depthLine(file, pending, { id: ++reading.lastId, prevId: reading.lastId - 1 });
  // An id is left out on purpose: what came between the last message and a snapshot is unknown, and the book begins anew.
  reading.lastId += 2;
  const id = reading.lastId;
  const mark = depthLine(file, { ...pending, bids: [], asks: [] }, { id, prevId: id - 1 });
  const time = pending.eventUs === null ? '' : `"E":${msOf(pending.eventUs)},`;
  const { recvUs, bids, asks } = pending;
  return (
    mark +
    snapshotLine({
      ...{ recvUs, latencyEventUs: null, latencyPipelineUs: null, sentUs: recvUs },
      stream: `${nameOf(file).toLowerCase()}@snapshot`,
      url: 'tardis:incremental_book_L2',
      data: `{"lastUpdateId":${id},${time}"bids":[${bids.join(',')}],"asks":[${asks.join(',')}]}`,
    })
  );
}

function depthLine(file: CsvFile, pending: Pending, { id, prevId }: { id: number; prevId: number }): string {
  const { recvUs, eventUs, bids, asks } = pending;
  const time = eventUs === null ? '' : `"E":${msOf(eventUs)},`;
  // Spot knows no pu: there a message continues the last one by its own first id.
  const before = file.venue === 'binance-spot' ? '' : `"pu":${prevId},`;
  const data =
    `{"e":"depthUpdate",${time}"s":"${nameOf(file)}","U":${id},"u":${id},${before}` +
    `"b":[${bids.join(',')}],"a":[${asks.join(',')}]}`;
  const stream = `${nameOf(file).toLowerCase()}@depth`;
  return streamLine({ recvUs, latencyEventUs: latencyOf(pending), latencyPipelineUs: null, stream, data });
}
