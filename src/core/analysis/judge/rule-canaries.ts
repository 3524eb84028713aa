// Canaries of single rules: what must never pass, and labels that look the wrong way.

import { initRng } from '../../stats/rng.js';
import type { Collected } from '../collect/collected.js';
import { checkReversal, detectLeak } from '../collect/leak.js';
import { emptyMarket, fillPlantedMarket, type PlantedMarket } from '../planted.js';
import type { Endpoint } from '../result.js';
import type { SignalSpec } from '../study-plan.js';
import { type Canary, type CanaryName, type CanaryOptions, allOf } from './canary.js';
import { type JudgeContext, finish } from './context.js';
import { judgeEndpoints } from './endpoints.js';
import { collectPlanted, plantedPlan } from './planted-study.js';
import { storeSeries } from './store-series.js';
import { TRIAL_STEP_US } from './trial.js';

const START_US = 1_700_006_400_000_000;
const MARKETS = 5;
/** Of the canary that judges each market six times. */
const FEW_MARKETS = 2;
const STEPS = 1_600;
/** Correlation of a planted signal with the next return that every market of this length shows. */
const STRONG = 0.5;
/** Hit rate .40: wrong three times of five. */
const WRONG = -0.309;

const SIGNAL: SignalSpec = { name: 'ofi', role: 'primary', rule: '|value| > ½', graded: true, bar: 0.55 };

const CONTEXT: JudgeContext = {
  env: 'mainnet',
  allowSynthetic: false,
  coveredUs: STEPS * TRIAL_STEP_US,
  trials: 1,
  ledgerPath: null,
  full: false,
  recipe: [],
  tick: 1,
  step: 1,
  windowSeconds: null,
};

interface Made {
  readonly rho: number;
  readonly seed: number;
}

function marketOf({ rho, seed }: Made): PlantedMarket {
  const market = emptyMarket(STEPS);
  fillPlantedMarket(market, { rho, phi: 0, contemporaneous: 0.5 }, initRng(seed));
  return market;
}

function collect(logPrice: ArrayLike<number>, values: ArrayLike<number>, breaks: readonly number[] = []): Collected {
  const plan = plantedPlan([SIGNAL], { primaryUs: TRIAL_STEP_US, replications: 500 });
  const series = { logPrice, signals: [{ values, threshold: 0.5 }], breaks };
  return collectPlanted({ plan, clock: { startUs: START_US, stepUs: TRIAL_STEP_US }, series });
}

function targetOf(collected: Collected, context = CONTEXT): Endpoint {
  const endpoint = finish(judgeEndpoints(collected, context)).find(({ endpoint: { kind } }) => kind === 'target');
  if (endpoint === undefined) throw new RangeError('a planted study without an endpoint');
  return endpoint.endpoint;
}

/** Counts the markets on which a claim holds. */
function every(canary: CanaryName, holds: (seed: number) => boolean, markets = MARKETS): Canary {
  return function* ({ seed }: CanaryOptions) {
    let hits = 0;
    for (let i = 0; i < markets; i++) {
      yield { canary, done: i, of: markets };
      if (holds(seed + 31 * i)) hits++;
    }
    return allOf(canary, { hits, n: markets });
  };
}

/** Flow that moves with the price and foretells nothing must not pass. */
export const contemporaneousCanary: Canary = every('contemporaneous', (seed) => {
  const { logPrice, flow } = marketOf({ rho: 0, seed });
  return targetOf(collect(logPrice, flow)).verdict !== 'PASS';
});

/** A signal that is wrong three times of five fails; turned round it would pass. */
export const wrongWayCanary: Canary = every('wrong-way', (seed) => {
  const { logPrice, signal } = marketOf({ rho: WRONG, seed });
  return targetOf(collect(logPrice, signal)).verdict === 'FAIL';
});

/** A label made by shifting prices the wrong way is told by its correlation with the past return; a right one is not. */
export const leakedLabelCanary: Canary = every('leaked-label', (seed) => {
  const { logPrice, flow } = marketOf({ rho: 0, seed });
  const { y, past } = storeSeries(collect(logPrice, flow), { s: 0, h: 0 });
  const shifted = past.map((bp) => -bp);
  return !detectLeak(y, past).leaked && detectLeak(shifted, past).leaked;
});

/** Time run backwards takes the score away from a forecast, and leaves it to a signal of the past. */
export const reversedLabelCanary: Canary = every('reversed-label', (seed) => {
  const skilled = marketOf({ rho: STRONG, seed });
  const honest = storeSeries(collect(skilled.logPrice, skilled.signal), { s: 0, h: 0 });
  const idle = marketOf({ rho: 0, seed });
  const blind = storeSeries(collect(idle.logPrice, idle.flow), { s: 0, h: 0 });
  // Judged on labels from the wrong side, and their own reversal: flow of the moment scores on both.
  const wrong = blind.past;
  const caught = checkReversal(
    blind.side,
    wrong,
    wrong.map((bp) => -bp),
  );
  return !checkReversal(honest.side, honest.y, honest.past).keepsScore && caught.keepsScore;
});

/** What comes later changes no outcome that was known before: the data end early, the first part stays as it was. */
export const futureDeletedCanary: Canary = every('future-deleted', (seed) => {
  const { logPrice, signal } = marketOf({ rho: STRONG, seed });
  const half = STEPS >> 1;
  const whole = storeSeries(collect(logPrice, signal), { s: 0, h: 0 });
  const early = storeSeries(collect(logPrice.subarray(0, half), signal.subarray(0, half)), { s: 0, h: 0 });
  return (
    early.y.every((y, m) => m === half - 1 || Object.is(y, whole.y[m])) &&
    early.side.every((x, m) => x === whole.side[m])
  );
});

/** Skill on testnet, emulator or synthetic data carries no verdict unless that was asked for. */
export const environmentCanary: Canary = every(
  'environment',
  (seed) => {
    const { logPrice, signal } = marketOf({ rho: STRONG, seed });
    const collected = collect(logPrice, signal);
    const verdictOn = (env: JudgeContext['env'], allowSynthetic: boolean): string =>
      targetOf(collected, { ...CONTEXT, env, allowSynthetic }).verdict;
    const refused = (['testnet', 'emulator', 'synthetic', 'unstated'] as const).filter(
      (env) => verdictOn(env, false) === 'INCONCLUSIVE',
    );
    return refused.length === 4 && verdictOn('mainnet', false) === 'PASS' && verdictOn('synthetic', true) === 'PASS';
  },
  FEW_MARKETS,
);

const BREAK_EVERY = 10;

/** No outcome spans a break, and so many are missing that no verdict is given. */
export const gapsCanary: Canary = every('gaps', (seed) => {
  const { logPrice, signal } = marketOf({ rho: STRONG, seed });
  const breaks = Array.from({ length: STEPS / BREAK_EVERY - 1 }, (_, i) => (i + 1) * BREAK_EVERY);
  const broken = collect(logPrice, signal, breaks);
  const { y } = storeSeries(broken, { s: 0, h: 0 });
  const spans = breaks.filter((step) => !Number.isNaN(y[step - 1]));
  const { verdict, gates } = targetOf(broken);
  const gate = gates.find((one) => one.gate === 'gaps');
  return spans.length === 0 && gate?.passed === false && verdict === 'INCONCLUSIVE';
});
