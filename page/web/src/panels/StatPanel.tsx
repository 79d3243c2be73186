import { type DisplayValueAlignmentFactors, type FieldDisplay, getDisplayValueAlignmentFactors } from '@grafana/data';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import { BigValue, type BigValueColorMode, type BigValueGraphMode, type BigValueJustifyMode, type BigValueTextMode, useTheme2, VizRepeater } from '@grafana/ui';
import type { PanelProps } from './panel';
import { ValueLink } from './ValueLink';
import { orientationOf, valuesOf } from './values';

/** Few numbers, large. */
export function StatPanel(props: PanelProps) {
  const theme = useTheme2();
  const options = props.options as Options;
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      getValues={() => valuesOf(props, theme, { sparkline: options.graphMode !== 'none', percentChange: options.showPercentChange })}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      source={props.frames}
      renderCounter={0}
      width={props.width}
      height={props.height}
      orientation={orientationOf(props)}
      autoGrid
      renderValue={({ value, width, height, alignmentFactors, count }) => (
        <ValueLink value={value}>
          <BigValue
            value={value.display}
            sparkline={value.sparkline}
            width={width}
            height={height}
            theme={theme}
            // the schema's enumerations and those of the component have the same values
            colorMode={options.colorMode as unknown as BigValueColorMode}
            graphMode={options.graphMode as unknown as BigValueGraphMode}
            justifyMode={options.justifyMode as unknown as BigValueJustifyMode}
            textMode={options.textMode as unknown as BigValueTextMode}
            alignmentFactors={alignmentFactors}
            count={count}
            hasLinks={value.hasLinks}
            percentChangeColorMode={options.percentChangeColorMode}
            disableWideLayout={!options.wideLayout}
          />
        </ValueLink>
      )}
    />
  );
}
