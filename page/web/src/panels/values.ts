import { type FieldDisplay, getFieldDisplayValues, type GrafanaTheme2, VizOrientation } from '@grafana/data';
import type { SingleStatBaseOptions } from '@grafana/schema';
import type { PanelProps } from './panel';

/** The single values that a panel shows, reduced as its options say. Names are interpolated already. */
export function valuesOf({ frames, fieldConfig, options, timeZone }: PanelProps, theme: GrafanaTheme2, extra: { sparkline?: boolean; percentChange?: boolean } = {}): FieldDisplay[] {
  return getFieldDisplayValues({
    data: frames,
    fieldConfig,
    reduceOptions: (options as SingleStatBaseOptions).reduceOptions,
    replaceVariables: (text) => text,
    theme,
    timeZone,
    ...extra,
  });
}

/** Side by side in a panel that is wider than high, else one below the other. */
export function orientationOf({ options, width, height }: PanelProps): VizOrientation {
  const { orientation } = options as SingleStatBaseOptions;
  if (orientation === VizOrientation.Horizontal || orientation === VizOrientation.Vertical) {
    return orientation;
  }
  return width > height ? VizOrientation.Vertical : VizOrientation.Horizontal;
}
