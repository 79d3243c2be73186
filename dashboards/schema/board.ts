// What a board may be: Grafana's own types, narrowed to the panels that boards are made of and to the targets of the ClickHouse plugin.
// generate.mjs makes grafana.schema.json of it.
import type { Dashboard, FieldConfig, FieldConfigSource, Panel, VariableModel } from '@grafana/schema';
import type * as barchart from '@grafana/schema/dist/esm/raw/composable/barchart/panelcfg/x/BarChartPanelCfg_types.gen';
import type * as bargauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as gauge from '@grafana/schema/dist/esm/raw/composable/gauge/panelcfg/x/GaugePanelCfg_types.gen';
import type * as heatmap from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as statetimeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as text from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

type PluginId = 'grafana-clickhouse-datasource';

/** grafana-clickhouse-datasource 4.20; Grafana leaves queries to plugins, so it has no type for it. */
export interface Target {
  refId: string;
  datasource: { type: PluginId; uid: string };
  editorType: 'sql';
  rawSql: string;
  queryType: 'timeseries' | 'table';
  format: 0 | 1;
  pluginVersion: string;
}

interface DataLink {
  title: string;
  url: string;
  targetBlank?: boolean;
  oneClick?: boolean;
}

// 'never' where a panel has no settings of its own
type Custom<C> = [C] extends [never] ? unknown : { custom?: C };
type Defaults<C> = Omit<FieldConfig, 'custom' | 'links'> & { links?: DataLink[] } & Custom<C>;

interface Fields<C> {
  defaults: Defaults<C>;
  overrides: Array<{
    matcher: FieldConfigSource['overrides'][number]['matcher'];
    properties: Array<{ id: string; value?: unknown }>;
  }>;
}

type PanelOf<T extends string, O, C> = Omit<Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
  type: T;
  options: O;
  fieldConfig: Fields<C>;
  targets: Target[];
};

export type BarChartPanel = PanelOf<'barchart', barchart.Options, barchart.FieldConfig>;
export type BarGaugePanel = PanelOf<'bargauge', bargauge.Options, never>;
export type GaugePanel = PanelOf<'gauge', gauge.Options, never>;
export type HeatmapPanel = PanelOf<'heatmap', heatmap.Options, heatmap.FieldConfig>;
export type StatPanel = PanelOf<'stat', stat.Options, never>;
// The panel takes both, its type does not say so.
type NullHandling = { spanNulls?: boolean | number; insertNulls?: boolean | number };
export type StateTimelinePanel = PanelOf<'state-timeline', statetimeline.Options, statetimeline.FieldConfig & NullHandling>;
export type TablePanel = PanelOf<'table', table.Options, table.FieldConfig>;
export type TimeSeriesPanel = PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>;
export type TextPanel = Omit<Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> & { type: 'text'; options: text.Options };
export type RowPanel = Pick<Panel, 'id' | 'title' | 'gridPos'> & { type: 'row'; collapsed: boolean; panels: unknown[] };

/** A board without what its panels hold, which depends on their types. */
export type Board = Omit<Dashboard, 'panels' | 'templating' | 'annotations'> & {
  panels: Array<{ type: string }>;
  // Grafana exports a variable of which nothing is chosen yet with an empty 'current', and a query twice, as 'definition' too.
  templating: { list: Array<Omit<VariableModel, 'current'> & { current?: Partial<NonNullable<VariableModel['current']>>; definition?: string }> };
  annotations?: { list: Array<Omit<NonNullable<NonNullable<Dashboard['annotations']>['list']>[number], 'target'> & { target?: Target }> };
};

/** What generate.mjs asks for: a panel's type and the definition of such a panel. */
export interface Everything {
  board: Board;
  panels: {
    barchart: BarChartPanel;
    bargauge: BarGaugePanel;
    gauge: GaugePanel;
    heatmap: HeatmapPanel;
    row: RowPanel;
    stat: StatPanel;
    'state-timeline': StateTimelinePanel;
    table: TablePanel;
    text: TextPanel;
    timeseries: TimeSeriesPanel;
  };
}
