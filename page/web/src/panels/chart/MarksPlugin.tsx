import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, type UPlotConfigBuilder, useStyles2, useTheme2 } from '@grafana/ui';
import { useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type uPlot from 'uplot';
import type { Mark } from '../../data/annotations';

/** Draws marks on a plot: a dashed line at their time, and a handle below it that says what happened. */
export function MarksPlugin({ config, marks, timeZone }: { config: UPlotConfigBuilder; marks: Mark[]; timeZone: string }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const [drawn, setDrawn] = useState<{ plot: uPlot; revision: number }>();
  const plot = useRef<uPlot | null>(null);
  const current = useRef(marks);
  current.current = marks;

  useLayoutEffect(() => {
    config.addHook('init', (created) => {
      plot.current = created;
    });
    config.addHook('draw', (self) => {
      lines(self, current.current, theme);
      // handles follow where the scale has moved
      setDrawn((before) => ({ plot: self, revision: (before?.revision ?? 0) + 1 }));
    });
    config.addHook('destroy', () => setDrawn(undefined));
  }, [config, theme]);
  useLayoutEffect(() => plot.current?.redraw(false), [marks]);

  if (!drawn) {
    return null;
  }
  const { over } = drawn.plot;
  const width = over.clientWidth;
  return createPortal(
    marks.map((mark) => {
      const left = drawn.plot.valToPos(mark.time, 'x');
      const text = `${dateTimeFormat(mark.time, { timeZone })} ${mark.text}`;
      return left < 0 || left > width ? null : (
        <Tooltip key={`${mark.time} ${mark.text}`} content={text}>
          <button type="button" className={styles.handle} style={{ left, color: theme.visualization.getColorByName(mark.color) }} aria-label={text} />
        </Tooltip>
      );
    }),
    over,
  );
}

function lines(plot: uPlot, marks: Mark[], theme: GrafanaTheme2): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = window.devicePixelRatio;
  ctx.setLineDash([4 * window.devicePixelRatio, 4 * window.devicePixelRatio]);
  for (const mark of marks) {
    const x = plot.valToPos(mark.time, 'x', true);
    if (x >= bbox.left && x <= bbox.left + bbox.width) {
      ctx.strokeStyle = theme.visualization.getColorByName(mark.color);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
  }
  ctx.restore();
}

const getStyles = (theme: GrafanaTheme2) => ({
  handle: css({
    position: 'absolute',
    bottom: -9,
    width: 10,
    height: 9,
    padding: 0,
    transform: 'translateX(-50%)',
    border: 'none',
    background: 'currentColor',
    clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
    zIndex: theme.zIndex.dropdown,
  }),
});
