// What `v13 why` is asked, filled in and checked before anything is opened.

import { chainOptions } from '../../cli/config/chain-options.js';
import type { Input } from '../../cli/command.js';
import type { ArgumentSpec } from '../../cli/option.js';
import { switchOption, valueOption } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { integer } from '../../cli/values/number.js';
import { accept } from '../../cli/values/refuse.js';
import { canonicalSymbol } from '../../cli/values/symbol.js';
import { parseTime } from '../../cli/values/time.js';
import { inputArgument, inputOptions, marketOptions } from '../recordings/recording-options.js';
import { type ChainPlan, type RecordingPlan, planChain, planRecording } from '../recordings/recording-plan.js';

const { format, strict } = inputOptions;

export const whyOptions = {
  full: switchOption({
    flag: '--full',
    group: 'Output',
    help: 'all updates and trades of the row, messages unshortened, every figure that was computed once more',
  }),
  exact: switchOption({
    flag: '--exact',
    group: 'Time',
    help: 'the row of that very moment and no earlier one; an error where there is none',
  }),
  width: valueOption({
    flag: '--width',
    group: 'Output',
    value: 'CELLS',
    parse: integer({ min: 20, max: 1_000 }),
    default: null,
    help: 'cells that a line may take; else as many as the terminal has',
  }),
  format,
  strict,
  ...chainOptions,
  ...marketOptions,
} as const;

export const whyArguments: readonly ArgumentSpec[] = [
  { name: 'SYMBOL', help: 'symbol of the row', required: true, variadic: false },
  {
    name: 'TIME',
    help: 'ISO 8601, a time of day in the recording, -90s before its end, +90s after its beginning, epoch ms',
    required: true,
    variadic: false,
  },
  inputArgument,
];

export interface WhyPlan extends RecordingPlan, ChainPlan {
  readonly symbol: string;
  /** As typed: times of day and relative ones are of the recording. */
  readonly time: string;
  readonly isFull: boolean;
  readonly isExact: boolean;
  /** Null for that of the terminal. */
  readonly columns: number | null;
}

export function planWhy({ options, args }: Input<typeof whyOptions>, env: PlanEnv): WhyPlan {
  // Both are required arguments: they are there.
  const [symbolText = '', time = '', ...paths] = args;
  const symbol = accept(canonicalSymbol(symbolText), 'SYMBOL', symbolText);
  accept(parseTime(time, env), 'TIME', time);
  return {
    ...planRecording({ options: { ...options, symbol: [[symbol]] }, args: paths }, env),
    ...planChain(options, env),
    symbol,
    time,
    isFull: options.full,
    isExact: options.exact,
    columns: options.width,
  };
}
