// Whether the data last as long as what is asked of them: an outcome ends one latency and one horizon after its decision.

import type { Collected } from '../../core/analysis/collect/collected.js';
import { DataError } from '../../platform/errors.js';
import { formatDuration } from '../../text/duration.js';

type Asked = Pick<Collected, 'plan' | 'firstUs' | 'lastUs'>;

const SECOND_US = 1_000_000;

/** Whole seconds, where there are any: nobody asks for microseconds of a recording. */
const lengthText = (us: number): string => formatDuration(us < SECOND_US ? us : Math.floor(us / SECOND_US) * SECOND_US);

const tooLong = ({ plan, firstUs, lastUs }: Asked): number[] =>
  plan.horizonsUs.filter((horizonUs) => horizonUs + plan.latencyUs > lastUs - firstUs);

/** V13_HORIZON_LONG where not one horizon fits into the data, else null. */
export function horizonRefusal(asked: Asked): DataError | null {
  const { plan, firstUs, lastUs } = asked;
  if (tooLong(asked).length < plan.horizonsUs.length) return null;
  const shortest = Math.min(...plan.horizonsUs);
  const [have, need] = [lengthText(lastUs - firstUs), formatDuration(shortest + plan.latencyUs)];
  return new DataError(
    `no outcome after ${formatDuration(shortest)} is possible: the data last ${have}, and it takes ${need}`,
    {
      code: 'V13_HORIZON_LONG',
      hint: 'ask for a shorter --horizon, or record for longer',
      details: { firstUs, lastUs },
    },
  );
}

/** One sentence for the horizons that do not fit while others do. */
export function horizonWarnings(asked: Asked): string[] {
  const { firstUs, lastUs } = asked;
  const long = tooLong(asked);
  if (long.length === 0) return [];
  const names = long.map(formatDuration).join(', ');
  return [`too long for the data, which last ${lengthText(lastUs - firstUs)}: no outcome after ${names} is possible`];
}

/** Code of the error that asks for another run, with the horizons that fit: the verdict would be of none of the data. */
const SOME_LONG = 'V13_HORIZON_SOME';

/** Where the primary horizon is the longest by default, and does not fit while others do; else null. */
export function primaryRefusal(asked: Asked): DataError | null {
  const long = tooLong(asked);
  if (!long.includes(asked.plan.primaryUs)) return null;
  const fitting = asked.plan.horizonsUs.filter((one) => !long.includes(one));
  const [message = ''] = horizonWarnings(asked);
  return new DataError(message, { code: SOME_LONG, hint: 'ask for a shorter --horizon', details: { fitting } });
}

/** Horizons of a `primaryRefusal`; null for any other error. */
export const fittingHorizons = (error: unknown): readonly number[] | null =>
  error instanceof DataError && error.code === SOME_LONG ? (error.details['fitting'] as readonly number[]) : null;
