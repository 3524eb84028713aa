// The size of a frame as typed: 120x40.

import type { ValueParser } from '../../cli/option.js';
import { refuseValue } from '../../cli/values/refuse.js';

export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
}

/** What the screen has a layout for. A test holds it to the screen itself. */
export const LEAST_FRAME: FrameSize = { columns: 60, rows: 20 };

const MOST = 500;

export const frameSize: ValueParser<FrameSize> = (value, flag) => {
  const [, columns, rows] = (/^(\d{1,4})x(\d{1,4})$/.exec(value) ?? []).map(Number);
  if (columns === undefined || rows === undefined) {
    return refuseValue(flag, value, { problem: 'is no COLUMNSxROWS', hint: 'for example 120x40' });
  }
  if (Math.min(columns, rows) < 1 || Math.max(columns, rows) > MOST) {
    return refuseValue(flag, value, { problem: `is not within 1x1 and ${MOST}x${MOST}`, hint: 'for example 120x40' });
  }
  return { columns, rows };
};
