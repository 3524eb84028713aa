// What can be refused once the inputs are known and before anything is computed.

import type { Recording } from '../../assembly/recording.js';
import { StoreError, UsageError } from '../../platform/errors.js';
import { isSameFile, whatStandsAt } from '../../platform/file-identity.js';
import type { ReplayPlan } from './plan.js';

/** Throws UsageError where --env or --venue says other than the recording does of itself. */
export function checkStated(recording: Recording, { recording: given }: ReplayPlan): void {
  const pairs = [
    ['--env', given.env, recording.env],
    ['--venue', given.venue, recording.venue],
  ] as const;
  for (const [flag, asked, stated] of pairs) {
    if (asked === null || asked === stated) continue;
    throw new UsageError(`${flag} ${asked} contradicts the recording, which states ${stated}`, {
      code: 'V13_STATED_CONFLICT',
      hint: `leave out ${flag}: it is for files that do not state theirs`,
      details: { flag, asked, stated },
    });
  }
}

/** Throws where --rows would replace an input (UsageError), or a file that is there without --force (StoreError). */
export function checkRowsPath(recording: Recording, { rowsPath, force }: ReplayPlan): void {
  if (rowsPath === null || rowsPath === '-') return;
  const input = recording.opened.inputs.find(({ path }) => path !== '-' && isSameFile(path, rowsPath));
  if (input !== undefined) {
    throw new UsageError(`--rows ${rowsPath} is an input of this run`, {
      code: 'V13_OUTPUT_IS_INPUT',
      hint: 'choose another name for the rows',
      details: { path: rowsPath },
    });
  }
  const there = whatStandsAt(rowsPath);
  if (there === 'other') {
    throw new StoreError(`cannot write ${rowsPath}: a folder or a device of that name is in the way`, {
      code: 'V13_STORE_WRITE',
      hint: 'name a file; --rows - is standard output',
      details: { path: rowsPath },
    });
  }
  if (there === 'file' && !force) {
    throw new StoreError(`${rowsPath} exists`, {
      code: 'V13_STORE_EXISTS',
      hint: 'choose another name for --rows, or replace it with --force',
      details: { path: rowsPath },
    });
  }
}
