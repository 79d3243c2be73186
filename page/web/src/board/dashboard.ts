import type { FieldConfigSource } from '@grafana/data';
import type { Option } from '../api/client';

/** What the page reads of a dashboard in Grafana's classic JSON; Grafana reads more of the same file. */
export interface Dashboard {
  uid: string;
  title: string;
  description?: string;
  refresh?: string | false;
  timezone?: string;
  time: { from: string; to: string };
  timepicker?: { refresh_intervals?: string[] };
  panels: Panel[];
  templating: { list: Variable[] };
  annotations?: { list: Annotation[] };
  links?: DashboardLink[];
}

export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Panel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  transparent?: boolean;
  gridPos: GridPos;
  fieldConfig?: FieldConfigSource;
  /** Of the panel's type: its component knows them. */
  options?: unknown;
  targets?: Target[];
  interval?: string;
  /** Of a row: whether it is closed at first. */
  collapsed?: boolean;
  /** Of a row that is closed: what stands below it. */
  panels?: Panel[];
}

export interface Target {
  refId: string;
  /** 0 for series over time, 1 for a table. */
  format: number;
}

export type Values = string | string[];

export interface Variable {
  name: string;
  type: 'query' | 'custom' | 'textbox' | 'datasource';
  label?: string;
  /** SQL of a variable of type query. */
  query?: string;
  /** What a variable of type custom can be. */
  options?: Option[];
  multi?: boolean;
  includeAll?: boolean;
  /** 2 where it is not to be seen. */
  hide?: number;
  current?: { value?: Values };
}

export interface Annotation {
  name: string;
  enable: boolean;
  hide?: boolean;
  iconColor: string;
}

export interface DashboardLink {
  title: string;
  tooltip?: string;
  url: string;
  targetBlank?: boolean;
}
