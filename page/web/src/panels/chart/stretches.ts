/** A time during which a value stood. */
export interface Stretch {
  from: number;
  to: number;
  value: unknown;
}

/**
 * The stretches of a series: each value stands until the next, the last one until the end. A null ends what stood before it.
 *
 * @param merge whether the same value twice in a row is one stretch
 */
export function stretches(times: number[], values: unknown[], end: number, merge: boolean): Stretch[] {
  const result: Stretch[] = [];
  let before: Stretch | undefined;
  times.forEach((from, index) => {
    const value = values[index];
    if (before && !(merge && before.value === value)) {
      before.to = from;
      before = undefined;
    }
    if (!before && value !== null && value !== undefined) {
      before = { from, to: Math.max(end, from), value };
      result.push(before);
    }
  });
  return result;
}
