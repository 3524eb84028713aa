// All ways to choose some out of several.

/** All choices of `size` out of 0..n − 1, in lexical order. */
export function combinations(n: number, size: number): number[][] {
  const found: number[][] = [];
  const chosen: number[] = [];
  const extend = (from: number): void => {
    if (chosen.length === size) {
      found.push([...chosen]);
      return;
    }
    for (let i = from; i <= n - (size - chosen.length); i++) {
      chosen.push(i);
      extend(i + 1);
      chosen.pop();
    }
  };
  extend(0);
  return found;
}
