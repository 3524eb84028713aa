// Colours as red, green, blue: reading them, contrast by WCAG 2, and the nearest of a terminal's 256.

export type Rgb = readonly [red: number, green: number, blue: number];

export const rgb = (hex: string): Rgb => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];

/** Share of light of one sRGB channel, 0 to 1 (WCAG 2.2, relative luminance). */
function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
}

export const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** Contrast ratio (L₁ + 0.05)/(L₂ + 0.05) of WCAG 2.2, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return x > y ? x / y : y / x;
}

const CUBE = [0, 95, 135, 175, 215, 255] as const;

const distance = (a: Rgb, b: Rgb): number => {
  const [red, green, blue] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return red * red + green * green + blue * blue;
};

function nearestStep(channel: number): number {
  let best = 0;
  for (const [i, step] of CUBE.entries()) {
    if (Math.abs(step - channel) < Math.abs((CUBE[best] ?? 0) - channel)) best = i;
  }
  return best;
}

/** The colour of an index of the 256-colour table, 16 to 255: a cube of 6 × 6 × 6, then 24 greys. */
export function indexedColour(index: number): Rgb {
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return [grey, grey, grey];
  }
  const at = index - 16;
  const step = (i: number): number => CUBE[i] ?? 0;
  return [step(Math.floor(at / 36)), step(Math.floor(at / 6) % 6), step(at % 6)];
}

/** Index of the nearest colour in the 256-colour table; the 16 first are left out, for users redefine them. */
export function nearestIndex(colour: Rgb): number {
  const [red, green, blue] = colour.map(nearestStep) as [number, number, number];
  const cube = 16 + 36 * red + 6 * green + blue;
  const mean = (colour[0] + colour[1] + colour[2]) / 3;
  const grey = 232 + Math.min(23, Math.max(0, Math.round((mean - 8) / 10)));
  return distance(indexedColour(grey), colour) < distance(indexedColour(cube), colour) ? grey : cube;
}
