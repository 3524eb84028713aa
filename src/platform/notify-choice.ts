// Where alerts are sent to, as chosen.

import type { Secret } from './secrets.js';

export type NotifyChoice =
  | { readonly kind: 'bell' | 'desktop' }
  /** Program and arguments; no shell reads them. */
  | { readonly kind: 'exec'; readonly words: readonly [program: string, ...args: string[]] }
  /** The address may hold a secret: only the host is ever shown. */
  | { readonly kind: 'webhook'; readonly url: Secret; readonly host: string };
