// The words of the dashboard's panels in English.

export const PANELS_EN = {
  noSymbol: 'no symbol in view',
  noRow: 'no row yet',
  nothing: 'nothing yet',
  sync: { synced: 'synced', waiting: 'waits for a snapshot', stale: 'stale', down: 'connection down' },
  side: { buy: 'buy', sell: 'sell', none: '' },
  chart: {
    price: 'price',
    ofiZ: 'OFI z',
    cvdZ: 'CVD z',
    fusion: 'fusion',
    threshold: (value: string): string => `limit ${value}`,
    consistency: (value: string): string => `consistency ${value}`,
  },
} as const;
