// Entries of `v13 explain` about verdicts: what a report of `v13 analyze` measures, and how it counts.

import type { Explanation } from '../explanation.js';

type Entry = Pick<Explanation, 'term' | 'aliases' | 'means' | 'formula' | 'source' | 'see'> &
  Partial<Pick<Explanation, 'unit' | 'flags'>>;

const entry = ({ unit = null, flags = [], ...rest }: Entry): Explanation => ({ ...rest, unit, flags, fields: [] });

export const ANALYSIS_EXPLANATIONS: readonly Explanation[] = [
  entry({
    term: 'hit-rate',
    aliases: ['hit', 'hits', 'strict', 'ties', 'tie'],
    means:
      'Share of outcomes that went the way of the signal. Outcomes in which the price did not move are ties: they are left out, and their share stands beside it; the strict rate counts them as misses. Half of all moves go either way, so that 50 % is what knowing nothing gives.',
    formula: ['hit rate = hits/(outcomes − ties)', 'strict = hits/outcomes'],
    unit: 'per cent',
    flags: ['--horizon', '--latency', '--label'],
    source: 'decision of v13; ties in order books: Gould and Bonart, Market Microstructure and Liquidity 2(2), 2016',
    see: ['onset', 'n-eff', 'break-even'],
  }),
  entry({
    term: 'n-eff',
    aliases: ['effective', 'n_raw', 'n_onset', 'n_nonoverlap', 'non-overlap', 'refractory'],
    means:
      'Independent outcomes that would say as much. n_raw counts every row in the zone, n_onset the entries into it, n_nonoverlap those entries that come after the outcome of the one before is known. Outcomes that overlap share most of their price path: on pure noise, taking them for independent finds significance in 71 % of cases instead of 5 %.',
    formula: ['n_eff = p(1 − p)/Var(p)'],
    unit: 'count',
    source: 'Newey and West 1987; simulation of this project',
    see: ['hit-rate', 'calendar-blocks'],
  }),
  entry({
    term: 'calendar-blocks',
    aliases: ['blocks', 'bootstrap', 'block-bootstrap'],
    means:
      'Interval by resampling stretches of time instead of single outcomes: whatever depends on each other within a block stays together. Blocks are at least five horizons long. A verdict takes the worse of this bound and of the Wilson bound on outcomes that do not overlap.',
    formula: ['block ≥ max(5 H, 10 s); of each resample Σ hits/Σ outcomes'],
    flags: ['--replications', '--seed'],
    source: 'Künsch, Annals of Statistics 17, 1989; Politis and Romano, JASA 89, 1994',
    see: ['n-eff', 'hit-rate'],
  }),
  entry({
    term: 'ic',
    aliases: ['rank-ic', 'icir', 'information-coefficient', 'hac'],
    means:
      "Information coefficient: correlation of a signal's value with the outcome; rank IC of their ranks. ICIR is the mean of the coefficients of time blocks over their standard deviation. The t value knows that outcomes overlap (HAC).",
    formula: ['IC = corr(value_t, y_t)', 'hit rate = ½ + asin(ρ)/π for two normals with correlation ρ'],
    source: 'Grinold and Kahn, Active Portfolio Management; Newey and West, Econometrica 55, 1987',
    see: ['hit-rate', 'auc'],
  }),
  entry({
    term: 'auc',
    aliases: ['roc', 'pr-auc', 'average-precision'],
    means:
      'Probability that the value before a rise is greater than the value before a fall; ½ is no skill. Average precision is the same question asked of the rises alone, to be held against their share.',
    formula: ['AUC = P(value | up > value | down) + ½ P(equal)'],
    source: 'Hanley and McNeil, Radiology 143, 1982; DeLong et al., Biometrics 44, 1988',
    see: ['ic', 'hit-rate'],
  }),
  entry({
    term: 'permutation',
    aliases: ['circular-shift', 'shift', 'permutation-p'],
    means:
      'The signal is moved along the recording by every possible distance: it fires as often, in the same bursts, at the wrong times. The p value is the share of such shifts that do at least as well.',
    formula: ['p = (1 + shifts at least as good)/(1 + shifts)'],
    flags: ['--seed'],
    source: 'Politis and Romano, JASA 89, 1994 (circular blocks)',
    see: ['hit-rate', 'null-audit'],
  }),
  entry({
    term: 'null-audit',
    aliases: ['audit', 'false-positive'],
    means:
      'The same verdict on signals that are known to be exactly as good as the bar: how often would it have passed them? It must not be more often than the level says. An audit at 50 % against a bar of 55 % would prove nothing.',
    formula: [],
    source: 'decision of v13',
    see: ['permutation', 'holm'],
  }),
  entry({
    term: 'holm',
    aliases: ['bonferroni', 'family-wise'],
    means:
      'Four questions are asked of the same data, so each must be answered more strictly. Holm goes from the smallest p upwards and divides the level by the questions that are left: the chance of any false PASS stays below the level.',
    formula: ['p_(k) ≤ α/(m − k + 1) for k = 1 … m, stopping at the first that is not'],
    flags: ['--significance'],
    source: 'Holm, Scandinavian Journal of Statistics 6, 1979',
    see: ['bh', 'trials'],
  }),
  entry({
    term: 'bh',
    aliases: ['benjamini-hochberg', 'fdr', 'q-value', 'q'],
    means:
      'For the many cells that nobody asked about beforehand: q is the share of false discoveries among all cells with a q as small. Cells are leads for another recording, never verdicts.',
    formula: ['q_(k) = min over j ≥ k of p_(j)·m/j'],
    source: 'Benjamini and Hochberg, JRSS B 57, 1995',
    see: ['holm', 'trials'],
  }),
  entry({
    term: 'trials',
    aliases: ['ledger', 'multiplicity', 'pre-registration'],
    means:
      'Everything that was ever judged on a recording: each signal with its rule, settings, horizon, latency and price counts once. The plan is written into trials.ndjson before any outcome is computed. Data are old where market and time overlap, whatever the file is called. The best of many tries looks good by chance; the count says how good.',
    formula: [],
    flags: ['--ledger'],
    source: 'Bailey and López de Prado, Journal of Portfolio Management 40(5), 2014',
    see: ['dsr', 'holm', 'bh'],
  }),
  entry({
    term: 'dsr',
    aliases: ['psr', 'deflated-sharpe', 'sharpe'],
    means:
      'Probability that the Sharpe ratio is above what the best of N useless tries would show; PSR is the same against nought. Both know of skewed and heavy-tailed returns.',
    formula: [
      'PSR = Φ((SR − SR₀)√(n − 1)/√(1 − γ₃SR + (γ₄ − 1)/4·SR²))',
      'SR₀ = √V·[(1 − γ)Φ⁻¹(1 − 1/N) + γΦ⁻¹(1 − 1/(Ne))],  γ = 0.5772',
    ],
    unit: 'probability',
    source: 'Bailey and López de Prado, Journal of Portfolio Management 40(5), 2014',
    see: ['trials', 'pbo'],
  }),
  entry({
    term: 'pbo',
    aliases: ['cscv', 'overfitting'],
    means:
      'Probability of overfitting: the recording is cut into an even number of blocks, the best signal is chosen on every half of them, and it is asked where that one stands among all on the other half. The share of halves on which the winner falls below the middle.',
    formula: ['PBO = P(λ ≤ 0),  λ = ln ω/(1 − ω),  ω = rank on the other half/(N + 1)'],
    unit: 'probability',
    source: 'Bailey, Borwein, López de Prado and Zhu, Journal of Computational Finance 20(4), 2017',
    see: ['dsr', 'spa'],
  }),
  entry({
    term: 'spa',
    aliases: ['reality-check', 'superior-predictive-ability'],
    means: 'Whether the best of all signals beats the baselines by more than the best of so many useless ones would.',
    formula: [],
    unit: 'probability',
    source: 'Hansen, Journal of Business and Economic Statistics 23, 2005; White, Econometrica 68, 2000',
    see: ['pbo', 'trials'],
  }),
  entry({
    term: 'break-even',
    aliases: ['tradable', 'net-edge', 'edge', 'costs'],
    means:
      'Hit rate at which trades of the mean move pay for their fees and, where they take, for half the mean spread at each crossing. Above 100 % not even an oracle earns. The economic verdict stands by itself: TRADABLE only where the lower bound of the edge after fees, spread and latency is above nought.',
    formula: ['p* = ½ + c/(2a),  c fees of both sides and half the spread a crossing, a mean move, both in bp'],
    unit: 'per cent',
    flags: ['--fee-taker', '--fee-maker', '--latency'],
    source: 'arithmetic',
    see: ['hit-rate'],
  }),
];
