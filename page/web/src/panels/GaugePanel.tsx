import { type FieldDisplay, formattedValueToString } from '@grafana/data';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/gauge/panelcfg/x/GaugePanelCfg_types.gen';
import { useTheme2, VizRepeater } from '@grafana/ui';
import { arc } from './chart/arc';
import type { PanelProps } from './panel';
import { ValueLink } from './ValueLink';
import { orientationOf, valuesOf } from './values';

/** The dial runs from a little below the horizon on the left to the same on the right. */
const START = Math.PI * 0.9;
const END = Math.PI * 2.1;

/** Values on dials, with their thresholds along the rim. */
export function GaugePanel(props: PanelProps) {
  const theme = useTheme2();
  return (
    <VizRepeater<FieldDisplay>
      getValues={() => valuesOf(props, theme)}
      source={props.frames}
      renderCounter={0}
      width={props.width}
      height={props.height}
      orientation={orientationOf(props)}
      renderValue={({ value, width, height, count }) => (
        <ValueLink value={value}>
          <Dial value={value} width={width} height={height} named={count > 1} markers={(props.options as Options).showThresholdMarkers} />
        </ValueLink>
      )}
    />
  );
}

function Dial({ value, width, height, named, markers }: { value: FieldDisplay; width: number; height: number; named: boolean; markers: boolean }) {
  const theme = useTheme2();
  const { display, field } = value;
  const title = named ? (display.title ?? '') : '';
  const room = height - (title ? 20 : 0);
  const radius = Math.max(10, Math.min(width / 2 - 4, room / 1.35));
  const [x, y] = [width / 2, room / 2 + radius * 0.35];
  const [min, max] = [field.min ?? 0, field.max ?? 100];
  const angle = (number: number) => START + (END - START) * Math.max(0, Math.min(1, (number - min) / (max - min || 1)));
  const steps = field.thresholds?.steps ?? [];
  const text = formattedValueToString(display);
  const band = radius * 0.24;
  return (
    <svg width={width} height={height} role="img" aria-label={`${display.title ?? ''} ${text}`}>
      <path d={arc(x, y, radius - 6, band, START, END)} fill={theme.colors.background.secondary} />
      {Number.isFinite(display.numeric) && <path d={arc(x, y, radius - 6, band, START, angle(display.numeric))} fill={display.color} />}
      {markers &&
        steps.map((step, index) => {
          const [from, to] = [angle(Math.max(min, step.value ?? min)), angle(steps[index + 1]?.value ?? max)];
          return to > from && <path key={index} d={arc(x, y, radius, 4, from, to)} fill={theme.visualization.getColorByName(step.color)} />;
        })}
      <text x={x} y={y} textAnchor="middle" fontSize={Math.min(radius * 0.4, (radius * 2.2) / Math.max(3, text.length))} fontWeight={theme.typography.fontWeightMedium} fill={theme.colors.text.primary}>
        {text}
      </text>
      {title && (
        <text x={x} y={height - 5} textAnchor="middle" fontSize={theme.typography.bodySmall.fontSize} fill={theme.colors.text.secondary}>
          {title}
        </text>
      )}
    </svg>
  );
}
