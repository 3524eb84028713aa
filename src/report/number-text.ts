// Numbers for people: thousands separators, sensible digits, units. The same on every machine.

/** `1234567` → `1,234,567`; decimals as given. */
export function groupedText(value: number, decimals = 0): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(text) !== 0 ? '-' : '';
  return fraction === undefined ? `${sign}${grouped}` : `${sign}${grouped}.${fraction}`;
}

export const countText = (value: number): string => groupedText(value);

/** `1 symbol`, `2 symbols`. */
export const countedText = (count: number, noun: string): string =>
  `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;

/** Decimals that show about three or four digits of a magnitude. */
const decimalsFor = (magnitude: number): number =>
  magnitude >= 1000 ? 0 : magnitude >= 100 ? 1 : magnitude >= 1 ? 2 : 3;

/** A figure with three or four digits that count. */
export const figureText = (value: number): string =>
  value === 0 ? '0' : groupedText(value, decimalsFor(Math.abs(value)));

/** µs as a figure in ms, without the unit: for columns headed ms. */
export const msText = (us: number): string => figureText(us / 1_000);

/** ns with the unit that fits. */
export function nsText(ns: number): string {
  if (Math.abs(ns) < 1_000) return `${groupedText(ns)} ns`;
  return Math.abs(ns) < 1_000_000 ? `${figureText(ns / 1_000)} µs` : `${figureText(ns / 1_000_000)} ms`;
}

/** A share as per cent. Neither end is reached by rounding: 0.99999 is 99.99 %, 0.000001 is < 0.01 %. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.0001) return '< 0.01 %';
  const percent = share > 0.9 && share < 1 ? Math.floor(share * 10_000) / 100 : share * 100;
  return `${percent.toFixed(percent < 10 || share > 0.9 ? 2 : 1)} %`;
}

/** A stretch of time to about three digits: `12.3 s`, `5 m 44 s`, `34 h 12 m`, `2 d 3 h`. */
export function spanText(us: number): string {
  const seconds = Math.abs(us) / 1_000_000;
  const sign = us < 0 ? '-' : '';
  if (seconds === 0) return '0 s';
  if (seconds < 1) return `${sign}${figureText(seconds * 1_000)} ms`;
  if (seconds < 59.95) return `${sign}${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return `${sign}${Math.floor(whole / 60)} m ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 2_880) return `${sign}${Math.floor(minutes / 60)} h ${minutes % 60} m`;
  const hours = Math.round(seconds / 3_600);
  return `${sign}${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Decimal units, as disks and networks are sold. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${figureText(bytes / 1_000)} kB`;
  return bytes < 1_000_000_000 ? `${figureText(bytes / 1_000_000)} MB` : `${figureText(bytes / 1_000_000_000)} GB`;
}
