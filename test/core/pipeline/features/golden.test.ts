// Features of trades and prices on a recording, against figures computed independently in Python (numpy, statsmodels) from
// the trades and books of the same recording.

import { expect, test } from 'vitest';
import { DEFAULT_CHAIN } from '../../../../src/core/pipeline/config.js';
import type { FeatureSettings } from '../../../../src/core/pipeline/feature.js';
import { featureKind } from '../../../../src/core/pipeline/features/index.js';
import { buildFeature } from '../../../../src/core/pipeline/features/settings.js';
import { openMarket, runMarket } from '../../../support/market-run.js';
import { ETH_2024, framesIn, instrumentsOf, pathsOf } from '../../../support/recordings.js';

const SECOND = 1_000_000;

const ASKED: Readonly<Record<string, FeatureSettings>> = {
  cvd_notional: {},
  cvd_ewma: { half_life: 3 * SECOND },
  cvd_robust: { window: 101, deviations: 3 },
  cvd_windows: { short: SECOND, middle: 5 * SECOND, long: 20 * SECOND, window: 8 },
  vpin: { size: 25, window: 20 },
  kyle: { bar: SECOND, window: 60 },
  amihud: { bar: SECOND, window: 60 },
  roll: { window: 200 },
  spreads: {},
  markout: {},
  bars: {},
  volume_bars: { trailing: 30 * SECOND, share: 0.05 },
  volatility: { short: 10 * SECOND, middle: 60 * SECOND, long: 120 * SECOND },
};

/** The rows of 23:56:45.1 and 23:59:15.1. */
const TIMES = [1_723_161_405_100_000, 1_723_161_555_100_000];
const FIGURES: readonly (readonly [column: string, first: number | null, second: number | null])[] = [
  ['cvd_notional', 157623.23352, 2970222.48557],
  ['cvd_notional_delta', 0, -61384.86882],
  ['cvd_ewma', -76.7370191686, 600.078426601],
  ['cvd_sqrt', 67.5240291729, 686.566490968],
  ['cvd_winsor', 89.7300916, 475.3738518],
  ['cvd_delta_1s', 3.807, -18.273],
  ['cvd_z_1s', 0.538412233724, -0.56391505979],
  ['trade_imbalance_1s', 0.912293314162, -0.482506403317],
  ['cvd_delta_5s', -104.631, 944.247],
  ['cvd_z_5s', -0.744728063936, 8.99707827797],
  ['trade_imbalance_5s', -0.803833595821, 0.918264700305],
  ['cvd_delta_20s', 6.17, 1037.648],
  ['cvd_z_20s', null, 4.00267878622],
  ['trade_imbalance_20s', 0.0162339370849, 0.775643411896],
  ['vpin', 0.609144, 0.955784],
  ['kyle_lambda', 0.00280961215521, 0.00197955901295],
  ['kyle_alpha', -0.00238768802312, 0.0484112214037],
  ['kyle_r2', 0.222532826017, 0.438574151986],
  ['kyle_lambda_origin', 0.00281403734157, 0.00204098838344],
  ['kyle_lambda_root', 0.0406364898573, 0.0461458730021],
  ['amihud', 3.9062732855e-9, 2.12870364048e-9],
  ['roll_cov', 0.000106645, 8.0815e-5],
  ['roll_spread', null, null],
  ['effective_spread', null, 0.0399381461097],
  ['realised_spread_1s', 0.0373002803116, 2.19794547978],
  ['price_impact_1s', 0, -2.16069216656],
  ['realised_spread_5s', null, -8.53558762303],
  ['price_impact_5s', null, 8.57286093142],
  ['markout_buy_1s', null, -1.08034608328],
  ['markout_sell_1s', 0, null],
  ['markout_buy_5s', null, 4.28643046571],
  ['markout_sell_5s', null, null],
  ['markout_buy_1m', null, null],
  ['markout_sell_1m', 2.53624522819, null],
  ['bar_open', null, 2684.08],
  ['bar_high', null, 2684.08],
  ['bar_vwap', null, 2684.07821688],
  ['bar_volume', 0, 22.87],
  ['vbar_open', 2680.64, 2684.76],
  ['vbar_high', 2680.95, 2684.82],
  ['vbar_low', 2680.58, 2684.08],
  ['vbar_close', 2680.95, 2684.08],
  ['vbar_buy_share', 0.136859582543, 0.797237118872],
  ['vbar_duration_us', 800206.0, 1147746.0],
  ['volatility_10s', 3.73956605245, 6.74017615085],
  ['bipower_10s', 2.06130394814, 4.07099544241],
  ['volatility_1m', 8.37499074365, 11.1053218415],
  ['bipower_1m', 3.57214796276, 6.67050255748],
  ['volatility_2m', 11.4575498755, 13.4653228594],
  ['bipower_2m', 5.80613631281, 7.81278698529],
  ['parkinson_10s', 2.17280959102, 4.78882550722],
  ['parkinson_1m', 4.32338047881, 15.0058071239],
];

const paths = pathsOf(ETH_2024);

test.skipIf(paths === null)('equal to ten digits at two rows of ETHUSDT, 2024-08-08', () => {
  const features = Object.entries(ASKED).map(([name, settings]) => buildFeature(featureKind(name)!, settings));
  const columns = features.flatMap((feature) => feature.columns.map(({ name }) => name));
  const market = openMarket(DEFAULT_CHAIN, { instruments: instrumentsOf(ETH_2024), features });
  const rows = runMarket(market, framesIn(ETH_2024, paths!));
  TIMES.forEach((timeUs, k) => {
    const row = rows.find((one) => one.timeUs === timeUs);
    for (const [column, ...truths] of FIGURES) {
      const truth = truths[k] ?? null;
      const value = row!.features![columns.indexOf(column)]!;
      if (truth === null || truth === 0) expect([column, value]).toEqual([column, truth]);
      else expect([column, Math.abs(value / truth - 1) < 1e-10 ? truth : value]).toEqual([column, truth]);
    }
  });
});
