// Work cut into short steps, between which its caller may do something else.

/** Work that gives way between its steps and returns its result at the end. */
export type Stepped<T> = Generator<undefined, T>;

/** All steps at once. */
export function lastOf<T>(steps: Iterator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
