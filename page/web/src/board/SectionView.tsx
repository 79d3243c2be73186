import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { useTexts } from '../texts/LanguageContext';
import { useBoard } from './BoardContext';
import type { Section } from './layout';
import { PanelView } from './PanelView';

/** The panels below a row's title, on Grafana's grid of 24 columns. */
export function SectionView({ section: { row, panels } }: { section: Section }) {
  const styles = useStyles2(getStyles);
  const texts = useTexts();
  const { replaceVariables } = useBoard();
  const [open, setOpen] = useState(!row?.collapsed);
  const title = replaceVariables(row?.title ?? '');
  return (
    <>
      {row && (
        <h2 className={styles.row}>
          <button type="button" className={styles.toggle} aria-expanded={open} aria-label={open ? texts.collapse(title) : texts.expand(title)} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'angle-down' : 'angle-right'} /> {title}
          </button>
        </h2>
      )}
      {open && (
        <div className={styles.grid}>
          {panels.map((panel) => (
            <PanelView key={panel.id} panel={panel} />
          ))}
        </div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ margin: theme.spacing(1, 0, 0), fontSize: theme.typography.h5.fontSize }),
  toggle: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'transparent',
    color: theme.colors.text.primary,
    fontWeight: theme.typography.fontWeightMedium,
    '&:hover': { background: theme.colors.action.hover },
  }),
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(24, minmax(0, 1fr))',
    gridAutoRows: 30,
    gap: theme.spacing(1),
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
