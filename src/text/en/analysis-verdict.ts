// The words of the verdict and of the economic verdict in English.

interface Need {
  readonly have: string;
  readonly wanted: string;
}

export const ANALYSIS_VERDICT_EN = {
  question: (horizon: string, latency: string, label: string): string =>
    `Asked before the data were looked at: does a signal foretell the direction of the ${label} ${horizon} ahead, entered ${latency} after the decision?`,
  label: { mid: 'mid', microprice: 'microprice', executable: 'executable price' },
  overall: {
    PASS: 'Every endpoint is above its bar.',
    FAIL: 'At least one endpoint is below its bar.',
    INCONCLUSIVE: 'The data do not decide it: neither above nor below the bar, or a condition of a verdict is missing.',
  },
  /** Between the parts of a reason. */
  joint: '; ',
  noEndpoints: 'No endpoint was registered: there is no verdict, only estimates.',
  chart: 'Hit rate of each primary, with its bar',
  chartAbout:
    'Dots: hit rate without ties on outcomes that do not overlap. Lines: two-sided 95 %. Marks: the bar it was to reach.',
  family: (of: { questions: string; all: string; leftOut: string }): string =>
    `The levels are those of ${of.questions} of ${of.all} pre-registered signals, chosen with --signals: ${of.leftOut} left out. All together would be held to stricter ones; the ledger counts the choice as trials of its own.`,
  table: ['signal', '>bar', '>hit rate', '95 %', '>outcomes', '>ties', 'verdict'],
  kind: { target: 'target', 'base-rate': 'base rate' },
  endpoint: (signal: string, bar: string, horizon: string): string => `${signal}: above ${bar} at ${horizon}?`,
  key: {
    hit: 'hit rate',
    bounds: 'one-sided bounds',
    outcomes: 'outcomes',
    ties: 'ties',
    p: 'Holm p',
    base: 'base rate',
    paired: 'over the best single',
    clumped: 'in few parts',
    reason: 'why',
  },
  hit: (estimate: string, interval: string, of: { method: string; decided: string }): string =>
    `${estimate} ${interval}, ${of.method}, of ${of.decided} decided outcomes`,
  bounds: (low: string, high: string, level: string): string => `${low} to ${high} at ${level} confidence each`,
  outcomes: (of: { raw: string; onset: string; independent: string; decided: string; effective: string }): string =>
    `${of.independent} that do not overlap, of ${of.onset} onsets (${of.raw} samples in the zone); the ${of.decided} decided ones are worth ${of.effective} independent ones`,
  ties: (count: string, share: string, strict: string): string =>
    `${count}, ${share} of outcomes; counted as misses the hit rate is ${strict}`,
  p: (p: string, alpha: string): string => `${p}, judged at ${alpha}`,
  base: (bar: string, verdict: string, reason: string): string => `better than ${bar}? ${verdict}: ${reason}`,
  paired: (against: string, difference: string, lower: string): string =>
    `${difference} points over ${against}; lower bound ${lower}`,
  clumped:
    'the outcomes lie in few parts of the recording: good and bad times of hours could not be told apart from skill',
  because: {
    pass: (bound: string, level: string, bar: string): string =>
      `at ${level} confidence it is at least ${bound}, above the bar of ${bar}`,
    fail: (bound: string, level: string, bar: string): string =>
      `at ${level} confidence it is at most ${bound}, below the bar of ${bar}`,
    passed: 'all conditions hold and the lower bound is above the bar',
    failed: 'all conditions hold and the upper bound is below the bar',
    open: (low: string, high: string, bar: string): string =>
      `the bounds ${low} and ${high} leave the bar of ${bar} open`,
    unsaid: 'no estimate',
  },
  gate: {
    environment: (env: string): string => `${env} data carry no verdict`,
    coverage: ({ have, wanted }: Need): string => `${have} h of ${wanted} h verified data`,
    coverageUnknown: 'the verified time is not known',
    gaps: ({ have, wanted }: Need): string =>
      `too much of the recording is broken by gaps (${have}, at most ${wanted})`,
    gapsUnknown: 'no sample to tell by how much of it is broken by gaps',
    outcomes: ({ have, wanted }: Need): string => `${have} decided outcomes of ${wanted} needed`,
    outcomesUnknown: 'no outcomes',
    null_audit: ({ have, wanted }: Need): string =>
      `the null audit passed ${have} of what cannot predict (at most ${wanted})`,
    null_auditUnknown: 'the null audit did not run',
    permutation: ({ have, wanted }: Need): string =>
      `signals shifted in time do as well in ${have} of cases (at most ${wanted})`,
    permutationUnknown: 'too few outcomes to compare with signals shifted in time',
    foresight: 'it looks as if it had been made with knowledge of what came later',
    interval: ({ have, wanted }: Need): string => `blocks of time with outcomes: ${have} of ${wanted} that bounds need`,
    intervalUnknown: 'the blocks of time do not differ enough for bounds',
    paired: ({ have }: Need): string => `not shown to beat the best single signal (lower bound ${have} points)`,
    pairedUnknown: 'not shown to beat the best single signal',
  },
  need: {
    hours: (wait: string): string => `${wait} still needed at the firing rate so far`,
    atBar: (wait: string): string =>
      `the rate is at the bar, within one standard error: no amount of data at hand will decide (${wait}, if it is as it seems)`,
    atBarExactly: 'the rate is at the bar: no amount of data will decide',
    audit: 'how much more data would mend the audit cannot be said',
    wait: {
      minutes: (count: string): string => `${count} min`,
      hours: (count: string): string => `${count} h`,
      days: (count: string): string => `${count} days`,
      years: (count: string): string => `${count} years`,
    },
    hopeless: 'at the hit rate measured no amount of data would show it',
    silent: 'it never fired: how long it takes cannot be said',
  },
  breakEvenTitle: 'What it takes to pay for the costs',
  endpointTitle: 'Endpoint by endpoint',
  breakEven: {
    oracle: (horizon: string, move: string, share: string): string =>
      `At ${horizon} the mean move is ${move}: to pay for fees and spread a taker would need to be right ${share} of the time; not even an oracle pays.`,
    possible: (horizon: string, move: string, share: string): string =>
      `At ${horizon} the mean move is ${move}: a taker needs to be right ${share} of the time to pay for fees and spread.`,
    none: (horizon: string): string =>
      `At ${horizon} there is no move yet to measure: the hit rate that pays for the costs cannot be said.`,
    maker: (share: string): string => `A maker on both sides, always filled and paying fees alone, needs ${share}.`,
    makerOracle: (share: string): string => `A maker on both sides would need ${share}, more than there is.`,
    firing: (signal: string, move: string, share: string): string =>
      `When ${signal} fires the mean move is ${move}: a taker needs ${share}.`,
  },
  economic: {
    title: 'Could it be traded? A verdict of its own',
    head: ['signal', 'best route', '>net, bp', 'interval', '>at/2', '>n/1', 'verdict'],
    TRADABLE: 'TRADABLE',
    NOT_TRADABLE: 'NOT TRADABLE',
    INCONCLUSIVE: 'INCONCLUSIVE',
    about: (taker: string, maker: string): string =>
      `Net edge a trade after fees (taker ${taker}, maker ${maker} bp a side) at the prices paid. TRADABLE only where its lower bound is above 0, NOT TRADABLE where the upper bounds of all routes are below 0; INCONCLUSIVE also where time or decided outcomes are too few for the verdict above. A signal may foretell and still not pay.`,
    none: 'No primary signal has an economic verdict.',
  },
  ids: { config: 'configuration', data: 'data', trials: 'trials on these data' },
} as const;
