// The environment that the configuration names, for --env.

import type { Settings } from '../../cli/config/layers.js';
import { environmentOf } from '../../core/market/instrument.js';
import type { NamedEnvironment } from '../../exchange/binance/environments.js';
import { UsageError } from '../../platform/errors.js';

/** The default of both addresses: no environment is named. */
const UNSET = 'unset';

/** Empty where none is named. Throws UsageError where only one of its addresses is. */
export function namedEnvironments(settings: Settings): ReadonlyMap<string, NamedEnvironment> {
  const text = (key: string): string => String(settings[`environment.${key}`]?.value ?? UNSET);
  const [restBase, streamBase, env] = [text('rest'), text('stream'), environmentOf(text('stamp'))];
  if (restBase === UNSET && streamBase === UNSET) return new Map();
  if (restBase === UNSET || streamBase === UNSET || env === null) {
    throw new UsageError('the environment of the configuration lacks an address', {
      code: 'V13_ENV_INCOMPLETE',
      hint: 'set environment.rest and environment.stream, both of the same exchange',
    });
  }
  return new Map([[text('name'), { env, restBase, streamBase }]]);
}
