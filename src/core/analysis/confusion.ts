// Scores of a classifier from its confusion matrix, two classes or more.

import { checkPaired } from './moments.js';

export interface Confusion {
  readonly classes: number;
  readonly n: number;
  /** classes × classes counts, row = truth, column = prediction. */
  readonly counts: Float64Array;
}

/**
 * @param truth, predicted class numbers 0 … classes − 1
 * @throws RangeError for any other number
 */
export function confusionOf(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes = 2): Confusion {
  checkPaired(truth, predicted);
  const counts = new Float64Array(classes * classes);
  const known = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < classes;
  for (let i = 0; i < truth.length; i++) {
    const row = truth[i] as number;
    const column = predicted[i] as number;
    if (!known(row) || !known(column)) throw new RangeError(`class ${row} or ${column} of ${classes}`);
    const cell = row * classes + column;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return { classes, n: truth.length, counts };
}

interface Margins {
  /** By class: right, in truth, predicted. */
  readonly right: number[];
  readonly actual: number[];
  readonly predicted: number[];
}

function marginsOf({ classes, counts }: Confusion): Margins {
  const margins: Margins = { right: [], actual: [], predicted: [] };
  for (let k = 0; k < classes; k++) {
    let row = 0;
    let column = 0;
    for (let j = 0; j < classes; j++) {
      row += counts[k * classes + j] as number;
      column += counts[j * classes + k] as number;
    }
    margins.right.push(counts[k * classes + k] as number);
    margins.actual.push(row);
    margins.predicted.push(column);
  }
  return margins;
}

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const dot = (a: readonly number[], b: readonly number[]): number =>
  sumOf(a.map((value, k) => value * (b[k] as number)));

export interface ClassScores {
  /** All null where there are no cases. */
  readonly accuracy: number | null;
  /** Mean recall over the classes that occur. */
  readonly balancedAccuracy: number | null;
  /** Matthews' correlation (Gorodkin 2004 for more classes); null where truth or prediction is one class only. */
  readonly mcc: number | null;
  /** Cohen's κ; null where agreement by chance is certain. */
  readonly kappa: number | null;
  /** F1 by class; null for a class that is neither true nor predicted. */
  readonly f1: readonly (number | null)[];
  /** Mean of F1 over the classes that have one, plain and weighted by their true cases. */
  readonly macroF1: number | null;
  readonly weightedF1: number | null;
}

export function classScores(confusion: Confusion): ClassScores {
  const { n } = confusion;
  const { right, actual, predicted } = marginsOf(confusion);
  const correct = sumOf(right);
  const chance = dot(actual, predicted);
  const f1 = right.map((value, k) => ratio(2 * value, (actual[k] as number) + (predicted[k] as number)));
  const present = f1.filter((value) => value !== null);
  const recalls = right.map((value, k) => ratio(value, actual[k] as number)).filter((value) => value !== null);
  const spread = Math.sqrt((n * n - dot(predicted, predicted)) * (n * n - dot(actual, actual)));
  return {
    accuracy: ratio(correct, n),
    balancedAccuracy: ratio(sumOf(recalls), recalls.length),
    mcc: ratio(correct * n - chance, spread),
    kappa: ratio(correct * n - chance, n * n - chance),
    f1,
    macroF1: ratio(sumOf(present), present.length),
    weightedF1: ratio(
      dot(
        f1.map((value) => value ?? 0),
        actual,
      ),
      n,
    ),
  };
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
