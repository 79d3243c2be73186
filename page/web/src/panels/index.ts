import type { ComponentType } from 'react';
import { BarChartPanel } from './BarChartPanel';
import { BarGaugePanel } from './BarGaugePanel';
import { GaugePanel } from './GaugePanel';
import { HeatmapPanel } from './HeatmapPanel';
import type { PanelProps } from './panel';
import { StateTimelinePanel } from './StateTimelinePanel';
import { StatPanel } from './StatPanel';
import { TablePanel } from './TablePanel';
import { TextPanel } from './TextPanel';
import { TimeSeriesPanel } from './TimeSeriesPanel';

/** The panel types that a board may use; rows are drawn by the board itself. */
export const PANELS: Record<string, ComponentType<PanelProps> | undefined> = {
  barchart: BarChartPanel,
  bargauge: BarGaugePanel,
  gauge: GaugePanel,
  heatmap: HeatmapPanel,
  stat: StatPanel,
  'state-timeline': StateTimelinePanel,
  table: TablePanel,
  text: TextPanel,
  timeseries: TimeSeriesPanel,
};
