// What an analysis report says about its own limits, in English.

export const ANALYSIS_LIMITS_EN = {
  past: 'It describes the recorded hours. Markets change; a signal that held may stop.',
  hit: 'A hit rate says how often, not how much. Read it beside the edge in bp and the costs.',
  short: (hours: string, wanted: string): string =>
    `${hours} h were verified; a verdict wants ${wanted} h. Whatever stands above is a first look.`,
  one: 'One symbol, one venue, one stretch of time: nothing here is independent of the days recorded.',
  latency: (latency: string): string =>
    `Entries are ${latency} after the decision. Your own way to the exchange may be longer: see decay and latency.`,
  maker:
    'Maker fills are judged by a risk-averse queue. Real fills depend on your place in it and come more often when the price runs against you.',
  size: 'Sizes are small enough to leave the market as it was. Market impact of your own orders is not in it.',
  funding: 'Funding, liquidation and exchange trouble are not in it.',
  reproduce: 'To make it again',
  key: {
    command: 'command',
    software: 'software',
    config: 'configuration SHA-256',
    data: 'data SHA-256',
    seed: 'seed',
    replications: 'bootstraps',
    label: 'outcome',
    horizons: 'horizons',
    latency: 'latency',
    stale: 'stale after',
    alpha: 'family-wise error',
    least: 'a verdict needs',
  },
  leastText: (hours: string, outcomes: string): string =>
    `${hours} h verified and ${outcomes} outcomes that do not overlap`,
  labelText: (label: string): string => `log change of the ${label}, entry to exit`,
} as const;
