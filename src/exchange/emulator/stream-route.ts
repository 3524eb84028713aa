// Stream names and addresses: which route carries which stream, and what a WebSocket address asks for.

/** `unrouted`: the old addresses without a route, which carry what /public does. */
export type Route = 'public' | 'market' | 'private' | 'unrouted';

/** Kinds of streams that are served. */
export type StreamKind = 'depth' | 'aggTrade' | 'trade' | 'bookTicker' | 'markPrice' | 'forceOrder';

export interface ServedStream {
  readonly name: string;
  readonly kind: StreamKind;
  /** Lower case; null for streams of all symbols. */
  readonly symbol: string | null;
  /** Depth: ms of a batch. Mark price: ms between messages. Otherwise null. */
  readonly periodMs: number | null;
}

const PERIODS: Readonly<Record<string, number>> = { '': 250, '@100ms': 100, '@250ms': 250, '@500ms': 500 };

function servedSuffix(suffix: string): Pick<ServedStream, 'kind' | 'periodMs'> | null {
  const depth = /^depth(@\d+ms)?$/.exec(suffix);
  if (depth !== null) {
    const periodMs = PERIODS[depth[1] ?? ''];
    return periodMs === undefined ? null : { kind: 'depth', periodMs };
  }
  if (suffix === 'markPrice') return { kind: 'markPrice', periodMs: 3_000 };
  if (suffix === 'markPrice@1s') return { kind: 'markPrice', periodMs: 1_000 };
  const plain = (['aggTrade', 'trade', 'bookTicker', 'forceOrder'] as const).find((kind) => kind === suffix);
  return plain === undefined ? null : { kind: plain, periodMs: null };
}

/** What a stream name stands for; null for one that nothing is ever sent on. */
export function servedStream(name: string): ServedStream | null {
  if (name === '!bookTicker') return { name, kind: 'bookTicker', symbol: null, periodMs: null };
  if (name === '!forceOrder@arr') return { name, kind: 'forceOrder', symbol: null, periodMs: null };
  const at = name.indexOf('@');
  if (at <= 0 || name.startsWith('!')) return null;
  const symbol = name.slice(0, at);
  // Names are lower case on the exchange; others are accepted and stay silent.
  if (symbol !== symbol.toLowerCase()) return null;
  const served = servedSuffix(name.slice(at + 1));
  return served === null ? null : { name, symbol, ...served };
}

const PUBLIC_KINDS: readonly StreamKind[] = ['depth', 'bookTicker', 'trade'];

/** Whether data of this kind flows on this route; elsewhere a subscription is acknowledged and stays silent. */
export function carries(route: Route, kind: StreamKind): boolean {
  if (route === 'private') return false;
  return PUBLIC_KINDS.includes(kind) === (route !== 'market');
}

export interface StreamAddress {
  readonly route: Route;
  /** Envelopes from the start: /stream has them, /ws does not. */
  readonly combined: boolean;
  readonly streams: readonly string[];
}

/** `/market/stream?streams=a/b`, `/public/ws/a/b`, `/ws`; null for any other address. */
export function readStreamAddress(url: string): StreamAddress | null {
  const [path = '', query = ''] = url.split('?', 2);
  const match = /^(?:\/(public|market|private))?\/(ws|stream)(?:\/(.*))?$/.exec(path);
  if (match === null) return null;
  const combined = match[2] === 'stream';
  const list = combined ? (new URLSearchParams(query).get('streams') ?? '') : decodeName(match[3] ?? '');
  const streams = [...new Set(list.split('/').filter((name) => name !== ''))];
  return { route: (match[1] as Route | undefined) ?? 'unrouted', combined, streams };
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
