// What to call next: lines that repeat this run, whatever it was made with, and compare it with another.

import { chainWords } from '../../cli/config/chain-words.js';
import { shellWord } from '../../cli/shell-word.js';
import type { ReplayResult } from '../../core/pipeline/replay-result.js';
import { shownPath } from '../../platform/paths.js';
import type { ReplayPlan } from './plan.js';

/** Integer µs → `2026-01-01T00:01:10.000001Z`, without zeros at the end. */
function timeWord(timeUs: number): string {
  const fraction = String(timeUs % 1_000_000).padStart(6, '0');
  const whole = new Date(Math.floor(timeUs / 1_000_000) * 1_000).toISOString().slice(0, 19);
  return timeUs % 1_000_000 === 0 ? `${whole}Z` : `${whole}.${fraction.replace(/0+$/, '')}Z`;
}

function pathWord(path: string, cwd: string): string {
  if (path === '-') return path;
  const shown = shownPath(path, cwd);
  return shown.startsWith('-') ? `./${shown}` : shown;
}

/** Everything that the digest depends on: inputs, range, market, configuration. */
function sameRun(plan: ReplayPlan, cwd: string): string {
  const { recording, fromUs, toUs } = plan;
  const { symbols, format, tick, step, venue, env } = recording;
  const values: readonly (readonly [flag: string, value: string | null])[] = [
    ['--config', plan.configFile],
    ['--symbol', symbols.length === 0 ? null : symbols.join(',')],
    ['--format', format],
    ['--from', fromUs === null ? null : timeWord(fromUs)],
    ['--to', toUs === null ? null : timeWord(toUs)],
    ['--tick', tick],
    ['--step', step],
    ['--venue', venue],
    ['--env', env],
  ];
  const words = [
    ...recording.paths.map((path) => pathWord(path, cwd)),
    ...values.flatMap(([flag, value]) => (value === null ? [] : [flag, value])),
    ...chainWords(plan.flags),
  ];
  return ['v13 replay', ...words.map(shellWord)].join(' ');
}

/** Lines to copy: prove this digest again; or, where it differs, find the first row that does. */
export function nextLines(
  result: Pick<ReplayResult, 'digest' | 'expectation'>,
  plan: ReplayPlan,
  cwd: string,
): string[] {
  const { digest, expectation } = result;
  const same = sameRun(plan, cwd);
  // Without one fusion the comparison could prove nothing.
  if (expectation === null) return digest.fusion === 0 ? [] : [`${same} --expect ${digest.value}`];
  const written = plan.rowsPath === null || plan.rowsPath === '-' ? null : pathWord(plan.rowsPath, cwd);
  const rows = written === null ? [`${same} --rows rows.ndjson`] : [];
  if (expectation.equal || plan.expectRows !== null) return rows;
  const compare = `${same} --expect-rows ${shellWord(written ?? 'rows.ndjson')}`;
  return [...rows, `${compare}  # where the other digest came from: names the first row that differs`];
}
