import { LegendDisplayMode, type VizLegendOptions } from '@grafana/schema';
import { VizLayout, VizLegend } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  options: VizLegendOptions | undefined;
  items: Array<{ label: string; color: string }>;
  width: number;
  height: number;
  children: (width: number, height: number) => ReactNode;
}

/** A chart with its legend below or beside it. */
export function WithLegend({ options, items, width, height, children }: Props) {
  const placement = options?.placement ?? 'bottom';
  const legend =
    options?.showLegend === false ? null : (
      <VizLayout.Legend placement={placement}>
        <VizLegend placement={placement} displayMode={options?.displayMode ?? LegendDisplayMode.List} items={items.map((item) => ({ ...item, yAxis: 1 }))} readonly />
      </VizLayout.Legend>
    );
  return (
    <VizLayout width={width} height={height} legend={legend}>
      {children}
    </VizLayout>
  );
}
