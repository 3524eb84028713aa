// What can be refused of an output file once the inputs are known and before anything is computed.

import type { Recording } from '../../assembly/recording.js';
import { StoreError, UsageError } from '../../platform/errors.js';
import { isSameFile, whatStandsAt } from '../../platform/file-identity.js';

export interface OutputFile {
  /** Null where nothing is written, `-` for standard output. */
  readonly path: string | null;
  /** The option that named it, for messages. */
  readonly flag: string;
  /** An existing file is replaced. */
  readonly force: boolean;
}

/** Throws where the output would replace an input (UsageError), or a file that is there without --force (StoreError). */
export const checkOutputPath = ({ opened }: Pick<Recording, 'opened'>, file: OutputFile): void =>
  checkOutput(opened.inputs, file);

/** As checkOutputPath, for inputs of any kind. */
export function checkOutput(inputs: readonly { readonly path: string }[], { path, flag, force }: OutputFile): void {
  if (path === null || path === '-') return;
  const input = inputs.find((one) => one.path !== '-' && isSameFile(one.path, path));
  if (input !== undefined) {
    throw new UsageError(`${flag} ${path} is an input of this run`, {
      code: 'V13_OUTPUT_IS_INPUT',
      hint: 'choose another name for the output',
      details: { path },
    });
  }
  const there = whatStandsAt(path);
  if (there === 'other') {
    throw new StoreError(`cannot write ${path}: a folder or a device of that name is in the way`, {
      code: 'V13_STORE_WRITE',
      hint: `name a file; ${flag} - is standard output`,
      details: { path },
    });
  }
  if (there === 'file' && !force) {
    throw new StoreError(`${path} exists`, {
      code: 'V13_STORE_EXISTS',
      hint: `choose another name for ${flag}, or replace it with --force`,
      details: { path },
    });
  }
}
