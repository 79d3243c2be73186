import { dateTimeFormat, type DataFrame, type Field, FALLBACK_COLOR, FieldType, formattedValueToString, getFieldDisplayName, getFieldSeriesColor } from '@grafana/data';
import { StackingMode, VisibilityMode, VizOrientation } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/barchart/panelcfg/x/BarChartPanelCfg_types.gen';
import { useTheme2 } from '@grafana/ui';
import { type Bar, barsOf, extent } from './chart/bars';
import { type Axis, Chart, type Plot } from './chart/Chart';
import { WithLegend } from './chart/Legend';
import type { PanelProps } from './panel';

const CHARACTER = 7;

/** Bars by category. */
export function BarChartPanel({ options: given, title, frames, width, height, timeZone }: PanelProps) {
  const theme = useTheme2();
  const options = given as Options;
  const frame = frames[0]!;
  const category = categoryOf(frame, options.xField);
  const measures = frame.fields.filter((field) => field.type === FieldType.number && field !== category && field.config.custom?.hideFrom?.viz !== true);
  const labels = category.values.map((value: unknown) => nameOf(category, value, timeZone));
  const nameOfMeasure = (field: Field) => getFieldDisplayName(field, frame, frames);
  const colorOf = (field: Field, index: number) =>
    options.colorByField || field.config.color?.mode === 'thresholds' ? (field.display!(field.values[index]).color ?? FALLBACK_COLOR) : (getFieldSeriesColor(field, theme).color ?? FALLBACK_COLOR);
  const horizontal = options.orientation === VizOrientation.Horizontal;
  const stacked = options.stacking !== undefined && options.stacking !== StackingMode.None;
  const bars = barsOf(measures.map((field) => field.values as Array<number | null>), { stacked, group: options.groupWidth ?? 0.7, bar: options.barWidth ?? 0.97 });
  const thresholds = linesOf(measures[0]);
  const first = measures[0];
  if (!first) {
    return null;
  }
  const range = extent(bars, thresholds.map((line) => line.value), first.config.min ?? undefined, first.config.max ?? undefined);
  const numbers: Axis = { kind: 'numbers', ...range, format: (value) => formattedValueToString(first.display!(value)) };
  const names: Axis = { kind: 'bands', labels };
  const tipOf = (index: number) => ({
    title: labels[index]!,
    items: measures.map((field) => ({ label: nameOfMeasure(field), value: formattedValueToString(field.display!(field.values[index])), color: colorOf(field, index) })),
  });
  const drawBar = ({ x, y, tip }: Plot, bar: Bar) => {
    const along = horizontal ? y : x;
    const across = horizontal ? x : y;
    const [a, b] = [along(bar.start), along(bar.end)];
    const [from, to] = [across(bar.from), across(bar.to)].sort((left, right) => left - right) as [number, number];
    const box = horizontal ? { x: from, y: a, width: to - from, height: b - a } : { x: a, y: from, width: b - a, height: to - from };
    const field = measures[bar.series]!;
    const text = formattedValueToString(field.display!(bar.value));
    const fits = horizontal || box.width > text.length * CHARACTER - 4;
    return (
      <g key={`${bar.series} ${bar.index}`}>
        <rect {...box} fill={colorOf(field, bar.index)} fillOpacity={(field.config.custom?.fillOpacity ?? 80) / 100} stroke={colorOf(field, bar.index)} rx={1} {...tip(tipOf(bar.index))} />
        {options.showValue !== VisibilityMode.Never && !stacked && fits && (
          <text
            x={horizontal ? to + 4 : (a + b) / 2}
            y={horizontal ? (a + b) / 2 : from - 4}
            textAnchor={horizontal ? 'start' : 'middle'}
            dominantBaseline={horizontal ? 'central' : 'auto'}
            fontSize={12}
            fill={theme.colors.text.primary}
            pointerEvents="none"
          >
            {text}
          </text>
        )}
      </g>
    );
  };
  return (
    <WithLegend options={measures.length > 1 ? options.legend : { ...options.legend, showLegend: false }} items={measures.map((field) => ({ label: nameOfMeasure(field), color: colorOf(field, 0) }))} width={width} height={height}>
      {(innerWidth, innerHeight) => (
        <Chart label={title} width={innerWidth} height={innerHeight} x={horizontal ? numbers : names} y={horizontal ? names : numbers}>
          {(plot) => (
            <>
              {bars.map((bar) => drawBar(plot, bar))}
              {thresholds.map(({ value, color }) => {
                const at = horizontal ? plot.x(value) : plot.y(value);
                const ends = horizontal ? { x1: at, x2: at, y1: plot.top, y2: plot.bottom } : { x1: plot.left, x2: plot.right, y1: at, y2: at };
                return <line key={value} {...ends} stroke={theme.visualization.getColorByName(color)} strokeWidth={1.5} strokeDasharray="6 4" />;
              })}
            </>
          )}
        </Chart>
      )}
    </WithLegend>
  );
}

function categoryOf(frame: DataFrame, name: string | undefined): Field {
  return (
    frame.fields.find((field) => field.name === name || field.config.displayName === name) ??
    frame.fields.find((field) => field.type === FieldType.string) ??
    frame.fields.find((field) => field.type === FieldType.time) ??
    frame.fields[0]!
  );
}

function nameOf(field: Field, value: unknown, timeZone: string): string {
  return field.type === FieldType.time ? dateTimeFormat(value as number, { timeZone, format: 'MM/DD HH:mm' }) : formattedValueToString(field.display!(value));
}

/** Benchmark lines: thresholds that the board wants drawn. */
function linesOf(field: Field | undefined): Array<{ value: number; color: string }> {
  const mode = field?.config.custom?.thresholdsStyle?.mode ?? 'off';
  return mode === 'off' ? [] : (field!.config.thresholds?.steps ?? []).filter((step) => Number.isFinite(step.value));
}
