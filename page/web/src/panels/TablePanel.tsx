import type { Options } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import { TableNG } from '@grafana/ui/unstable';
import type { PanelProps } from './panel';

/** Rows that can be sorted by any column. */
export function TablePanel({ options, title, frames, fieldConfig, width, height, range }: PanelProps) {
  const { showHeader, showTypeIcons, cellHeight, sortBy, frameIndex, enablePagination, frozenColumns } = options as Options;
  return (
    <TableNG
      ariaLabel={title}
      data={frames[frameIndex ?? 0] ?? frames[0]!}
      width={width}
      height={height}
      noHeader={showHeader === false}
      showTypeIcons={showTypeIcons}
      cellHeight={cellHeight}
      sortBy={sortBy}
      sortByBehavior="initial"
      frozenColumns={frozenColumns?.left}
      enablePagination={enablePagination}
      structureRev={1}
      resizable
      enableVirtualization
      fieldConfig={fieldConfig}
      timeRange={range}
    />
  );
}
