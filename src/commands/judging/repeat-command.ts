// The command line that gives a report again: every choice in it, whatever it came from.

import { CHAIN_KEYS } from '../../cli/config/chain-keys.js';
import { chainToValues } from '../../cli/config/chain-values.js';
import { keyText } from '../../cli/config/key.js';
import type { Context } from '../../cli/context.js';
import { shellWord } from '../../cli/shell-word.js';
import { type ChainConfig, DEFAULT_CHAIN } from '../../core/pipeline/config.js';
import { formatDuration } from '../../text/duration.js';
import type { StudyChoices } from '../../assembly/analyze/study-design.js';
import { shownPath } from '../../platform/paths.js';
import type { RangePlan, RecordingPlan } from '../recordings/recording-plan.js';
import type { ReportPlan } from './judging-plan.js';

/** Flags of everything that is not as it is by default; one flag may stand for several keys. */
function chainWords(chain: ChainConfig): string[] {
  const [values, defaults] = [chainToValues(chain), chainToValues(DEFAULT_CHAIN)];
  const words = new Map<string, string>();
  for (const { key, flag, type } of CHAIN_KEYS) {
    const value = values[key];
    if (flag === null || value === undefined || JSON.stringify(value) === JSON.stringify(defaults[key])) continue;
    words.set(flag, keyText(type, value));
  }
  return [...words].flat();
}

const isoTime = (us: number): string => new Date(us / 1_000).toISOString();

export interface Repeated {
  readonly chain: ChainConfig;
  readonly symbol: string;
}

/** What every plan to judge has. */
export interface RepeatablePlan extends RangePlan {
  readonly study: StudyChoices;
  readonly allowSynthetic: boolean;
  readonly output: ReportPlan;
}

/** Name without its folders. */
export const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** Flag and value, or nothing. */
export const optional = (flag: string, value: string | null): string[] => (value === null ? [] : [flag, value]);

/** The inputs as they were given, with everything that was said of them, for a shell: a data root by its name. */
export function repeatedInputs(plan: RecordingPlan, { cwd, dataRoot }: Pick<Context, 'cwd' | 'dataRoot'>): string {
  const { recording, fromDataRoot } = plan;
  const paths = fromDataRoot ? ['--data', dataRoot] : recording.paths;
  const words = [
    ...paths.map((path) => (path === '--data' || path === '-' ? path : shownPath(path, cwd))),
    ...optional('--format', recording.format),
    ...optional('--venue', recording.venue),
    ...optional('--env', recording.env),
    ...optional('--tick', recording.tick),
    ...optional('--step', recording.step),
    ...(recording.strict ? ['--strict'] : []),
  ];
  return words.map(shellWord).join(' ');
}

/** Words behind the inputs, for a shell; `own` are those that only one command has. */
export function repeatedWords(plan: RepeatablePlan, repeated: Repeated, own: readonly string[]): string {
  const { study, allowSynthetic, fromUs, toUs, output } = plan;
  const { chain, symbol } = repeated;
  const { horizonsUs, primaryUs, latencyUs, takerBp, makerBp, label, barriers, staleUs, alpha, seed, replications } =
    study;
  const words = [
    ...['--symbol', symbol],
    ...['--horizon', horizonsUs.map(formatDuration).join(',')],
    ...optional('--primary-horizon', primaryUs === null ? null : formatDuration(primaryUs)),
    ...['--latency', formatDuration(latencyUs), '--fee-taker', `${takerBp}bp`, '--fee-maker', `${makerBp}bp`],
    ...[
      '--label',
      label,
      '--barriers',
      `${barriers.up},${barriers.down}`,
      '--stale',
      formatDuration(staleUs),
      '--significance',
      String(alpha),
    ],
    ...['--seed', String(seed), '--replications', String(replications)],
    ...own,
    ...optional('--from', fromUs === null ? null : isoTime(fromUs)),
    ...optional('--to', toUs === null ? null : isoTime(toUs)),
    ...chainWords(chain),
    ...(allowSynthetic ? ['--allow-synthetic'] : []),
    ...(output.full ? ['--full'] : []),
  ];
  return words.map(shellWord).join(' ');
}
