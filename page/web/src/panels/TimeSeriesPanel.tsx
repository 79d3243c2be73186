import { type DataFrame, dateTimeFormat, type Field, FALLBACK_COLOR, formattedValueToString, getFieldDisplayName, getFieldSeriesColor, type GrafanaTheme2 } from '@grafana/data';
import { SortOrder, TooltipDisplayMode } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import { type GraphNGLegendEvent, SeriesVisibilityChangeMode, TimeSeries, TooltipPlugin2, useTheme2, type VizTooltipItem } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useBoard } from '../board/BoardContext';
import { MarksPlugin } from './chart/MarksPlugin';
import type { PanelProps } from './panel';
import { TooltipBody } from './Tooltip';

/** Of the series under the pointer, and of all at its time. @grafana/ui does not publish the names of these numbers. */
const ONE = 0;
const ALL_AT_TIME = 1;

/** Lines and bars over time. */
export function TimeSeriesPanel({ options: given, frames, width, height, range, timeZone }: PanelProps) {
  const theme = useTheme2();
  const { marks, zoomTo } = useBoard();
  const options = given as Options;
  const [shown, setShown] = useState<ReadonlySet<string> | null>(null);
  const visible = useMemo(() => (shown ? frames.map((frame) => hide(frame, frames, shown)) : frames), [frames, shown]);

  // as in Grafana: a click shows this series alone, and all again; with Ctrl it adds or takes away one
  const onLegendClick = ({ fieldIndex, mode }: GraphNGLegendEvent) => {
    const frame = frames[fieldIndex.frameIndex];
    const field = frame?.fields[fieldIndex.fieldIndex];
    if (frame && field) {
      const name = getFieldDisplayName(field, frame, frames);
      setShown((before) => toggle(before, name, seriesNames(frames), mode === SeriesVisibilityChangeMode.AppendToSelection));
    }
  };
  const mode = options.tooltip?.mode ?? TooltipDisplayMode.Single;
  return (
    <TimeSeries
      frames={visible}
      structureRev={shown ? shown.size + 2 : 1}
      timeRange={range}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={options.legend}
      options={options as unknown as Record<string, unknown>}
      onLegendClick={onLegendClick}
    >
      {(config, aligned) => (
        <>
          <MarksPlugin config={config} marks={marks} timeZone={timeZone} />
          {mode !== TooltipDisplayMode.None && (
            <TooltipPlugin2
              config={config}
              hoverMode={mode === TooltipDisplayMode.Multi ? ALL_AT_TIME : ONE}
              queryZoom={zoomTo}
              render={(_plot, indexes, series) => {
                const only = mode === TooltipDisplayMode.Single ? series : null;
                return <TooltipBody {...tipAt(aligned, frames, indexes, only, options.tooltip.sort, theme, timeZone)} />;
              }}
            />
          )}
        </>
      )}
    </TimeSeries>
  );
}

function seriesNames(frames: DataFrame[]): string[] {
  return frames.flatMap((frame) => frame.fields.filter((field) => field.type !== 'time').map((field) => getFieldDisplayName(field, frame, frames)));
}

function toggle(shown: ReadonlySet<string> | null, name: string, all: string[], append: boolean): ReadonlySet<string> | null {
  if (!append) {
    return shown?.size === 1 && shown.has(name) ? null : new Set([name]);
  }
  const next = new Set(shown ?? all);
  if (!next.delete(name)) {
    next.add(name);
  }
  return next.size === 0 || next.size === all.length ? null : next;
}

function hide(frame: DataFrame, frames: DataFrame[], shown: ReadonlySet<string>): DataFrame {
  const hidden = (field: Field) => field.type !== 'time' && !shown.has(getFieldDisplayName(field, frame, frames));
  const fields = frame.fields.map((field) =>
    hidden(field) ? { ...field, config: { ...field.config, custom: { ...field.config.custom, hideFrom: { legend: false, tooltip: true, viz: true } } } } : field,
  );
  return { ...frame, fields };
}

function tipAt(aligned: DataFrame, frames: DataFrame[], indexes: Array<number | null>, only: number | null, sort: SortOrder | undefined, theme: GrafanaTheme2, timeZone: string) {
  const items = aligned.fields.flatMap((field, series): VizTooltipItem[] => {
    const index = indexes[series];
    const outside = series === 0 || (only !== null && only !== series) || field.config.custom?.hideFrom?.tooltip === true;
    if (outside || index === null || index === undefined || field.values[index] === null) {
      return [];
    }
    const display = field.display!(field.values[index]);
    return [
      {
        label: getFieldDisplayName(field, aligned, frames),
        value: formattedValueToString(display),
        color: getFieldSeriesColor(field, theme).color ?? FALLBACK_COLOR,
        numeric: display.numeric,
        isActive: false,
      },
    ];
  });
  if (sort === SortOrder.Ascending || sort === SortOrder.Descending) {
    const sign = sort === SortOrder.Ascending ? 1 : -1;
    items.sort((a, b) => sign * (a.numeric! - b.numeric!));
  }
  const index = indexes.find((each) => each !== null && each !== undefined);
  return { title: index === undefined || index === null ? '' : dateTimeFormat(aligned.fields[0]!.values[index], { timeZone }), items };
}
