// Holes of a recording found the plain way: JSON.parse, one map a symbol, Binance's rules written out once more.

export interface NaiveHoles {
  /** `SYMBOL from-to` of missing aggregate trades, and how many of their ids no healed trade brought. */
  readonly trades: string[];
  readonly openIds: number;
  /** `SYMBOL last>pu` of breaks in depth. */
  readonly depth: string[];
  readonly repeats: number;
}

interface Book {
  last: number | null;
  bridging: boolean;
  waiting: { U: number; u: number; pu: number }[];
}

interface Message {
  readonly stream?: string;
  readonly data?: Readonly<Record<string, number>>;
}

export function naiveHoles(lines: readonly string[]): NaiveHoles {
  const trades: string[] = [];
  const depth: string[] = [];
  const missing = new Set<string>();
  const lastTrade = new Map<string, number>();
  const books = new Map<string, Book>();
  const repeats = { count: 0 };
  for (const line of lines) {
    const { stream, data } = JSON.parse(line) as Message;
    if (stream === undefined || data === undefined) continue;
    const [name = '', kind] = stream.split('@');
    const symbol = name.toUpperCase();
    if (kind === 'aggTrade') {
      const id = data['a']!;
      const last = lastTrade.get(symbol);
      if (last !== undefined && id <= last) {
        repeats.count++;
        continue;
      }
      lastTrade.set(symbol, id);
      if (last === undefined || id === last + 1) continue;
      trades.push(`${symbol} ${last + 1}-${id - 1}`);
      for (let lost = last + 1; lost < id; lost++) missing.add(`${symbol} ${lost}`);
    } else if (kind === 'healedTrade') missing.delete(`${symbol} ${data['a']!}`);
    else if (kind === 'depth' || kind === 'snapshot') {
      const book = books.get(symbol) ?? { last: null, bridging: false, waiting: [] };
      books.set(symbol, book);
      const broken = kind === 'depth' ? stepDepth(book, data) : stepSnapshot(book, data['lastUpdateId']!);
      if (broken !== null) depth.push(`${symbol} ${broken}`);
    }
  }
  return { trades, openIds: missing.size, depth, repeats: repeats.count };
}

function stepDepth(book: Book, data: Readonly<Record<string, number>>): string | null {
  const delta = { U: data['U']!, u: data['u']!, pu: data['pu']! };
  if (book.last === null) {
    keep(book, delta);
    return null;
  }
  const { last } = book;
  const follows = delta.pu === last || (book.bridging && delta.U <= last && last <= delta.u);
  if (book.bridging && delta.u < last) return null;
  if (follows) {
    book.last = delta.u;
    book.bridging = false;
    return null;
  }
  if (!book.bridging && delta.u <= last) return null;
  book.last = null;
  book.bridging = false;
  book.waiting = [delta];
  return `${last}>${delta.pu}`;
}

function keep(book: Book, delta: Book['waiting'][number]): void {
  const before = book.waiting.at(-1);
  if (before !== undefined && delta.pu !== before.u) {
    if (delta.u <= before.u) return;
    book.waiting = [];
  }
  book.waiting.push(delta);
}

function stepSnapshot(book: Book, id: number): null {
  if (book.last !== null && !book.bridging) return null;
  const fresh = book.waiting.filter(({ u }) => u >= id);
  const [first] = fresh;
  if (first === undefined) {
    book.last = id;
    book.bridging = true;
  } else if ((first.U <= id && id <= first.u) || first.pu === id) book.last = fresh.at(-1)!.u;
  else return null;
  book.waiting = [];
  return null;
}
