// The words of the sections that only the full report has, in English.

export const ANALYSIS_DEEP_EN = {
  signals: {
    about: 'What was judged: each rule as it was really computed, how often it fires, and for how long.',
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
    flowHead: ['flow', 'what it is'],
    flow: {
      ofi: 'order flow imbalance of the best level (Cont, Kukanov, Stoikov 2014)',
      ti: 'trade imbalance: volume of buying takers less that of selling ones',
      'ofi+ti': 'both, jointly; beta is that of ofi',
      'ofi:index': 'by level index, five levels, as the original had it',
      'ofi:cks5': 'five levels, each by its own price, weighted as the chain does',
      mlofi: 'ten levels, jointly; beta is that of the best one (Xu, Gould, Howison 2018)',
      'mlofi+ti': 'ten levels and trades, jointly',
      'ofi:integrated':
        'first principal component of ten levels over the depth of their bin; beta per share of that depth',
    } as Readonly<Record<string, string>>,
    sameTitle: 'Price change of the same bin',
    head: [
      'flow',
      'bin',
      '>n',
      '>alpha/2',
      '>beta',
      '95 %',
      '>R²',
      '95 % R²/1',
      '>adj. R²/2',
      '>unseen R²/1',
      '95 % unseen/2',
    ],
    headAbout:
      'beta: ticks a base unit. R²: share of the price change explained, by a fit on all bins. adj. R²: less what as many regressors explain by chance. unseen R²: of bins foretold by fits on earlier bins alone, from one third of the data on, against the mean of those; below 0 is worse than that mean. Intervals: at most 64 blocks of consecutive bins as clusters.',
    nextTitle: 'Price change of the next bin',
    nextHead: [
      'flow',
      'bin',
      '>n',
      '>correlation',
      '95 % corr./2',
      '>R²',
      '95 %/1',
      '>n unseen/2',
      '>unseen R²',
      '95 % unseen/1',
    ],
    nextAbout:
      'What a trader could use. An R² of the fitted bins themselves is never below 0, and grows with every regressor: the unseen one decides.',
    levelTitle: (bin: string, n: string): string => `Level by level, bins of ${bin}, n ${n}`,
    levelHead: ['level', '>beta', '95 %', '>weight'],
    levelAbout: (explained: string): string =>
      `beta: in the joint fit of all levels, ticks a base unit. weight: in the first principal component, which explains ${explained} of the variance of the levels’ flows.`,
    noLevels: 'No depth: flow by level cannot be measured.',
    scatter: (flow: string, bin: string): string => `Flow and price change, ${flow}, bins of ${bin}`,
    scatterAbout: ({ shown, n, stride }: { shown: string; n: string; stride: string }): string =>
      `${shown} points of ${n} bins: ${stride === '1' ? 'every bin' : `one of every ${stride}, by order alone`}. The line is the fit on all of them.`,
    flowAxis: (flow: string): string => `${flow}, base units`,
    ticksAxis: 'price change, ticks',
    bins: 'bins',
    line: (alpha: string, beta: string): string => `${alpha} + ${beta} · flow`,
    depth: 'beta · 2 · depth',
    depthText: ({ ticks, steps, length }: { ticks: string; steps: string; length: string }): string =>
      `${ticks} in ticks, ${steps} in steps of best prices; about 1 after Cont, Kukanov and Stoikov (2014), whose book has a queue at every tick. A step here is ${length} ticks long on the mean: the longer it is, the greater the figure in ticks.`,
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
    name: {
      low: 'low',
      middle: 'middle',
      high: 'high',
      unknown: 'unknown',
      '1 tick': '1 tick',
      more: 'more than 1 tick',
      asia: 'Asia, 00–08',
      europe: 'Europe, 08–14',
      us: 'US, 14–22',
      late: 'late, 22–24',
    } as Readonly<Record<string, string>>,
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
    hours: (signal: string, horizon: string): string => `Hit rate by hour: ${signal} at ${horizon}`,
    rolling: (signal: string, horizon: string): string => `Hit rate over time: ${signal} at ${horizon}`,
    rollingAbout:
      'Windows of outcomes that do not overlap. Broken lines: limits within which 95 % of windows stay where nothing changes.',
    window: 'window, in order of time',
    worst: 'What hangs on a single stretch of time',
    worstText: (of: {
      signal: string;
      name: string;
      stretch: string;
      parts: string;
      low: string;
      high: string;
    }): string =>
      `${of.signal}: with one of ${of.parts} equal stretches left out the hit rate lies between ${of.low} and ${of.high}; it is lowest without stretch ${of.name} (${of.stretch}).`,
    worstWindow: (of: { name: string; windows: string; stretch: string; figure: string }): string =>
      ` Its worst window is ${of.name} of ${of.windows} (${of.stretch}): ${of.figure}.`,
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
      'The primaries are judged by Holm, all other cells by Benjamini–Hochberg. The more is tried, the more is found by luck: every run on these data counts. The other horizons and latencies of the decay tables count only once they are asked for: who picks the best of them has tried them all.',
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
