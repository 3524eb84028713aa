// The words of the sections that only the full report has, in English.

export const ANALYSIS_DEEP_EN = {
  signals: {
    ruleTitle: 'Rules',
    useTitle: 'How they fired',
    windowTitle: 'Windows',
    rules: ['signal', 'role', 'rule', '>bar'],
    use: [
      'signal',
      '>rows/1',
      '>valid',
      '>long',
      '>short',
      '>onsets/h',
      '>mean run, s',
      '>ACF 1/2',
      '>ACF 10/2',
      '>ACF 100/2',
    ],
    useAbout:
      'valid: share of rows with a value; the rest was warming up, gapped or without data. ACF: autocorrelation of the value at lags of 1, 10 and 100 rows.',
    window: ['signal', '>window p5, s', '>p50, s', '>p95, s'],
    windowAbout: 'Length in time of the windows behind the z-scores.',
    none: 'No signals.',
  },
  impact: {
    about: (clock: string, source: string): string =>
      `A check of the data, no forecast: price change against flow of the same bin. Clock: ${clock}; prices from ${source}.`,
    clock: { exchange: 'the exchange', receive: 'the receiver' },
    head: ['flow', 'bin', '>n', '>alpha/2', '>beta', '>R²', '>next bin'],
    headAbout:
      'R²: share of the price change explained in the same bin. next bin: correlation with the price change after it, which is all that a trader could use.',
    depth: 'beta · 2 · depth',
    depthText: (value: string): string => `${value}; about 1 after Cont, Kukanov and Stoikov (2014)`,
    chart: 'R² of the price change, same bin',
    chartAbout: 'By width of the bin. High here and low in the next bin is the usual picture.',
    binAxis: 'bin',
  },
  baselines: {
    about: 'Each primary beside what it has to beat, on the same moments.',
    head: [
      'signal',
      'baseline',
      'horizon/1',
      '>n',
      '>its hit',
      '95 % blocks/2',
      '>signal − it',
      '95 % difference',
      '>partial IC/1',
    ],
    headAbout:
      'signal − it: difference of hit rates in points, paired by blocks of time. partial IC: correlation with the outcome once the past return is taken out.',
    chart: 'Signal minus baseline, points of hit rate',
    chartAbout: 'With 95 % interval, at the primary horizon. Right of 0 the signal is better.',
    none: 'No baseline could be compared.',
  },
  regimes: {
    kind: {
      volatility: 'volatility',
      spread: 'spread',
      hour: 'hour, UTC',
      session: 'session',
      day: 'day',
      rolling: 'rolling window',
      'leave-one-out': 'block left out',
    },
    head: ['signal', 'regime', 'of', '>outcomes', '>ties', '>hit', '95 %', '>edge, bp', '95 % edge/1'],
    about:
      'Limits between regimes come from the past of each moment, never from the whole recording. Volatility is that of the last 300 s against the terciles of all windows before; unknown: fewer than 300 windows since the start, or a window cut short by a break or a silence of its length.',
    chart: (signal: string, horizon: string): string => `Hit rate by regime: ${signal} at ${horizon}`,
    chartAbout: 'Without ties, with 95 % interval. The broken line is a coin.',
    rolling: (signal: string, horizon: string): string => `Hit rate over time: ${signal} at ${horizon}`,
    rollingAbout:
      'Windows of outcomes that do not overlap. Broken lines: limits within which 95 % of windows stay where nothing changes.',
    window: 'window',
    worst: 'Worst blocks',
    worstText: (of: { signal: string; name: string; hit: string; low: string; high: string }): string =>
      `${of.signal}: with one block left out the hit rate lies between ${of.low} and ${of.high}; it is lowest, ${of.hit}, without ${of.name}.`,
    none: 'No regime has outcomes.',
  },
  multiplicity: {
    trials: 'trials on these data',
    ledger: 'ledger',
    cells: 'cells tried',
    found05: 'cells with q ≤ 5 %',
    found10: 'cells with q ≤ 10 %',
    dsr: 'deflated Sharpe',
    dsrText: (of: { signal: string; sharpe: string; n: string; dsr: string }): string =>
      `${of.dsr} that the Sharpe of ${of.signal} (${of.sharpe} a trade, n ${of.n}) is above 0 after all trials`,
    pbo: 'overfitting (PBO)',
    pboText: (of: { value: string; combinations: string; strategies: string }): string =>
      `${of.value} that the best in one half is below the median in the other (${of.combinations} splits, ${of.strategies} strategies)`,
    spa: 'against baselines (SPA)',
    spaText: (of: { p: string; models: string; n: string }): string =>
      `p ${of.p} that none of ${of.models} models beats the baseline (Hansen, n ${of.n})`,
    about:
      'The primaries are judged by Holm, all other cells by Benjamini–Hochberg. The more is tried, the more is found by luck: every run on these data counts.',
    expected: (count: string): string => `Of so many cells about ${count} would have p ≤ 5 % by luck alone.`,
  },
  audit: {
    about:
      'The same judgement on what cannot predict. If it passes more often than it may, no verdict of this report can be trusted.',
    kind: {
      'circular-shift': 'signals shifted in time',
      'at-the-bar': 'a true hit rate just at the bar',
      'random-walk': 'prices of a random walk',
    },
    head: ['what was judged', '>runs', '>passed', '95 %', '>allowed', 'finding'],
    fine: 'within',
    over: 'too often',
    chart: 'How often it passed what cannot predict',
    chartAbout: 'With 95 % interval. Marks: the share that it may.',
  },
} as const;
