// Units of a symbol that turn out finer in the middle of a file than its beginning showed.

import { type Decimal, formatUnits } from '../../core/market/decimal.js';
import { type Instrument, commonUnit } from '../../core/market/instrument.js';
import type { FrameBatch } from '../../core/market/frame.js';
import { addProbe, createHints, inferFromHints } from '../../exchange/binance/probe-market.js';
import type { SessionSymbol } from '../../store/ndjson/session-header.js';

/** One unit as decimal text: 0.01. */
const unitText = (unit: Decimal): string => formatUnits(1, unit);

export const sessionSymbols = (instruments: ReadonlyMap<string, Instrument>): SessionSymbol[] =>
  [...instruments.values()]
    .map(({ symbol, tick, step }) => ({ symbol, tick: unitText(tick), step: unitText(step) }))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));

/** The known unit, or where it does not hold any more, one of every decimal written: what was wrong once is not guessed again. */
function finerUnit(known: Decimal, found: Decimal): Decimal {
  const common = commonUnit(known, found);
  return unitText(common) === unitText(known) ? known : { mantissa: 1, decimals: common.decimals };
}

/** Lines that name no symbol are of the one that the user gives. */
export function namedInstruments(
  instruments: ReadonlyMap<string, Instrument>,
  symbol: string | null,
): ReadonlyMap<string, Instrument> {
  const nameless = instruments.get('');
  if (nameless === undefined || symbol === null) return instruments;
  const named = new Map(instruments);
  named.delete('');
  return named.set(symbol, { ...nameless, symbol });
}

/** The instruments with units that also the numbers of these frames are multiples of; null where nothing gets finer. */
export function finerInstruments(
  instruments: ReadonlyMap<string, Instrument>,
  frames: FrameBatch,
): Map<string, Instrument> | null {
  const hints = createHints();
  addProbe(hints, frames);
  const finer = new Map(instruments);
  let changed = false;
  for (const [symbol, known] of instruments) {
    const found = inferFromHints(hints, known.venue).get(symbol);
    if (found === undefined) continue;
    const tick = finerUnit(known.tick, found.tick);
    const step = finerUnit(known.step, found.step);
    if (unitText(tick) === unitText(known.tick) && unitText(step) === unitText(known.step)) continue;
    finer.set(symbol, { ...known, tick, step });
    changed = true;
  }
  return changed ? finer : null;
}
