// Feature `clipped`: the chain's own z-scores, cut at ± a limit.

import { type FeatureKind, bindFeature } from '../feature.js';
import { numberSetting } from './settings.js';

const clip = (z: number | null, limit: number): number | null =>
  z === null ? null : Math.min(Math.max(z, -limit), limit);

export const clipped: FeatureKind = {
  name: 'clipped',
  about: 'the z-scores of OFI and CVD, cut at a limit on both sides',
  source: 'the original design',
  options: [{ name: 'limit', about: 'largest |z| that is written', kind: 'number', fallback: 5 }],
  build: (settings) => {
    const limit = numberSetting(settings, 'limit', { above: 0 });
    return bindFeature<object>({
      columns: [
        { name: 'ofi_z_clipped', unit: 'z', about: `The row's ofi_z, cut at ±${limit}.` },
        { name: 'cvd_z_clipped', unit: 'z', about: `The row's cvd_z, cut at ±${limit}.` },
      ],
      levels: 0,
      init: () => ({}),
      onRow: (_, { row }, out) => void out.push(clip(row.ofiZ, limit), clip(row.cvdZ, limit)),
      onBreak: () => undefined,
    });
  },
};
