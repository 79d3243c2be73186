import { type DisplayValueAlignmentFactors, type FieldDisplay, getDisplayValueAlignmentFactors, VizOrientation } from '@grafana/data';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import { BarGauge, useTheme2, VizRepeater } from '@grafana/ui';
import type { PanelProps } from './panel';
import { ValueLink } from './ValueLink';
import { valuesOf } from './values';

const SPACING = 10;

/** One bar for each value, with its number beside it. */
export function BarGaugePanel(props: PanelProps) {
  const theme = useTheme2();
  const options = props.options as Options;
  const orientation = options.orientation === VizOrientation.Vertical ? VizOrientation.Vertical : VizOrientation.Horizontal;
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      getValues={() => valuesOf(props, theme)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      source={props.frames}
      renderCounter={0}
      width={props.width}
      height={props.height}
      orientation={orientation}
      itemSpacing={SPACING}
      minVizWidth={options.minVizWidth}
      minVizHeight={options.minVizHeight}
      renderValue={({ value, width, height, alignmentFactors }) => (
        <ValueLink value={value}>
          <BarGauge
            value={value.display}
            width={width}
            height={height}
            field={value.field}
            theme={theme}
            display={value.view?.getFieldDisplayProcessor(value.colIndex ?? 0)}
            orientation={orientation}
            displayMode={options.displayMode}
            valueDisplayMode={options.valueMode}
            namePlacement={options.namePlacement}
            showUnfilled={options.showUnfilled}
            alignmentFactors={alignmentFactors}
            itemSpacing={SPACING}
            lcdCellWidth={12}
          />
        </ValueLink>
      )}
    />
  );
}
