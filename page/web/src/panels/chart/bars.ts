/** A bar: where it stands among the categories, each as wide as 1, and from where to where it reaches. */
export interface Bar {
  series: number;
  index: number;
  value: number;
  start: number;
  end: number;
  from: number;
  to: number;
}

interface Form {
  stacked: boolean;
  /** The part of a category that its bars take, and the part of its place that a bar takes. */
  group: number;
  bar: number;
}

/** The bars of several series over the same categories, side by side or on one another. */
export function barsOf(series: Array<Array<number | null>>, { stacked, group, bar }: Form): Bar[] {
  const places = stacked ? 1 : series.length;
  const width = group / places;
  const reached = { up: [] as number[], down: [] as number[] };
  return series.flatMap((values, number) =>
    values.flatMap((value, index): Bar[] => {
      if (value === null || !Number.isFinite(value)) {
        return [];
      }
      const middle = index + 0.5 - group / 2 + width * ((stacked ? 0 : number) + 0.5);
      const pile = value < 0 ? reached.down : reached.up;
      const from = stacked ? (pile[index] ?? 0) : 0;
      pile[index] = from + value;
      return [{ series: number, index, value, start: middle - (width * bar) / 2, end: middle + (width * bar) / 2, from, to: from + value }];
    }),
  );
}

/** The range of an axis that all bars and lines fit in, with room above for the numbers. */
export function extent(bars: Bar[], lines: number[], min: number | undefined, max: number | undefined): { min: number; max: number } {
  const ends = [0, ...bars.map((bar) => bar.to), ...lines];
  const lowest = min ?? Math.min(...ends) * 1.1;
  const highest = max ?? Math.max(...ends) * 1.1;
  return highest > lowest ? { min: lowest, max: highest } : { min: lowest, max: lowest + 1 };
}
