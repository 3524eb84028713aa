// Entries of `v13 explain` about capturing: what a recorder does so that nothing is missing without a word.

import type { Explanation } from '../explanation.js';

export const CAPTURE_EXPLANATIONS: readonly Explanation[] = [
  {
    term: 'healing',
    aliases: ['heal', 'healed', 'healed_trades', 'healedtrade', 'trade_holes', 'holes_left_open', 'available_at'],
    means:
      'Trades that the stream lost are fetched over REST by id and written behind, as lines of the stream healedTrade. available_at says when they were known. They came late, so they enter no signal, live or in replay; they complete the record. What REST does not have stays a gap with its ids.',
    formula: ['hole: ids from the last one held + 1 to the next one held − 1'],
    unit: 'trades',
    fields: [],
    flags: [],
    source: 'Binance USD-M futures, compressed aggregate trades list, parameter fromId; decision of v13',
    see: ['gap', 'coverage'],
  },
  {
    term: 'roll-over',
    aliases: ['rollover', 'rollovers', 'planned_roll-overs', 'hand-over', 'reconnect', 'reconnects', 'duplicates'],
    means:
      'The exchange closes every socket after 24 hours. Before that (--roll-over) a second one is opened beside it, each stream moves over where the new one continues it, and of what both bring the first arrival is stored: nothing is lost or doubled. A stream that cannot be handed over without a doubt counts as a resync. A reconnect is the other thing: a socket that was lost without a plan.',
    formula: ['depth is handed over at the first event of the new socket with pu = u of the last one stored'],
    unit: 'count',
    fields: [],
    flags: [],
    source: 'Binance USD-M futures, websocket market streams: a connection is valid for 24 hours',
    see: ['gap', 'resync'],
  },
  {
    term: 'clock-offset',
    aliases: ['offset', 'offset_ms', 'uncertainty', 'uncertainty_ms', 'corrected', 'raw', 'corr'],
    means:
      "The exchange's clock minus this machine's, measured over REST at the start and every 15 s; the sample with the shortest way counts. The truth lies within the uncertainty, whatever the way there and back took. A corrected latency is the raw one plus this offset. A gate is INCONCLUSIVE only where the verdict depends on which offset within it is the true one.",
    formula: ['offset = server time + 0.5 ms − (sent + received)/2', 'uncertainty = (received − sent)/2 + 0.5 ms'],
    unit: 'milliseconds',
    fields: [],
    flags: [],
    source: 'Mills, RFC 5905 (NTP), clock offset and delay; Cristian, Probabilistic clock synchronization, 1989',
    see: ['latency', 'gate'],
  },
  {
    term: 'manifest',
    aliases: ['certificate', 'segment_file', 'rotation'],
    means:
      'A capture writes segments: files that end by time or size (--rotate). Beside each finished one lies its manifest: hash, counts, first and last ids, gaps, healed ids, latencies, clock offset, versions. It says nothing that the bytes do not say; v13 verify derives it again from them.',
    formula: [],
    unit: null,
    fields: [],
    flags: [],
    source: 'decision of v13; docs/storage.md',
    see: ['seal', 'segment', 'digest'],
  },
  {
    term: 'seal',
    aliases: ['sealed', 'torn', 'torn_bytes', 'recovered', 'recovery', 'fsync'],
    means:
      'The last line of a finished segment: how many lines and bytes stand before it, and their SHA-256. With it a segment can be proved byte for byte without its manifest. The state is clean, or recovered where a later start sealed what a dead capture had left; torn bytes are those that were no whole line and were moved aside.',
    formula: ['sha256 = SHA-256 of all bytes before the seal'],
    unit: 'bytes',
    fields: [],
    flags: [],
    source: 'decision of v13; docs/storage.md',
    see: ['manifest'],
  },
  {
    term: 'back-pressure',
    aliases: ['writer_queue', 'log_queue', 'queue', 'stalls', 'bytes_waiting_for_the_disk'],
    means:
      'What was received and not yet written waits in memory. From 64 MB on the sockets are not read until half of it is written: the exchange then waits, and nothing is dropped. Each time is counted as a stall. The queue of log lines is another one: it drops the least important lines when it is full, and counts them.',
    formula: [],
    unit: 'bytes; lines',
    fields: [],
    flags: [],
    source: 'decision of v13; docs/storage.md, docs/metrics.md',
    see: ['manifest', 'latency'],
  },
];
