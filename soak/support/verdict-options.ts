// What the validation of the verdict is asked to do: `--quick`, `--seed N`, `--out FILE`.

export interface VerdictOptions {
  /** Fewer markets, and no page written. */
  readonly quick: boolean;
  readonly seed: number;
  /** Where the page goes. */
  readonly out: string;
  /** Markets of a false-pass rate, of a power, and of the overlapping samples. */
  readonly nulls: number;
  readonly powers: number;
  readonly overlaps: number;
}

const WHOLE = { nulls: 1_000, powers: 400, overlaps: 400 };
const QUICK = { nulls: 120, powers: 60, overlaps: 20 };

export function readVerdictOptions(args: readonly string[]): VerdictOptions {
  let quick = false;
  let seed = 13;
  let out = 'docs/validation.md';
  for (let i = 0; i < args.length; i++) {
    const value = args[i + 1] ?? '';
    if (args[i] === '--quick') quick = true;
    else if (args[i] === '--seed' && /^\d{1,9}$/.test(value)) seed = Number(args[++i]);
    else if (args[i] === '--out' && value !== '') out = args[++i] ?? out;
    else throw new Error(`unknown option ${args[i] ?? ''}`);
  }
  return { quick, seed, out, ...(quick ? QUICK : WHOLE) };
}
