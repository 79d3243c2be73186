import { dateTimeFormat, FieldType, formattedValueToString, getFieldDisplayName } from '@grafana/data';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import { useTheme2 } from '@grafana/ui';
import { Chart } from './chart/Chart';
import { rampColor } from './chart/ramp';
import type { PanelProps } from './panel';

/** Cells by time and by field, the stronger the more. */
export function HeatmapPanel({ options: given, title, frames, width, height, range, timeZone }: PanelProps) {
  const theme = useTheme2();
  const options = given as Options;
  const frame = frames[0]!;
  const time = frame.fields.find((field) => field.type === FieldType.time);
  const rows = frame.fields.filter((field) => field.type === FieldType.number);
  if (!time) {
    return null;
  }
  const times = time.values as number[];
  const step = times.length > 1 ? Math.min(...times.slice(1).map((at, index) => at - times[index]!)) : range.to.valueOf() - range.from.valueOf();
  const names = rows.map((field) => (field.config.displayName ? getFieldDisplayName(field, frame, frames) : (Object.values(field.labels ?? {})[0] ?? field.name)));
  const highest = Math.max(...rows.flatMap((field) => (field.values as Array<number | null>).map((value) => value ?? 0)), 0);
  const gap = options.cellGap ?? 1;
  return (
    <Chart label={title} width={width} height={height} x={{ kind: 'time', from: range.from.valueOf(), to: range.to.valueOf(), timeZone }} y={{ kind: 'bands', labels: names }}>
      {({ x, y, left, right, tip }) =>
        rows.flatMap((field, row) =>
          (field.values as Array<number | null>).map((value, index) => {
            const at = times[index]!;
            const [start, end] = [Math.max(left, x(at)), Math.min(right, x(at + step))];
            if (!value || end - start <= gap) {
              return null;
            }
            const color = rampColor(value / highest, options.color?.exponent ?? 0.5, theme.isDark);
            const tooltip = { title: dateTimeFormat(at, { timeZone }), items: [{ label: names[row]!, value: formattedValueToString(field.display!(value)), color }] };
            return <rect key={`${row} ${at}`} x={start} y={y(row) + gap / 2} width={end - start - gap} height={Math.max(1, y(row + 1) - y(row) - gap)} fill={color} {...tip(tooltip)} />;
          }),
        )
      }
    </Chart>
  );
}
