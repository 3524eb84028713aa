// Entries of `v13 explain` about recordings, their quality and their proofs.

import type { Explanation } from '../explanation.js';

export const DATA_EXPLANATIONS: readonly Explanation[] = [
  {
    term: 'grid',
    aliases: ['row', 'bar', 'event-grid'],
    means:
      'When rows are made. 100ms (default): one row each 100 ms of receive time, closed when the first frame at or after its end arrives, with the state as of then. event: one row each depth update, as in the original design. On a grid, the windows of OFI and CVD span the same time.',
    formula: [],
    unit: 'duration',
    fields: ['ts_us'],
    flags: ['--grid', '--cvd-bar'],
    source: 'decision of v13: the clock is receive time, never a timer',
    see: ['ofi', 'cvd', 'segment'],
  },
  {
    term: 'gap',
    aliases: [
      'disconnect',
      'disconnects',
      'silence',
      'silences',
      'clock_step',
      'clock_steps',
      'rest_failure',
      'hole',
      'gaps',
      'depth_gaps',
      'trade_gaps',
      'trades_missing',
    ],
    means:
      'A stretch in which messages are missing. Depth: pu of a message is not u of the one before. Trades: ids jump. What ids cannot show (disconnect, silence of the connection, clock step, failed REST call) is written into the recording as a control line. A gap clears all windows of the symbol. A quiet market is no gap. Holes in aggTrade are healed over REST where it still has the trades.',
    formula: ['depth: pu = u of the message before;  trades: id = id before + 1'],
    unit: 'ids',
    fields: ['segment'],
    flags: [],
    source: 'Binance USD-M futures, how to manage a local order book correctly',
    see: ['resync', 'segment', 'healing'],
  },
  {
    term: 'resync',
    aliases: ['resyncs', 'snapshot', 'snapshots', 'unsynced', 'synced'],
    means:
      'The book was lost at a gap and is built again from a snapshot and the updates after it. Until then it is not read: values are null with the reason unsynced. Other symbols go on. During a capture the snapshot is asked for at once, within the request weight that the exchange allows. The count of resyncs is a figure of quality, its target is 0.',
    formula: ['first update applied: U ≤ lastUpdateId ≤ u (or pu = lastUpdateId), then pu = u of the one before'],
    unit: 'count',
    fields: ['segment', 'book_reason'],
    flags: [],
    source: 'Binance USD-M futures, how to manage a local order book correctly',
    see: ['gap', 'segment'],
  },
  {
    term: 'segment',
    aliases: ['session'],
    means:
      'A stretch of a symbol without a break. It counts up at every gap, resync, disconnect and new session. Windows never reach across two segments: after a break they warm up again. A session is one run of capture. The files that it is written into are called segments too (v13 explain manifest).',
    formula: [],
    unit: 'count',
    fields: ['segment'],
    flags: [],
    source: 'decision of v13',
    see: ['gap', 'warming'],
  },
  {
    term: 'latency',
    aliases: [
      'p50',
      'p95',
      'p99',
      'latency_event_ms',
      'latency_pipeline_ms',
      'latency_ms',
      'clock',
      'excess',
      'exc_p50',
      'exc_p95',
      'exc_p99',
    ],
    means:
      'Event latency: receive time minus the send time that the exchange states. It holds the difference of the two clocks and may be negative; it is shown raw, and as the excess over the trailing 10-minute minimum of the session, which takes a constant clock offset out (and the shortest way with it). Pipeline latency: from receipt to the end of processing. None of them changes a computed value. The gate wants a p95 of the excess below 2500 ms.',
    formula: [
      'latency_event_ms = ts_recv − E',
      'excess = latency − min(latencies of the trailing 10 minutes, all streams of the session)',
      'latency_pipeline_ms = ts_process − ts_recv',
    ],
    unit: 'milliseconds',
    fields: [],
    flags: [],
    source:
      'original design of V13; quantiles: log-linear sketch in the manner of the HDR histogram (Tene), three digits',
    see: ['clock-offset', 'batch-span'],
  },
  {
    term: 'batch-span',
    aliases: ['span', 'ids_a_depth_message'],
    means:
      'How many update ids one depth message spans. The ids are shared by all symbols of the exchange, so it grows with the whole market: about 3,000 in 2021 and 10,000 in 2024 at 100 ms. The limit of 1,000 in the original design fits a test network, not mainnet.',
    formula: ['batch_span = u − U + 1'],
    unit: 'update ids',
    fields: [],
    flags: [],
    source: 'original design of V13; U and u: Binance USD-M futures, diff book depth streams',
    see: ['gap', 'latency'],
  },
  {
    term: 'coverage',
    aliases: ['continuity', 'quality', 'covered', 'share', 'verified', 'until-coverage'],
    means:
      'Share of the recording in which the book is synced and not crossed, and the connection up. It begins with a snapshot, ends at a depth gap, a crossed book, a disconnect or silence, and begins again with the resync, the next message or the book in order; trade gaps do not end it. The pauses between sessions count as not covered. Verified, which v13 verify shows and --until-coverage counts, is stricter: it ends with the last depth message and leaves out the time around every hole in the trades that is still open.',
    formula: [
      'coverage = time in which the book is synced and not crossed and the connection up / time from the first to the last message',
    ],
    unit: 'percent',
    fields: [],
    flags: [],
    source: 'original design of V13, quality gate',
    see: ['gap', 'resync', 'gate'],
  },
  {
    term: 'digest',
    aliases: ['hash', 'expect', 'reproducible'],
    means:
      'The fingerprint of all signal rows. The same recording with the same configuration gives the same digest, live or replayed, plain or compressed, in one file or many. It stands beside its row count and the counts of values that are not null; a proof without a single fusion value fails.',
    formula: ['SHA-256 of the rows of a symbol in binary, then SHA-256 over the symbols in name order'],
    unit: '64 hexadecimal digits',
    fields: [],
    flags: [],
    source: 'decision of v13; latency, configuration and input hashes are not in it',
    see: ['segment', 'warming'],
  },
  {
    term: 'environment',
    aliases: ['mainnet', 'testnet', 'emulator', 'synthetic', 'unstated', 'env'],
    means:
      'Where data come from: MAINNET (the real market), TESTNET (the practice market of the exchange: thin, wide, other prices), EMULATOR (a server of v13 that speaks the wire format), SYNTHETIC (made by v13 simulate) or UNSTATED (a foreign file that does not say). It stands in every header and report. Data of different environments are never mixed.',
    formula: [],
    unit: null,
    fields: [],
    flags: [],
    source: 'decision of v13',
    see: ['gap', 'digest'],
  },
  {
    term: 'preset',
    aliases: ['original', 'default'],
    means:
      'A name for all computing settings at once. original: the original design line by line (index OFI each depth update, level CVD a trade, z over 300 samples with the current one included). It exists for comparison and is no recommendation.',
    formula: [],
    unit: null,
    fields: [],
    flags: ['--preset'],
    source: 'original design of V13',
    see: ['ofi', 'cvd', 'z-score', 'grid'],
  },
];
