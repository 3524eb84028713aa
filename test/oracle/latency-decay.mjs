// Hit rate and edge over latency, computed a second time: JSON.parse and Map books, nothing of src.
//
//   node test/oracle/latency-decay.mjs FILE.gz TICK STEP
//
// The recipe is the one that stands beside the table in every report: rows each 100 ms on the receive clock, quotes of the
// book after each depth update, onsets at a horizon of 1 s, outcomes of the mid.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const STEP_US = 100_000;
const HORIZON_US = 1_000_000;
const LATENCIES_US = [0, 50_000, 100_000, 250_000, 500_000, 1_000_000];
const WINDOW = 300;

/** Depth and trades that count, in file order: receive times in whole µs. */
function* messages(path) {
  for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
    if (line === '') continue;
    const blank = line.indexOf(' ');
    const timeUs = Math.floor(Number(line.slice(0, blank - 3)));
    const { stream, data, lastUpdateId, bids, asks } = JSON.parse(line.slice(blank + 1));
    if (lastUpdateId !== undefined) yield { kind: 'snapshot', timeUs, lastId: lastUpdateId, bids, asks };
    else if (stream.includes('@depth')) yield { kind: 'depth', timeUs, ...data };
    else if (data.e === 'trade' && data.X === 'MARKET' && Number(data.q) > 0) yield { kind: 'trade', timeUs };
  }
}

/** Prices as whole ticks and quantities as whole lots, so that nothing depends on how decimals are added. */
function bookOf(tick, step) {
  const sides = { b: new Map(), a: new Map() };
  const units = (text, unit) => Math.round(Number(text) / unit);
  const set = (side, levels) => {
    for (const [price, quantity] of levels) {
      const lots = units(quantity, step);
      if (lots === 0) sides[side].delete(units(price, tick));
      else sides[side].set(units(price, tick), lots);
    }
  };
  return {
    load({ bids, asks }) {
      sides.b.clear();
      sides.a.clear();
      set('b', bids);
      set('a', asks);
    },
    apply({ b, a }) {
      set('b', b);
      set('a', a);
    },
    best() {
      let [bid, ask] = [-Infinity, Infinity];
      for (const price of sides.b.keys()) if (price > bid) bid = price;
      for (const price of sides.a.keys()) if (price < ask) ask = price;
      return { bid, ask, bidLots: sides.b.get(bid), askLots: sides.a.get(ask) };
    },
  };
}

/** Order flow imbalance of the best level between two books (Cont, Kukanov, Stoikov 2014). */
function flow(a, b) {
  let e = 0;
  if (b.bid >= a.bid) e += b.bidLots;
  if (b.bid <= a.bid) e -= a.bidLots;
  if (b.ask <= a.ask) e -= b.askLots;
  if (b.ask >= a.ask) e += a.askLots;
  return e;
}

/** z of a value against those before it, by two passes. */
function zScore(before, x) {
  if (before.length < WINDOW) return null;
  const mean = before.reduce((sum, value) => sum + value, 0) / WINDOW;
  const deviation = Math.sqrt(before.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / WINDOW);
  return deviation <= 1e-12 * Math.max(1, Math.abs(mean)) ? null : (x - mean) / deviation;
}

/** Quotes at their times, and one row each 100 ms with the sides of both signals. */
function rowsOf(path, tick, step) {
  const book = bookOf(tick, step);
  const quotes = [];
  const rows = [];
  const waiting = [];
  const window = [];
  let [lastId, next, sum, isPartial, top, lastUs] = [null, null, 0, true, null, 0];
  const close = () => {
    const flowOfRow = top === null || isPartial ? null : sum / Math.round(1 / step);
    isPartial = top === null;
    sum = 0;
    let z = null;
    if (flowOfRow !== null) {
      z = zScore(window, flowOfRow);
      window.push(flowOfRow);
      if (window.length > WINDOW) window.shift();
    }
    const imbalance = top === null ? null : (top.bidLots - top.askLots) / (top.bidLots + top.askLots);
    const beyond = (value, limit) => (value === null ? 0 : value > limit ? 1 : value < -limit ? -1 : 0);
    rows.push({ timeUs: next, qi: beyond(imbalance, 0.5), 'ofi:cks1': beyond(z, 2) });
    next += STEP_US;
  };
  const apply = (message, isWaiting) => {
    book.apply(message);
    const now = book.best();
    if (!isWaiting) sum += flow(top, now);
    top = now;
    quotes.push({ timeUs: message.appliedUs, mid2: now.bid + now.ask });
    lastId = message.u;
  };
  for (const message of messages(path)) {
    const { kind, timeUs } = message;
    if (kind === 'depth' && lastId === null) {
      waiting.push(message);
      continue;
    }
    if (kind === 'depth' && message.u < lastId) continue;
    next ??= timeUs - (timeUs % STEP_US) + STEP_US;
    lastUs = Math.max(lastUs, timeUs);
    // close() moves `next` on.
    for (let due = Math.floor((timeUs - next) / STEP_US) + 1; due > 0; due--) close();
    if (kind === 'depth') apply({ ...message, appliedUs: timeUs }, false);
    if (kind !== 'snapshot') continue;
    book.load(message);
    top = book.best();
    lastId = message.lastId;
    for (const one of waiting) if (one.u >= lastId) apply({ ...one, appliedUs: timeUs }, true);
  }
  return { quotes, rows, lastUs };
}

/** Index of the last quote at or before a time; −1 before the first. */
function asOf(quotes, timeUs) {
  let [low, high] = [0, quotes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (quotes[middle].timeUs <= timeUs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Decisions of a scheme: entries into the zone, or all samples in it, at least a horizon apart. */
function chosen(rows, signal, scheme) {
  const picked = [];
  let [side, lastUs] = [0, -Infinity];
  for (const row of rows) {
    const now = row[signal];
    const counts = now !== 0 && (scheme === 'non-overlap' || now !== side);
    side = now;
    if (!counts || row.timeUs - lastUs < HORIZON_US) continue;
    lastUs = row.timeUs;
    picked.push({ timeUs: row.timeUs, side: now });
  }
  return picked;
}

export function latencyDecay(path, tick, step) {
  const { quotes, rows, lastUs } = rowsOf(path, tick, step);
  const table = [];
  for (const signal of ['qi', 'ofi:cks1']) {
    for (const scheme of ['onset', 'non-overlap']) {
      const decisions = chosen(rows, signal, scheme);
      for (const latencyUs of LATENCIES_US) {
        const gains = [];
        for (const { timeUs, side } of decisions) {
          if (timeUs + latencyUs + HORIZON_US > lastUs) continue;
          const entry = quotes[asOf(quotes, timeUs + latencyUs)];
          const exit = quotes[asOf(quotes, timeUs + latencyUs + HORIZON_US)];
          if (entry !== undefined) gains.push(side * Math.log(exit.mid2 / entry.mid2) * 1e4);
        }
        const hits = gains.filter((gain) => gain > 0).length;
        const ties = gains.filter((gain) => gain === 0).length;
        const edgeBp = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
        table.push({ signal, scheme, latencyUs, n: gains.length, hits, ties, edgeBp });
      }
    }
  }
  return table;
}

if (process.argv[1]?.endsWith('latency-decay.mjs')) {
  const [path = '', tick, step] = process.argv.slice(2);
  console.table(latencyDecay(path, Number(tick), Number(step)));
}
