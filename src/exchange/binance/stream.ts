// One stream of the session: its symbol's scales and the layouts that its frames have shown.

import type { Literal } from './literal.js';
import type { StreamKind, SymbolScale } from './streams.js';
import type { Shape } from './shape.js';
import type { Template } from './template.js';

export interface Stream {
  readonly name: string;
  readonly kind: StreamKind;
  /** Null until the symbol's units are known, and for streams of no symbol. */
  scale: SymbolScale | null;
  /** Frames of a symbol that was not asked for: read no further than the name. */
  readonly ignored: boolean;
  /** The name with its closing quote. */
  readonly nameLiteral: Literal;
  /** Learned layouts, newest first; see template.ts. */
  readonly templates: Template[];
  /**
   * One of very many streams: its templates are those of all streams of its kind, and it has no shapes. Layouts of its own
   * for each of a thousand streams would not stay in the processor's cache.
   */
  readonly shared: boolean;
  /** Learned shapes, the one that fitted last first; see shape.ts. */
  readonly shapes: Shape[];
  /** Frames that fitted a shape, and shapes learned: where few fit, none are learned any more. */
  shapeHits: number;
  shapesLearned: number;
}
