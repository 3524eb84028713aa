// Binance's public dumps: rows of aggTrades and bookTicker as the messages of the streams of these names.

import type { Venue } from '../../../core/market/instrument.js';
import { streamLine } from '../../ndjson/raw-line.js';
import { JITTER_US } from '../jitter.js';
import { type CsvFile, type RowWriter, checkTime } from './csv-file.js';
import { csvError, decimalText, idText, msOf, timeUs, truthValue } from './csv-value.js';

type Kind = 'aggTrade' | 'bookTicker';

interface Message {
  readonly us: number;
  /** Column of the time. */
  readonly timeColumn: number;
  readonly data: string;
}

/** The dumps carry no receive time: the exchange's own time stands for it. */
export function dumpWriter(file: CsvFile, kind: Kind): RowWriter {
  let lastUs = 0;
  const messageOf = kind === 'aggTrade' ? aggTrade : bookTicker;
  return {
    row(cells) {
      file.symbol ??= refuseNameless(file);
      file.venue ??= venueOf(file, kind);
      const { us, timeColumn, data } = messageOf(file, cells, file.symbol);
      checkTime(file, { us, lastUs, slackUs: JITTER_US, column: timeColumn });
      if (us > lastUs) lastUs = us;
      const stream = `${file.symbol.toLowerCase()}@${kind}`;
      return streamLine({ recvUs: us, latencyEventUs: null, latencyPipelineUs: null, stream, data });
    },
    flush: () => '',
  };
}

function refuseNameless({ place }: CsvFile): never {
  throw csvError(place, {
    code: 'V13_CSV_SYMBOL',
    column: null,
    what: 'neither the rows nor the name of the file tell the symbol',
    hint: 'keep the name of the dump, such as BTCUSDT-aggTrades-2024-01-15.csv, or give --symbol',
  });
}

/** Only aggTrades of spot have the column is_best_match; dumps of bookTicker exist for futures alone. */
const venueOf = ({ at }: CsvFile, kind: Kind): Venue =>
  kind === 'aggTrade' && (at[7] ?? -1) >= 0 ? 'binance-spot' : 'binance-usdm';

function aggTrade({ place, at }: CsvFile, cells: readonly string[], symbol: string): Message {
  const [a, p, q, f, l, t, m] = at as [number, number, number, number, number, number, number];
  const us = timeUs(place, t, cells[t] ?? '');
  const data =
    `{"e":"aggTrade","s":"${symbol}","a":${idText(place, a, cells[a] ?? '')},` +
    `"p":"${decimalText(place, p, cells[p] ?? '')}","q":"${decimalText(place, q, cells[q] ?? '')}",` +
    `"f":${idText(place, f, cells[f] ?? '')},"l":${idText(place, l, cells[l] ?? '')},` +
    `"T":${msOf(us)},"m":${truthValue(place, m, cells[m] ?? '')}}`;
  return { us, timeColumn: t, data };
}

function bookTicker({ place, at }: CsvFile, cells: readonly string[], symbol: string): Message {
  const [u, b, bq, a, aq, t, e] = at as [number, number, number, number, number, number, number];
  const amount = (column: number): string => decimalText(place, column, cells[column] ?? '');
  const us = timeUs(place, e, cells[e] ?? '');
  const data =
    `{"e":"bookTicker","u":${idText(place, u, cells[u] ?? '')},"s":"${symbol}","b":"${amount(b)}","B":"${amount(bq)}",` +
    `"a":"${amount(a)}","A":"${amount(aq)}","T":${msOf(timeUs(place, t, cells[t] ?? ''))},"E":${msOf(us)}}`;
  return { us, timeColumn: e, data };
}
