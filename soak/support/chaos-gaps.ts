// The gaps that a recording reports against those that its lines show, and the healed trades against the missing ones.

import type { Certificate } from '../../src/core/quality/certificate-json.js';
import type { VerifyVerdict } from '../../src/core/quality/verification.js';
import type { JudgedInput, SymbolFindings } from './chaos-input.js';
import { type FileLine, splitStream } from './chaos-lines.js';
import type { ChaosEvidence } from './chaos-run.js';

const keyOf = (gap: { symbol: string; stream: string; fromId: number; toId: number }): string =>
  `${gap.symbol} ${gap.stream} ${gap.fromId}–${gap.toId}`;

/** What one list of texts has more than another, as often as it has it. */
function surplus(of: readonly string[], over: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const key of over) left.set(key, (left.get(key) ?? 0) + 1);
  return of.filter((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function differences(what: string, expected: readonly string[], found: readonly string[]): string[] {
  return [
    ...surplus(expected, found).map((key) => `${what} lacks ${key}`),
    ...surplus(found, expected).map((key) => `${what} has ${key}, which is not so`),
  ].slice(0, 4);
}

const streamName = (stream: string): string => (stream === 'aggTrade' ? 'trade' : stream);

/** Gaps and holes as the certificate has them. */
const certified = ({ symbols }: Certificate): string[] =>
  symbols.flatMap(({ symbol, streams }) =>
    streams.flatMap(({ stream, gaps }) =>
      gaps.map(({ fromId, toId }) => keyOf({ symbol, stream: streamName(stream), fromId, toId })),
    ),
  );

const openIds = ({ symbols }: Certificate): string[] =>
  symbols.flatMap(({ symbol, streams }) =>
    streams.flatMap(({ gaps }) =>
      gaps.flatMap(({ open }) =>
        open.flatMap(({ fromId, toId }) =>
          Array.from({ length: toId - fromId + 1 }, (_, i) => `${symbol} ${fromId + i}`),
        ),
      ),
    ),
  );

/** Reported gaps against the gaps that the lines show, and open ids against those that nobody can have. */
export function judgeGaps({ evidence, truth, lines, says }: JudgedInput, found: readonly SymbolFindings[]) {
  const gaps = found.flatMap(({ book, trades }) => [...book.gaps, ...trades.gaps]);
  const expected = gaps.map(keyOf);
  const noted = lines.filter(({ control }) => control === 'gap').map((line) => noteKey(line));
  const problems = differences('the gap lines', expected, noted);
  if (says.certificate === null)
    return { gaps, noted, open: [], problems: [...problems, 'verify gives no certificate'] };
  problems.push(...differences('the certificate', expected, certified(says.certificate)));
  const unhealable = new Set(
    truth.lost
      .filter(({ fault }) => fault === 'hole-unhealable')
      .map(({ stream, id }) => `${splitStream(stream).symbol} ${id}`),
  );
  const missing = found.flatMap(({ symbol, trades }) => [...trades.missing].map((id) => `${symbol} ${id}`));
  const open = missing.filter((key) => unhealable.has(key));
  problems.push(...differences('the list of open ids', open, openIds(says.certificate)));
  const healed = found.flatMap(({ symbol, trades }) => trades.healed.map(({ id }) => `${symbol} ${id}`));
  problems.push(...differences('what was healed', surplus(missing, open), healed));
  problems.push(...judgeHealed(evidence, found));
  const isHoled = found.some(({ book }) => book.gaps.length > 0) || open.length > 0;
  const verdict: VerifyVerdict = isHoled ? 'holes' : 'whole';
  if (says.verdict !== verdict) problems.push(`verify says ${says.verdict}, expected ${verdict}`);
  if (JSON.stringify(says.certificate) !== JSON.stringify(evidence.certificate)) {
    problems.push('the certificate of the live run is not that of its bytes');
  }
  return { gaps, noted, open, problems };
}

const noteKey = ({ symbol = '', from_id: fromId = NaN, to_id: toId = NaN, text }: FileLine): string =>
  keyOf({ symbol, stream: text.includes('"stream":"trade"') ? 'trade' : 'depth', fromId, toId });

/** A healed trade is the element that the emulator answers, byte for byte. */
function judgeHealed({ asked }: ChaosEvidence, found: readonly SymbolFindings[]): string[] {
  return found
    .flatMap(({ symbol, trades }) => trades.healed.map(({ id, text }) => ({ key: `${symbol} ${id}`, text })))
    .filter(({ key, text }) => asked.get(key) !== text)
    .map(({ key }) => `healed trade ${key} is not the emulator's`)
    .slice(0, 3);
}
