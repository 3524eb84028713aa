// What the judgement on a chaos scenario looks at: the truth, the lines, what they show, and what the product says of them.

import type { Certificate } from '../../src/core/quality/certificate-json.js';
import type { VerifyVerdict } from '../../src/core/quality/verification.js';
import type { BookFindings } from './chaos-book.js';
import type { FileLine } from './chaos-lines.js';
import type { ChaosEvidence } from './chaos-run.js';
import type { TradeFindings } from './chaos-trades.js';
import type { Truth } from './chaos-truth.js';

/** What the product says afterwards. */
export interface ProductSays {
  readonly replayDigest: string;
  readonly verdict: VerifyVerdict;
  readonly certificate: Certificate | null;
}

export interface JudgedInput {
  readonly evidence: ChaosEvidence;
  readonly truth: Truth;
  readonly lines: readonly FileLine[];
  readonly says: ProductSays;
}

/** What the lines of one symbol show. */
export interface SymbolFindings {
  readonly symbol: string;
  readonly book: BookFindings;
  readonly trades: TradeFindings;
}
