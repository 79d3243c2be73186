import { VizTooltipColorIndicator, VizTooltipContainer, VizTooltipContent, VizTooltipHeader, type VizTooltipItem, VizTooltipWrapper } from '@grafana/ui';

export interface Tip {
  title: string;
  items: VizTooltipItem[];
}

/** What a tooltip says, in Grafana's form. */
export function TooltipBody({ title, items }: Tip) {
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: '', value: title }} isPinned={false} />
      <VizTooltipContent items={items.map((item) => ({ colorIndicator: VizTooltipColorIndicator.series, ...item }))} isPinned={false} />
    </VizTooltipWrapper>
  );
}

/** A tooltip beside the pointer. */
export function PointerTooltip({ tip, at }: { tip: Tip; at: { x: number; y: number } }) {
  return (
    <VizTooltipContainer position={at} offset={{ x: 12, y: 12 }}>
      <TooltipBody {...tip} />
    </VizTooltipContainer>
  );
}
