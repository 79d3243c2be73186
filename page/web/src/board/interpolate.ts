import { type Field, type DataFrame, formattedValueToString, getFieldDisplayName, type ScopedVars } from '@grafana/data';
import { variablesQuery } from './boardState';

/** What variables in links and titles stand for on a board. */
export interface Scope {
  /** The time range as an address carries it: from=now-24h&to=now. */
  timeRange: string;
  variables: Record<string, string[]>;
}

/** The cell or point that a link belongs to. */
interface DataContext {
  frame: DataFrame;
  field: Field;
  rowIndex?: number;
  calculatedValue?: { numeric: number; text: string };
}

type Format = string | Function | undefined;

const VARIABLE = /\$\{([^}:]+)(?::(\w+))?\}|\$(\w+)/g;
const FIELD_OF_ROW = /^__data\.fields(?:\.(\w+)|\["([^"]+)"\]|\[(\d+)\])(?:\.(text|numeric))?$/;

/** Replaces Grafana's variables in a text; one that is unknown stays as it is. */
export function interpolate(text: string, scope: Scope, scoped?: ScopedVars, format?: Format): string {
  const data = scoped?.['__dataContext']?.value as DataContext | undefined;
  return text.replace(VARIABLE, (all, braced: string | undefined, ownFormat: string | undefined, plain: string | undefined) => {
    const name = braced ?? plain!;
    if (name === '__url_time_range') {
      return scope.timeRange;
    }
    if (name === '__all_variables') {
      return variablesQuery(scope.variables);
    }
    const values = scope.variables[name] ?? (data && ofData(name, data));
    if (values === undefined) {
      return all;
    }
    if (ownFormat === 'queryparam') {
      return variablesQuery({ [name]: values });
    }
    const joined = values.join(',');
    return ownFormat === 'percentencode' || ownFormat === 'uriencode' || (format === 'uriencode' && ownFormat !== 'raw') ? encodeURIComponent(joined) : joined;
  });
}

function ofData(name: string, data: DataContext): string[] | undefined {
  const { frame, field, rowIndex } = data;
  const [, byName, byQuoted, byIndex] = FIELD_OF_ROW.exec(name) ?? [];
  if (byName ?? byQuoted ?? byIndex) {
    const other = byIndex === undefined ? frame.fields.find((each) => [each.name, getFieldDisplayName(each, frame)].includes((byName ?? byQuoted)!)) : frame.fields[Number(byIndex)];
    const value: unknown = other?.values[rowIndex ?? 0];
    return value === undefined || value === null ? [''] : [String(value)];
  }
  if (name.startsWith('__field.labels.')) {
    return [field.labels?.[name.slice('__field.labels.'.length)] ?? ''];
  }
  const value: unknown = rowIndex === undefined ? data.calculatedValue?.numeric : field.values[rowIndex];
  switch (name) {
    case '__field.name':
    case '__series.name':
      return [getFieldDisplayName(field, frame)];
    case '__value.raw':
    case '__value.numeric':
      return [String(value ?? '')];
    case '__value.text':
      return [field.display ? formattedValueToString(field.display(value)) : String(value ?? '')];
    case '__value.time':
      return [String(frame.fields.find((each) => each.type === 'time')?.values[rowIndex ?? 0] ?? '')];
    default:
      return undefined;
  }
}
