// What a verification will do, filled in and checked before anything is opened.

import type { Input } from '../../cli/command.js';
import { listOption, switchOption, valueOption } from '../../cli/option.js';
import type { PlanEnv } from '../../cli/plan-env.js';
import { joinSymbols, symbols } from '../../cli/values/symbol.js';
import { text } from '../../cli/values/text.js';
import { UsageError } from '../../platform/errors.js';
import { inFolder } from '../recordings/recording-plan.js';

export const verifyOptions = {
  symbol: listOption({
    flag: '--symbol',
    group: 'Input',
    value: 'SYMBOL',
    parse: symbols,
    default: null,
    help: 'only these symbols; comma list or repeated',
  }),
  certificate: valueOption({
    flag: '--certificate',
    group: 'Output',
    value: 'FILE',
    parse: text,
    default: null,
    help: 'write the JSON document to this file too, to lie beside the data',
  }),
  force: switchOption({ flag: '--force', group: 'Output', help: 'replace an existing certificate' }),
} as const;

export interface VerifyPlan {
  readonly paths: readonly string[];
  /** No path was given: the data root is read. */
  readonly fromDataRoot: boolean;
  readonly symbols: readonly string[];
  readonly certificatePath: string | null;
  readonly force: boolean;
}

export function planVerify({ options, args }: Input<typeof verifyOptions>, env: PlanEnv): VerifyPlan {
  const { certificate, force, symbol } = options;
  if (certificate === '-') {
    throw new UsageError('--certificate names a file', {
      code: 'V13_OUTPUT_CONFLICT',
      hint: 'with --json the same document goes to standard output',
    });
  }
  return {
    paths: args.length === 0 ? [env.dataRoot] : args.map((path) => inFolder(env.cwd, path)),
    fromDataRoot: args.length === 0,
    symbols: joinSymbols(symbol),
    certificatePath: certificate === null ? null : inFolder(env.cwd, certificate),
    force,
  };
}
