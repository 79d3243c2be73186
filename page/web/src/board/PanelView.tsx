import { css } from '@emotion/css';
import { type GrafanaTheme2, LoadingState, renderMarkdown } from '@grafana/data';
import { PanelChrome, useStyles2 } from '@grafana/ui';
import { useRef } from 'react';
import { useTexts } from '../texts/LanguageContext';
import { useBoard } from './BoardContext';
import type { Panel } from './dashboard';
import { PanelBody } from './PanelBody';
import { usePanelData } from './usePanelData';
import { useSize } from './useSize';

/** A panel in its place on the grid, with its frame. */
export function PanelView({ panel }: { panel: Panel }) {
  const styles = useStyles2(getStyles, panel.gridPos);
  const texts = useTexts();
  const { replaceVariables } = useBoard();
  const ref = useRef<HTMLElement>(null);
  const { width, height, sight } = useSize(ref);
  const data = usePanelData(panel, width, sight);
  const title = replaceVariables(panel.title ?? '');
  return (
    <section ref={ref} className={styles.cell} aria-label={title} aria-busy={data.loading || !(data.data ?? data.error)} data-panel-id={panel.id} data-panel-type={panel.type}>
      {width > 0 && (
        <PanelChrome
          title={title}
          description={panel.description ? renderMarkdown(panel.description) : undefined}
          width={width}
          height={height}
          padding={panel.type === 'table' ? 'none' : 'md'}
          displayMode={panel.transparent ? 'transparent' : 'default'}
          loadingState={data.loading ? LoadingState.Loading : LoadingState.Done}
          statusMessage={data.error && `${texts.panelFailed}: ${data.error.message}`}
        >
          {(innerWidth, innerHeight) => <PanelBody panel={panel} data={data} width={innerWidth} height={innerHeight} />}
        </PanelChrome>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2, { x, y, w, h }: Panel['gridPos']) => ({
  cell: css({
    gridColumn: `${x + 1} / span ${w}`,
    gridRow: `${y + 1} / span ${h}`,
    minWidth: 0,
    // one below the other where the window is narrow
    [theme.breakpoints.down('md')]: { gridColumn: '1', gridRow: `auto / span ${h}` },
  }),
});
