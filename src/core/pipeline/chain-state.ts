// The chain's memory as plain data: taken between two events, put back later. Empty prices of the books are left out.

import type { Book } from '../book/book.js';
import type { Ladder } from '../book/ladder.js';
import type { Chain } from './chain.js';
import type { SymbolChain } from './symbol-chain.js';

/** A ladder whose `lots` holds only the occupied prices, lowest first. */
interface PackedLadder extends Omit<Ladder, 'lots'> {
  readonly lots: Float64Array;
}

interface PackedSymbol extends Omit<SymbolChain, 'book'> {
  readonly book: Omit<Book, 'bids' | 'asks'> & { readonly bids: PackedLadder; readonly asks: PackedLadder };
}

/** Index = symbol code; undefined where the code has not been entered. */
export type ChainState = readonly (PackedSymbol | undefined)[];

/** Calls `use` with the index of each occupied price, lowest first. */
function eachOccupied({ occupied }: Pick<Ladder, 'occupied'>, use: (index: number) => void): void {
  for (let w = 0; w < occupied.length; w++) {
    for (let word = occupied[w] as number; word !== 0; word &= word - 1) {
      use((w << 5) + 31 - Math.clz32(word & -word));
    }
  }
}

function packLadder(ladder: Ladder): PackedLadder {
  const lots = new Float64Array(ladder.count);
  let n = 0;
  eachOccupied(ladder, (index) => {
    lots[n++] = ladder.lots[index] as number;
  });
  return { ...ladder, lots };
}

function unpackLadder(packed: PackedLadder): Ladder {
  const lots = new Float64Array(packed.size);
  let n = 0;
  eachOccupied(packed, (index) => {
    lots[index] = packed.lots[n++] as number;
  });
  return { ...packed, lots };
}

function packSymbol(state: SymbolChain): PackedSymbol {
  const { book } = state;
  return { ...state, book: { ...book, bids: packLadder(book.bids), asks: packLadder(book.asks) } };
}

function unpackSymbol(packed: PackedSymbol): SymbolChain {
  const { book } = packed;
  return { ...packed, book: { ...book, bids: unpackLadder(book.bids), asks: unpackLadder(book.asks) } };
}

/** A copy that shares nothing with the chain. */
export const saveChain = (chain: Chain): ChainState =>
  structuredClone(chain.symbols.map((state) => (state === undefined ? undefined : packSymbol(state))));

/** Makes the chain what it was when the state was taken; its configuration must be the same. The state serves again. */
export function restoreChain(chain: Chain, saved: ChainState): void {
  const states = structuredClone(saved);
  chain.symbols.length = 0;
  for (const [code, state] of states.entries()) {
    if (state !== undefined) chain.symbols[code] = unpackSymbol(state);
  }
}
