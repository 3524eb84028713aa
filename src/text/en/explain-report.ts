// Entries of `v13 explain` about the words in the heads of a report's tables.

import type { Explanation } from '../explanation.js';

export const REPORT_EXPLANATIONS: readonly Explanation[] = [
  {
    term: 'onset',
    aliases: ['onsets', 'rows', 'per_h', 'rows_per_h', 'share_of_rows'],
    means:
      'A row that enters a state: the signal is there and was not in the row before. A state that lasts ten rows counts ten rows and one onset, so onsets count occasions and rows count time. Rates are per hour of rows.',
    formula: ['onset of s at row i: signal_i = s, signal_(i−1) ≠ s'],
    unit: 'count; per hour',
    fields: ['ofi_signal', 'cvd_signal', 'fusion_signal', 'divergence'],
    flags: [],
    source: 'decision of v13: neighbouring rows share most of their window and are no independent occasions',
    see: ['strength', 'fusion', 'divergence'],
  },
  {
    term: 'health',
    aliases: [
      'iqr',
      'median',
      'mean',
      'p5',
      'n',
      'min',
      'max',
      'tail',
      'p_z_1',
      'p_z_2',
      'p_z_3',
      'wilson',
      'interval',
      '95_%',
    ],
    means:
      'How a z is distributed, against what a normal one would show. IQR: distance of the quartiles. P(|z|>2): share of rows beyond 2. The interval beside a share is the Wilson interval at 95 % for independent rows; rows are autocorrelated, so the true one is wider. n: how many values a figure is made of.',
    formula: [
      'IQR = p75 − p25; of a normal z 1.349',
      'normal z: P(|z|>1) 31.7 %, P(|z|>2) 4.55 %, P(|z|>3) 0.27 %',
      'Wilson: (p + c²/2n ± c·√(p(1 − p)/n + c²/4n²))/(1 + c²/n),  c = 1.96',
    ],
    unit: 'standard deviations; per cent',
    fields: ['ofi_z', 'cvd_z', 'fusion'],
    flags: [],
    source:
      'Wilson, Probable inference, the law of succession, and statistical inference, J. American Statistical Association 22, 1927',
    see: ['z-score', 'warming'],
  },
  {
    term: 'gate',
    aliases: ['layer1', 'steady-30m', 'steady', 'criterion', 'measured', 'wanted', 'verdict', 'worst_symbol'],
    means:
      "A verdict on the data: PASS, FAIL, or INCONCLUSIVE where there is too little to judge. layer1, of the original design, asks for 0 resyncs, 0 crossed books, a p95 of the latency below 2500 ms (corrected by the clock offset where that was measured, else its excess), more than one message a second and no damaged input. steady-30m, for captures, asks for the thresholds of the original design's steady run: its length, rate, four limits of latency, no break, no resync, at most one reconnect, batch_span, the log's queue, a rotation. Each criterion stands with what was measured and what was wanted.",
    formula: [],
    unit: null,
    fields: [],
    flags: [],
    source: 'original design of V13, quality gate',
    see: ['coverage', 'latency', 'resync'],
  },
  {
    term: 'messages',
    aliases: ['message', 'per_s', 'nothing_new', 'longest_silence', 'time_steps_back', 'stream', 'streams'],
    means:
      'What came on each stream. per s: messages by recorded time. Nothing new: repeats, and depth that came before its snapshot. Longest silence: the longest stretch without a message of the stream. Time steps back: messages whose exchange time is before that of an earlier one.',
    formula: [],
    unit: 'count; per second; time',
    fields: [],
    flags: [],
    source: 'decision of v13',
    see: ['gap', 'latency', 'coverage'],
  },
  {
    term: 'stage',
    aliases: ['limit', 'whole', 'timing'],
    means:
      'Time that a stage of the computation takes for one event, measured at every so many events, against the limit of the original design. The verdict needs 100 measurements: below that the 99th percentile is only the largest value.',
    formula: ['limits for p99: OFI 10 ms, CVD 5 ms, fusion 3 ms, whole 20 ms'],
    unit: 'ns, µs, ms',
    fields: [],
    flags: [],
    source: 'original design of V13',
    see: ['latency'],
  },
  {
    term: 'tick',
    aliases: ['step', 'units'],
    means:
      'Tick: the smallest step of a price. Step: the smallest step of a quantity. Stated by the session header or by --tick and --step, else inferred from the decimals in the data.',
    formula: [],
    unit: 'price units; base units',
    fields: ['bid_ticks', 'ask_ticks', 'spread_ticks'],
    flags: [],
    source: 'Binance USD-M futures, exchange information, PRICE_FILTER and LOT_SIZE',
    see: ['mid'],
  },
];
