// What panels are made of: cells of text with a tone, in lines, in frames. Colours come in when a frame is drawn.

/** What a text means. The theme gives each a colour, and none of them speaks by colour alone. */
export type Tone =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'title'
  | 'key'
  | 'accent'
  | 'up'
  | 'down'
  | 'good'
  | 'warn'
  | 'bad'
  /** Environments: real money, play money, made-up data. */
  | 'mainnet'
  | 'testnet'
  | 'emulator'
  | 'synthetic'
  /** Intensity of resting quantity, lowest to highest; as the ground of a cell and as its text. */
  | `heat${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`;

export interface Cell {
  readonly text: string;
  readonly tone: Tone;
  /** Colour behind the text: a tone's own colour; absent for the terminal's. */
  readonly ground?: Tone;
  /** Text and ground change places: the selected row, a changed value. */
  readonly isInverse?: boolean;
}

export type Line = readonly Cell[];
export type Frame = readonly Line[];

export const cell = (text: string, tone: Tone = 'plain'): Cell => ({ text, tone });
