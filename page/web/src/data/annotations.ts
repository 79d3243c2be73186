import { type DataFrame, FieldType } from '@grafana/data';

/** Something that happened at a time, drawn on all series over time of a board. */
export interface Mark {
  time: number;
  timeEnd?: number;
  text: string;
  /** Named as in Grafana's palette. */
  color: string;
}

/** The marks in the answer to a query with the columns time, text and perhaps timeEnd. */
export function marksOf(frame: DataFrame, color: string): Mark[] {
  const time = frame.fields.find((field) => field.name === 'time') ?? frame.fields.find((field) => field.type === FieldType.time);
  const text = frame.fields.find((field) => field.name === 'text') ?? frame.fields.find((field) => field.type === FieldType.string);
  const end = frame.fields.find((field) => field.name.toLowerCase() === 'timeend');
  if (!time) {
    return [];
  }
  return (time.values as Array<number | null>).flatMap((at, row) => {
    if (at === null) {
      return [];
    }
    const until = end?.values[row] as number | null | undefined;
    return [{ time: at, ...(until ? { timeEnd: until } : {}), text: String(text?.values[row] ?? ''), color }];
  });
}
