import { createDataFrame, type DataFrame, dateTimeForTimeZone, FieldType } from '@grafana/data';

/** An answer of ClickHouse in its format JSONCompact. */
export interface JsonCompact {
  meta: Array<{ name: string; type: string }>;
  data: unknown[][];
}

/** The type within Nullable(…) and LowCardinality(…). */
function bare(type: string): string {
  const wrapped = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type);
  return wrapped ? bare(wrapped[1]!) : type;
}

export function fieldTypeOf(clickHouseType: string): FieldType {
  const type = bare(clickHouseType);
  if (/^(U?Int\d|B?Float|Decimal)/.test(type)) {
    return FieldType.number;
  }
  if (/^Date/.test(type)) {
    return FieldType.time;
  }
  return type === 'Bool' ? FieldType.boolean : FieldType.string;
}

/** Epoch milliseconds of a time as the server asks for it (ISO 8601 in UTC), or as ClickHouse else prints it in its column's zone, UTC where that names none. */
export function timeOf(text: string, clickHouseType: string): number {
  if (text.endsWith('Z')) {
    return Date.parse(text);
  }
  const zone = /'([^']+)'\)$/.exec(bare(clickHouseType))?.[1] ?? 'UTC';
  const [date, time = '00:00:00'] = text.split(' ');
  return zone === 'UTC' ? Date.parse(`${date}T${time}Z`) : dateTimeForTimeZone(zone, `${date}T${time}`).valueOf();
}

function converterOf(clickHouseType: string): (value: unknown) => unknown {
  const type = fieldTypeOf(clickHouseType);
  if (type === FieldType.number) {
    // 64-bit numbers and decimals may come as texts
    return Number;
  }
  if (type === FieldType.time) {
    return (value) => timeOf(String(value), clickHouseType);
  }
  return type === FieldType.boolean ? Boolean : (value) => (typeof value === 'string' ? value : JSON.stringify(value));
}

/** The answer as Grafana's components take it. */
export function toFrame(answer: JsonCompact, refId: string): DataFrame {
  return createDataFrame({
    refId,
    fields: answer.meta.map(({ name, type }, column) => {
      const convert = converterOf(type);
      return {
        name,
        type: fieldTypeOf(type),
        config: {},
        values: answer.data.map((row) => (row[column] === null || row[column] === undefined ? null : convert(row[column]))),
      };
    }),
  });
}
