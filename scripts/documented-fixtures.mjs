// Small tables in the documented layouts of Binance's public dumps and of Tardis's CSV files: made-up numbers, true form.

import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

/** Mulberry32: the same numbers on every machine. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number as JavaScript writes it: no zeros at its end, as in both sources. */
const plain = (value, decimals) => String(Number(value.toFixed(decimals)));

/** One deflated file in an archive, as `zip` writes it: no time, no system. */
function zip(name, text) {
  const content = Buffer.from(text);
  const packed = deflateRawSync(content, { level: 9 });
  const label = Buffer.from(name);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(label.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, label, packed]);
  const directory = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, Buffer.alloc(14), label]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, Buffer.from('PK\x05\x06'), end]);
}

/** The header carries no system, so that the bytes are the same wherever zlib is the same. */
function gzip(text) {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255;
  return bytes;
}

const table = (rows) => rows.map((row) => `${row.join(',')}\n`).join('');

/** Rows of USD-M aggTrades, or of spot (eight columns, capitals, µs, no header) from 2025 on. */
function aggTrades({ seed, startMs, isSpot }) {
  const random = seeded(seed);
  const header = 'agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker'.split(',');
  const rows = isSpot ? [] : [header];
  let [id, fill, ms, price] = [1990000000, 4500000000, startMs, 42500];
  for (let i = 0; i < 400; i++) {
    price += Math.round((random() - 0.5) * 40) / 10;
    ms += Math.floor(random() * random() * 400);
    const last = fill + Math.floor(random() * 4);
    const isMaker = random() < 0.5;
    const numbers = [plain(price, 1), plain(0.001 + Math.floor(random() * 900) / 1000, 3)];
    if (isSpot) {
      const text = numbers.map((number) => Number(number).toFixed(8));
      rows.push([
        id,
        ...text,
        fill,
        last,
        `${ms}${String(i % 1000).padStart(3, '0')}`,
        isMaker ? 'True' : 'False',
        'True',
      ]);
    } else rows.push([id, ...numbers, fill, last, ms, isMaker]);
    id++;
    fill = last + 1;
  }
  return table(rows);
}

function bookTicker({ seed, startMs }) {
  const random = seeded(seed);
  const columns = 'update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time';
  const rows = [columns.split(',')];
  let [id, ms, bid] = [3831603310013, startMs, 247430];
  for (let i = 0; i < 400; i++) {
    id += 1 + Math.floor(random() * 900);
    ms += Math.floor(random() * 40);
    if (random() < 0.2) bid += random() < 0.5 ? -1 : 1;
    const eight = (value, decimals) => `${value.toFixed(decimals)}${'0'.repeat(8 - decimals)}`;
    const amounts = [bid / 100, random() * 90, (bid + 1) / 100, random() * 90];
    rows.push([id, ...amounts.map((value, k) => eight(value, k % 2 === 0 ? 2 : 3)), ms, ms + 5]);
  }
  return table(rows);
}

/** A snapshot, changes of one to four levels a message, and another snapshot half way, as after a lost connection. */
function tardisBook({ seed, startUs }) {
  const random = seeded(seed);
  const rows = ['exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount'.split(',')];
  let us = startUs;
  const add = (isSnapshot, { side, level, amount }) => {
    const price = side === 'bid' ? 2290 - level / 100 : 2290.01 + level / 100;
    const event = Math.floor((us - 3_000) / 1000) * 1000;
    rows.push(['binance-futures', 'ETHUSDT', event, us, isSnapshot, side, plain(price, 2), plain(amount, 3)]);
  };
  const snapshot = () => {
    for (const side of ['bid', 'ask'])
      for (let k = 0; k < 120; k++) add(true, { side, level: k, amount: 0.001 + random() * 40 });
  };
  for (let message = 0; message < 400; message++) {
    us += 20_000 + Math.floor(random() * 90_000);
    if (message === 0 || message === 200) snapshot();
    else {
      const changes = 1 + Math.floor(random() * 4);
      for (let k = 0; k < changes; k++) {
        const level = Math.floor(random() * random() * 30);
        const amount = level > 0 && random() < 0.2 ? 0 : 0.001 + random() * 30;
        add(false, { side: random() < 0.5 ? 'bid' : 'ask', level, amount });
      }
    }
  }
  return table(rows);
}

function tardisTrades({ seed, startUs }) {
  const random = seeded(seed);
  const rows = ['exchange,symbol,timestamp,local_timestamp,id,side,price,amount'.split(',')];
  let us = startUs;
  for (let i = 0; i < 300; i++) {
    us += 1_000 + Math.floor(random() * 130_000);
    const side = random() < 0.5 ? 'buy' : 'sell';
    const event = Math.floor((us - 4_000) / 1000) * 1000;
    const price = side === 'buy' ? 2290.01 : 2290;
    rows.push(['binance-futures', 'ETHUSDT', event, us, 3400000000 + i, side, price, plain(0.001 + random() * 5, 3)]);
  }
  return table(rows);
}

const MS_2024 = Date.UTC(2024, 0, 15);
const MS_2025 = Date.UTC(2025, 0, 15);
const US_2024 = Date.UTC(2024, 0, 1) * 1000;

/** Name → bytes, and what it is. */
export const DOCUMENTED = [
  {
    file: 'BTCUSDT-aggTrades-2024-01-15.zip',
    about: "Binance's public dump of aggTrades, USD-M futures: seven columns with a header, times in ms",
    make: () => zip('BTCUSDT-aggTrades-2024-01-15.csv', aggTrades({ seed: 1, startMs: MS_2024, isSpot: false })),
  },
  {
    file: 'BTCUSDT-aggTrades-2025-01-15.zip',
    about: "Binance's public dump of aggTrades, spot: eight columns without a header, times in µs (from 2025 on)",
    make: () => zip('BTCUSDT-aggTrades-2025-01-15.csv', aggTrades({ seed: 2, startMs: MS_2025, isSpot: true })),
  },
  {
    file: 'ETHUSDT-bookTicker-2024-01-15.zip',
    about: "Binance's public dump of bookTicker, USD-M futures: seven columns with a header",
    make: () => zip('ETHUSDT-bookTicker-2024-01-15.csv', bookTicker({ seed: 3, startMs: MS_2024 })),
  },
  {
    file: 'binance-futures_incremental_book_L2_2024-01-01_ETHUSDT.csv.gz',
    about: "Tardis's incremental_book_L2: two snapshots, changes between them",
    make: () => gzip(tardisBook({ seed: 4, startUs: US_2024 })),
  },
  {
    file: 'binance-futures_trades_2024-01-01_ETHUSDT.csv.gz',
    about: "Tardis's trades of the same minutes",
    make: () => gzip(tardisTrades({ seed: 5, startUs: US_2024 })),
  },
];
