import { dateTimeFormat, type Field, FALLBACK_COLOR, FieldType, formattedValueToString, getFieldDisplayName } from '@grafana/data';
import { VisibilityMode } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import { measureText, useTheme2 } from '@grafana/ui';
import { Chart } from './chart/Chart';
import { WithLegend } from './chart/Legend';
import { stretches } from './chart/stretches';
import type { PanelProps } from './panel';

/** One lane for each field: which state it was in, and from when to when. */
export function StateTimelinePanel({ options: given, title, frames, width, height, range, timeZone }: PanelProps) {
  const theme = useTheme2();
  const options = given as Options;
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const lanes = frames.flatMap((frame) => {
    const time = frame.fields.find((field) => field.type === FieldType.time);
    return time ? frame.fields.filter((field) => field !== time).map((field) => ({ field, name: getFieldDisplayName(field, frame, frames), times: time.values as number[] })) : [];
  });
  const shown = (field: Field, value: unknown) => {
    const display = field.display!(value);
    return { text: formattedValueToString(display), color: display.color ?? FALLBACK_COLOR };
  };
  const states = new Map(lanes.flatMap(({ field }) => (field.values as unknown[]).filter((value) => value !== null).map((value) => [shown(field, value).text, shown(field, value).color] as const)));
  const thickness = options.rowHeight ?? 0.9;
  return (
    <WithLegend options={options.legend} items={[...states].map(([label, color]) => ({ label, color }))} width={width} height={height}>
      {(innerWidth, innerHeight) => (
        <Chart label={title} width={innerWidth} height={innerHeight} x={{ kind: 'time', from, to, timeZone }} y={{ kind: 'bands', labels: lanes.map((lane) => lane.name) }}>
          {({ x, y, left, right, tip }) =>
            lanes.map(({ field, name, times }, lane) =>
              stretches(times, field.values, to, options.mergeValues !== false).map((stretch) => {
                const [start, end] = [Math.max(left, x(stretch.from)), Math.min(right, x(stretch.to))];
                if (end <= start) {
                  return null;
                }
                const { text, color } = shown(field, stretch.value);
                const [top, bottom] = [y(lane + (1 - thickness) / 2), y(lane + (1 + thickness) / 2)];
                const until = `${dateTimeFormat(stretch.from, { timeZone })} – ${dateTimeFormat(stretch.to, { timeZone })}`;
                const fits = measureText(text, 12).width + 8 < end - start && bottom - top > 12;
                return (
                  <g key={`${lane} ${stretch.from}`}>
                    <rect x={start} y={top} width={Math.max(1, end - start - 1)} height={bottom - top} fill={color} fillOpacity={(field.config.custom?.fillOpacity ?? 70) / 100} {...tip({ title: until, items: [{ label: name, value: text, color }] })} />
                    {fits && options.showValue !== VisibilityMode.Never && (
                      <text x={start + 4} y={(top + bottom) / 2} dominantBaseline="central" fontSize={12} fill={theme.colors.text.maxContrast} pointerEvents="none">
                        {text}
                      </text>
                    )}
                  </g>
                );
              }),
            )
          }
        </Chart>
      )}
    </WithLegend>
  );
}
