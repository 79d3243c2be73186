import { createDataFrame, type DataFrame, type Field, FieldType, type Labels } from '@grafana/data';

/**
 * One field for each combination of texts, as Grafana's server makes of a query of format "time series": the texts become labels,
 * and where a series has no row at a time of another, its value is null. Rows come ordered by time.
 */
export function longToWide(frame: DataFrame): DataFrame {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  const dimensions = frame.fields.filter((field) => field.type === FieldType.string);
  const measures = frame.fields.filter((field) => field.type === FieldType.number || field.type === FieldType.boolean);
  if (!time || dimensions.length === 0 || measures.length === 0) {
    return frame;
  }
  const times: number[] = [];
  const series = new Map<string, { measure: Field; labels: Labels; values: unknown[] }>();
  for (let row = 0; row < frame.length; row++) {
    const at = time.values[row] as number;
    if (times.at(-1) !== at) {
      times.push(at);
    }
    const labels = Object.fromEntries(dimensions.map((field) => [field.name, String(field.values[row] ?? '')]));
    for (const measure of measures) {
      const key = JSON.stringify([measure.name, labels]);
      const one = series.get(key) ?? { measure, labels, values: [] };
      series.set(key, one);
      one.values[times.length - 1] = measure.values[row];
    }
  }
  const fields = [...series.values()].map(({ measure, labels, values }) => ({
    name: measure.name,
    type: measure.type,
    config: {},
    labels,
    values: times.map((_, index) => values[index] ?? null),
  }));
  return createDataFrame({ refId: frame.refId, fields: [{ name: time.name, type: FieldType.time, config: {}, values: times }, ...fields] });
}
