import type { DataFrame, FieldConfigSource, TimeRange } from '@grafana/data';

/** What the component of a panel type is given. */
export interface PanelProps {
  /** As in the board: the component knows their type. */
  options: unknown;
  title: string;
  /** One for each query, with units, colours and links. */
  frames: DataFrame[];
  fieldConfig: FieldConfigSource;
  width: number;
  height: number;
  range: TimeRange;
  timeZone: string;
}
