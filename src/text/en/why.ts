// The words of "how did this signal come about" in English.

export const WHY_EN = {
  title: (symbol: string, time: string): string => `Why ${symbol} ${time}`,
  nearest: (asked: string, ago: string): string => `no row at ${asked}: this is the last one before it, ${ago} earlier`,
  mismatch: (count: number): string =>
    `MISMATCH: ${count} of the figures differ when computed once more. This is a bug: please report it`,
  row: 'Row',
  segment: 'segment',
  place: 'recorded in',
  previous: 'row before',
  none: 'none',
  signals: 'Signals',
  signalHead: ['signal', '>value', '>limit', 'verdict', '>strength', 'because'],
  book: 'Book',
  bookHead: ['>level', '>bid before', '>bid', '>ask before', '>ask'],
  bookUnknown: 'the book could not be read',
  changed: '* changed since the row before',
  flow: 'Order flow imbalance',
  updateHead: ['>update', 'received', 'ids', '>flow', 'where'],
  termHead: ['>level', 'bid before > after', 'ask before > after', '>e', '>weight', '>weighted'],
  update: (at: string, of: string): string => `update ${at} of ${of}`,
  sent: (time: string, ms: string): string => `sent ${time}, ${ms} ms before its arrival`,
  noFlow: 'nothing to compare it with: it makes no flow',
  noUpdates: 'no update fell into this row',
  sum: (terms: string, result: string): string => `sum of ${terms} = ${result}`,
  more: (count: number): string => `${count} more updates are in the sum; --full shows each of them`,
  others: (count: number): string =>
    count === 1
      ? 'one other message of the symbol moved only the clock'
      : `${count} other messages of the symbol moved only the clock`,
  trades: 'Trades',
  tradeHead: ['received', 'id', 'taker', '>price', '>quantity', '>adds', 'where'],
  bar: (from: string, to: string): string => `last closed bar: ${from} to ${to}`,
  noTrades: 'no trade in it',
  moreTrades: (count: number): string => `${count} more trades are in the sum; --full shows each of them`,
  buy: 'buy',
  sell: 'sell',
  windows: 'Windows behind the z-scores',
  windowHead: ['of', '>value x', '>samples', '>mean', '>deviation', '>(x - mean)/deviation', '>z of the row', 'taken'],
  include: 'the value is among the samples',
  exclude: 'the samples are those before the value',
  fusion: 'Fusion',
  fusionSum: (of: { wo: string; zo: string; wc: string; zc: string; sum: string }): string =>
    `(${of.wo} · ${of.zo} + ${of.wc} · ${of.zc}) / (${of.wo} + ${of.wc}) = ${of.sum}`,
  consistency: (of: { value: string; least: string; agrees: boolean }): string =>
    of.agrees
      ? `consistency: smaller |z| / larger |z| = ${of.value}; a signal needs more than ${of.least}`
      : `consistency 0: the two z do not point the same way; a signal needs more than ${of.least}`,
  divergence: 'Divergence',
  trend: (of: { from: string; to: string; span: string; start: string; bp: string }): string =>
    `mid ${of.from} at ${of.start}, ${of.to} now: trend ${of.bp} bp over ${of.span}`,
  band: (ticks: string): string => `changes of up to ${ticks} ticks of the mid count as no trend (0)`,
  noTrend: 'no trend yet: less history than its window',
  limits: (of: { ofi: string; cvd: string; bothOfi: string; bothCvd: string }): string =>
    `against the trend: OFI z beyond ${of.ofi} and CVD z beyond ${of.cvd}; inconsistent: beyond ${of.bothOfi} and ${of.bothCvd} with opposite signs`,
  breaks: 'What happened since the row before',
  breakHead: ['what', 'received', 'ids', 'where'],
  frames: 'Messages as received',
  checks: 'Computed once more',
  checkHead: ['figure', '>in the row', '>once more', 'equal'],
  allEqual: (count: number): string => `${count} figures computed once more, all equal to the row's`,
  yes: 'yes',
  no: 'NO',
  missing: (reason: string): string => `none (${reason})`,
  reading: 'looking for it …',
} as const;
