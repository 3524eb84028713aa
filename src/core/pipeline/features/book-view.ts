// Features that show the book as of the row, and remember nothing.

import type { TopLevels } from '../../book/top-levels.js';
import type { FeatureColumn, FeatureOperator, FeatureScale, RowMoment } from '../feature.js';

export interface BookView {
  readonly columns: readonly FeatureColumn[];
  readonly levels: number;
  /** Appends one value a column. */
  readonly show: (
    book: { readonly top: TopLevels; readonly scale: FeatureScale },
    moment: RowMoment,
  ) => readonly (number | null)[];
}

/** All columns are null where the book cannot be read. */
export const bookView = ({ columns, levels, show }: BookView): FeatureOperator<FeatureScale> => ({
  columns,
  levels,
  init: ({ tick, step }) => ({ tick, step }),
  onRow: (scale, moment, out) => {
    const { top } = moment;
    if (top === null) for (let k = 0; k < columns.length; k++) out.push(null);
    else for (const value of show({ top, scale }, moment)) out.push(value);
  },
  onBreak: () => undefined,
});
