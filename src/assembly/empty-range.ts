// The error of a range, or of symbols, that the inputs hold nothing of: a wrong question, not an empty answer.

import { DataError } from '../platform/errors.js';

export const emptyRange = (path: string | undefined): DataError =>
  new DataError('the inputs hold no message of these symbols in this range', {
    code: 'V13_REPLAY_EMPTY',
    path,
    hint: 'leave out --symbol, --from and --to to see what there is; 14:30 alone is of the first day there',
  });
