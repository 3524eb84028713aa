// The words of an analysis report in English: heads, reasons and what stands around the sections.

import { ANALYSIS_DEEP_EN } from './analysis-deep.js';
import { ANALYSIS_LIMITS_EN } from './analysis-limits.js';
import { ANALYSIS_MARKET_EN } from './analysis-market.js';
import { ANALYSIS_POWER_EN } from './analysis-power.js';
import { ANALYSIS_VERDICT_EN } from './analysis-verdict.js';

export const ANALYSIS_EN = {
  title: (symbol: string, env: string): string => `v13 analysis: ${symbol}, ${env}`,
  leadTitle: (lead: string, symbol: string, env: string): string =>
    `v13 analysis: signals of ${lead} on ${symbol}, ${env}`,
  statedEnv: (env: string): string => `${env} (stated by --env)`,
  contents: 'Contents',
  made: (software: string): string =>
    `Made by ${software}. Estimates stand with their 95 % interval unless they say otherwise.`,
  notComputed: 'Not computed in this run: the full report has it.',
  moreTitle: 'More',
  more: 'Shown are the main signals and what decides. Every signal, horizon, latency and chart, tests and the toy equity stand in report.md, report.html and report.json (--report DIR); --full prints them, and adds shape, baselines, regimes, multiplicity and audits.',
  notEnough: 'Not there: too little data, or none of the inputs carries it.',
  banner: {
    synthetic:
      'SYNTHETIC: a seeded simulation, no real market. Nothing here says anything about one. Alpha 0 plants nothing more, but it is no null market: flow is pushed to one side in episodes of 120 ms at activity 1 (6 s at 0.02) and the price follows, as in real markets at short horizons. Seed 7, activity 0.02, 3 h: OFI is right in 75.8 % of 376 moves at 5 s. Markets without skill: v13 analyze --self-test.',
    emulator: 'EMULATOR: data of a simulated exchange. Nothing here says anything about a real market.',
    testnet: 'TESTNET: play money and thin books. No verdict about the real market can come from these data.',
    unstated:
      'UNSTATED: these files do not say which environment they come from. No verdict can be PASS on them without --env or --allow-synthetic.',
  },
  section: {
    verdict: 'Verdict',
    provenance: 'Data and quality',
    market: 'Market context',
    signals: 'Signals as they were used',
    impact: 'Price impact at the same time',
    power: 'Predictive power',
    decay: 'Decay and latency',
    shape: 'Shape',
    baselines: 'Baselines and increment',
    regimes: 'Regimes and stability',
    economics: 'Economics',
    multiplicity: 'Multiplicity and overfitting',
    audit: 'Null audit',
    limits: 'Limits and reproduction',
  },
  reason: {
    no_outcomes: 'no outcomes',
    few_outcomes: 'too few outcomes',
    few_blocks: 'too few blocks of time',
    one_class: 'only one direction occurred',
    constant: 'a value never changes',
    too_short: 'recording too short',
    not_asked: 'not asked for',
    no_edge: 'no edge to halve',
    not_reached: 'beyond what was looked at',
  },
  method: {
    wilson: 'Wilson',
    'clopper-pearson': 'Clopper–Pearson',
    'calendar-blocks': 'calendar blocks',
    'stationary-bootstrap': 'stationary bootstrap',
    'circular-bootstrap': 'circular bootstrap',
    hac: 'HAC',
    fisher: 'Fisher',
    delong: 'DeLong',
    influence: 'influence function',
    exact: 'exact',
    none: 'no interval',
  },
  role: { primary: 'primary', exploratory: 'exploratory', baseline: 'baseline', user: 'yours' },
  verdict: ANALYSIS_VERDICT_EN,
  market: ANALYSIS_MARKET_EN,
  power: ANALYSIS_POWER_EN,
  deep: ANALYSIS_DEEP_EN,
  limits: ANALYSIS_LIMITS_EN,
} as const;
