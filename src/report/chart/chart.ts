// A chart as plain data in the units of what it shows, axes laid out: renderers only place and draw it.

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** `from` < `to`, both finite. */
export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
}

/** A value with its interval; nulls are not drawn. */
export interface Mark {
  readonly x: number;
  readonly y: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Series {
  readonly name: string;
  /** `line`: points joined, interval as a band; `step`: level until the next; `dots`: points alone, interval as whiskers. `cloud`: points in no order. */
  readonly look: 'line' | 'step' | 'dots' | 'cloud';
  readonly marks: readonly Mark[];
}

/** A line across the plot: a target, nought, a coin. */
export interface Reference {
  readonly at: number;
  readonly text: string;
}

export interface LinePlot {
  readonly kind: 'lines';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly references: readonly Reference[];
  /** Where x and y are the same quantity. */
  readonly diagonal: boolean;
}

export interface BarPlot {
  readonly kind: 'bars';
  readonly xLabel: string;
  readonly labels: readonly string[];
  readonly y: Axis;
  /** One a label; the bar stands on `base`. */
  readonly bars: readonly Omit<Mark, 'x'>[];
  readonly base: number;
  readonly references: readonly Reference[];
}

export interface Whisker {
  readonly label: string;
  /** Rows of a group stand together under its name; null: none. */
  readonly group: string | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Where it was to be; null: nowhere. */
  readonly target: number | null;
  /** At the end of the row: the figure, or why there is none. */
  readonly text: string;
}

export interface WhiskerPlot {
  readonly kind: 'whiskers';
  readonly x: Axis;
  readonly rows: readonly Whisker[];
  readonly references: readonly Reference[];
}

export interface HeatCell {
  readonly text: string;
  readonly detail: string;
  /** −4 … 4: strength of the colour, its sign the hue; null: nothing there. */
  readonly level: number | null;
}

export interface HeatPlot {
  readonly kind: 'heat';
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly HeatCell[] }[];
}

export type Plot = LinePlot | BarPlot | WhiskerPlot | HeatPlot;

export interface Chart {
  readonly title: string;
  /** What it shows, for those who cannot see it too. */
  readonly about: string;
  readonly plot: Plot;
  /** A table beside it says the same better where only text can be shown. */
  readonly isTabled?: boolean;
}

/** Whether there is anything to draw. */
export function hasMarks({ plot }: Chart): boolean {
  switch (plot.kind) {
    case 'lines':
      return plot.series.some(({ marks }) => marks.some(({ y }) => y !== null));
    case 'bars':
      return plot.bars.some(({ y }) => y !== null);
    case 'whiskers':
      return plot.rows.some(({ value }) => value !== null);
    case 'heat':
      return plot.rows.some(({ cells }) => cells.some(({ level }) => level !== null));
  }
}
