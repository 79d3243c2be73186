import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  type DataFrame,
  type DisplayProcessor,
  type Field,
  type FieldConfigPropertyItem,
  type FieldConfigSource,
  FieldConfigOptionsRegistry,
  FieldType,
  type GrafanaTheme2,
  type InterpolateFunction,
} from '@grafana/data';
import type { Panel } from '../board/dashboard';
import type { Language } from '../texts/language';
import { unitsIn } from '../texts/units';
import { readable } from './contrast';

const GRAPH = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: 'none',
  showPoints: 'auto',
  pointSize: 5,
  spanNulls: false,
  insertNulls: false,
  barAlignment: 0,
  barWidthFactor: 0.6,
  axisPlacement: 'auto',
  axisLabel: '',
  axisColorMode: 'text',
  axisCenteredZero: false,
  axisBorderShow: false,
  scaleDistribution: { type: 'linear' },
  hideFrom: { legend: false, tooltip: false, viz: false },
  stacking: { group: 'A', mode: 'none' },
  thresholdsStyle: { mode: 'off' },
};

/** What Grafana's panels take where a board says nothing. */
const CUSTOM_DEFAULTS: Record<string, object> = {
  timeseries: GRAPH,
  barchart: { lineWidth: 1, fillOpacity: 80, hideFrom: { legend: false, tooltip: false, viz: false } },
  table: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false },
  'state-timeline': { lineWidth: 0, fillOpacity: 70 },
};

const CUSTOM = 'custom.';

/** A panel's field configuration, complete. */
export function fieldConfigOf(panel: Panel): FieldConfigSource {
  const config = structuredClone(panel.fieldConfig ?? { defaults: {}, overrides: [] });
  config.defaults.custom = { ...CUSTOM_DEFAULTS[panel.type], ...config.defaults.custom };
  openFirstStep(config.defaults.thresholds);
  config.overrides.flatMap((rule) => rule.properties).forEach((property) => property.id === 'thresholds' && openFirstStep(property.value));
  return config;
}

/** The first step of thresholds has no lower end; JSON has no word for that but null. */
function openFirstStep(thresholds: { steps: Array<{ value: number | null }> } | undefined): void {
  const first = thresholds?.steps[0];
  if (first && first.value === null) {
    first.value = -Infinity;
  }
}

/** In Grafana each panel registers the properties that it knows. Here a property is known if the board uses it. */
function registryOf(config: FieldConfigSource, panelType: string): FieldConfigOptionsRegistry {
  const ids = new Set([
    ...Object.keys(config.defaults).filter((key) => key !== 'custom'),
    ...Object.keys(config.defaults.custom ?? {}).map((key) => CUSTOM + key),
    ...config.overrides.flatMap((rule) => rule.properties.map((property) => property.id)),
  ]);
  const items = [...ids].map((id): FieldConfigPropertyItem => {
    const isCustom = id.startsWith(CUSTOM);
    return {
      id,
      name: id,
      path: isCustom ? id.slice(CUSTOM.length) : id,
      isCustom,
      settings: {},
      process: (value: unknown) => value,
      // how a line is drawn is no matter of the time axis
      shouldApply: (field: Field) => panelType === 'table' || !isCustom || field.type !== FieldType.time,
      override: () => null,
      editor: () => null,
    };
  });
  return new FieldConfigOptionsRegistry(() => items);
}

/** Panels that write in the colour of a value. */
const TEXTS: ReadonlySet<string> = new Set(['stat', 'table']);

function inReadableColor(display: DisplayProcessor, theme: GrafanaTheme2): DisplayProcessor {
  return (value, decimals) => {
    const shown = display(value, decimals);
    return shown.color === undefined ? shown : { ...shown, color: readable(shown.color, theme) };
  };
}

/** For whom values are written out. */
export interface Reader {
  language: Language;
  theme: GrafanaTheme2;
  timeZone: string;
}

/** The frames with units, colours, names and links of a panel. */
export function withFieldConfig(frames: DataFrame[], panel: Panel, config: FieldConfigSource, reader: Reader, replaceVariables: InterpolateFunction): DataFrame[] {
  const configured = applyFieldOverrides({
    data: frames,
    fieldConfig: config,
    fieldConfigRegistry: registryOf(config, panel.type),
    replaceVariables,
    theme: reader.theme,
    timeZone: reader.timeZone,
  });
  for (const field of configured.flatMap((frame) => frame.fields)) {
    const display = unitsIn(reader.language, field.display!);
    field.display = TEXTS.has(panel.type) ? inReadableColor(display, reader.theme) : display;
  }
  // the table reads names from there alone
  cacheFieldDisplayNames(configured);
  return configured;
}
