// A document for people, before it has a form: sections of tables, pairs, notes and charts. Renderers turn it into text.

import type { Chart } from './chart/chart.js';

/** What a piece of text means; a renderer chooses the colour. */
export type Tone = 'plain' | 'bold' | 'dim' | 'good' | 'bad' | 'warn' | 'accent';

export interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  /** 0 always stays; where the width does not suffice the highest go first. */
  readonly rank: number;
}

/** A sentence about some columns: it goes where they go. */
export interface Legend {
  readonly heads: readonly string[];
  readonly text: string;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Stands under the table; a sentence none of whose columns is shown is left out. */
  readonly legend: readonly Legend[];
}

export interface Pairs {
  readonly kind: 'pairs';
  readonly pairs: readonly (readonly [key: string, value: Cell])[];
}

export interface Note {
  readonly kind: 'note';
  readonly text: string;
  readonly tone: Tone;
}

/** The answer before its details: one word that stands out, and a sentence. */
export interface Headline {
  readonly kind: 'headline';
  readonly word: Cell;
  readonly text: string;
}

/** A thing judged: what it is, the word for it, its figures. */
export interface Card {
  readonly title: string;
  readonly word: Cell;
  readonly pairs: Pairs['pairs'];
}

export interface Cards {
  readonly kind: 'cards';
  readonly cards: readonly Card[];
}

/** Charts that belong together; beside each other where there is room. */
export interface Charts {
  readonly kind: 'charts';
  readonly charts: readonly Chart[];
}

/** A heading inside a section. */
export interface Heading {
  readonly kind: 'heading';
  readonly text: string;
}

export type Block = Table | Pairs | Note | Headline | Cards | Charts | Heading;

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly title: string;
  /** Stands above everything: synthetic data, failed gates. */
  readonly banners: readonly Cell[];
  readonly sections: readonly Section[];
}

export const cell = (text: string, tone: Tone = 'plain'): Cell => ({ text, tone });
/** Absent, and why. */
export const absent = (reason: string | null = null): Cell => cell(reason === null ? '–' : `– (${reason})`, 'dim');
export const note = (text: string, tone: Tone = 'dim'): Note => ({ kind: 'note', text, tone });
export const heading = (text: string): Heading => ({ kind: 'heading', text });
export const charts = (list: readonly Chart[]): Charts => ({ kind: 'charts', charts: list });
export const pairs = (list: Pairs['pairs']): Pairs => ({ kind: 'pairs', pairs: list });

/** Columns as `head`, right-aligned by a leading `>`, ranked by a trailing `/n`: `>per s/1`. */
export function columns(...specs: readonly string[]): Column[] {
  return specs.map((spec) => {
    const [, arrow, head, rank] = /^(>?)(.*?)(?:\/(\d))?$/.exec(spec) ?? [];
    return { head: head ?? '', align: arrow === '>' ? 'right' : 'left', rank: Number(rank ?? 0) };
  });
}

export const table = (list: readonly Column[], rows: Table['rows'], legend: readonly Legend[] = []): Table => ({
  kind: 'table',
  columns: list,
  rows,
  legend,
});
