// The shape of one entry of `v13 explain`.

export interface Explanation {
  readonly term: string;
  /** Other words that lead here. */
  readonly aliases: readonly string[];
  /** What it means, in a few plain sentences. */
  readonly means: string;
  /** Lines of the formula; empty where there is none. */
  readonly formula: readonly string[];
  /** Unit of the figure, or null. */
  readonly unit: string | null;
  /** Keys of the signal row that show it, as they are written: `ofi_z`. */
  readonly fields: readonly string[];
  /** Flags that change it. */
  readonly flags: readonly string[];
  /** Paper, exchange document or decision of this project. */
  readonly source: string;
  /** Other entries. */
  readonly see: readonly string[];
}
