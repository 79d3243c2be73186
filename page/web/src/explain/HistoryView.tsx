import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import { useLanguage } from '../texts/LanguageContext';
import { ClocksView } from './ClocksView';
import type { History } from './explanation';
import { FactsView } from './FactsView';
import { formatTime } from './format';
import { LeftOutView } from './LeftOutView';
import { TimelineView } from './TimelineView';
import { useExplainTexts } from './useExplainTexts';

/** One history: its time line, and beside it the figures, clocks and rules that come of it. */
export function HistoryView({ history }: { history: History }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const language = useLanguage();
  const { counts } = history;
  const said = [
    texts.events(counts.events),
    counts.repeated > 0 && texts.repeated(counts.repeated),
    counts.sameContents > 0 && texts.sameContents(counts.sameContents),
    counts.late > 0 && texts.late(counts.late),
    history.horizon ? `${texts.upTo} ${formatTime(history.horizon)}` : texts.notEvaluated,
  ];
  const id = history.key.slice(history.key.indexOf('/') + 1);
  const board = new URLSearchParams({ 'var-tenant': history.tenant, 'var-id': id });
  return (
    <article className={styles.history} aria-label={`${history.title[language]} ${history.tenant}`}>
      <header className={styles.header}>
        <div>
          <h2 className={styles.title}>{history.title[language]}</h2>
          <p className={styles.said}>{[`${texts.tenant} ${history.tenant}`, ...said].filter(Boolean).join(' · ')}</p>
          {history.moved.length > 0 && <p className={styles.said}>{texts.moved(history.moved.join(', '))}</p>}
        </div>
        {history.timeline === 'engagement' && (
          <LinkButton size="sm" variant="secondary" icon="apps" href={`/d/crm-history-${language}?${board}`}>
            {texts.history}
          </LinkButton>
        )}
      </header>
      <Block title={texts.clocks} wide>
        <ClocksView clocks={history.clocks} horizon={history.horizon} />
      </Block>
      <Block title={texts.timeline}>
        <TimelineView steps={history.steps} clocks={history.clocks} />
      </Block>
      <div className={styles.side}>
        <Block title={texts.facts}>
          <FactsView groups={history.facts} />
        </Block>
        {history.policies.length > 0 && (
          <Block title={texts.policies}>
            <ul className={styles.policies}>
              {history.policies.map((policy) => (
                <li key={policy.policy}>
                  {policy.title[language]} <code>{policy.policy}</code> · {policy.shipped ? texts.shipped : `${texts.since} ${formatTime(policy.effectiveFrom)}`}
                </li>
              ))}
            </ul>
          </Block>
        )}
        {history.duplicates.length + history.late.length > 0 && (
          <Block title={texts.left}>
            <LeftOutView history={history} />
          </Block>
        )}
      </div>
    </article>
  );
}

function Block({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={wide ? styles.wide : styles.block}>
      <h3 className={styles.blockTitle}>{title}</h3>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const block = {
    padding: theme.spacing(2),
    minWidth: 0,
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  };
  return {
    history: css({
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
      gap: theme.spacing(1),
      alignItems: 'start',
      [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    }),
    header: css({ gridColumn: '1 / -1', display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'center', gap: theme.spacing(1) }),
    title: css({ margin: 0, fontSize: theme.typography.h3.fontSize }),
    said: css({ margin: 0, color: theme.colors.text.secondary }),
    block: css(block),
    wide: css({ ...block, gridColumn: '1 / -1' }),
    blockTitle: css({ margin: theme.spacing(0, 0, 1), fontSize: theme.typography.h5.fontSize }),
    side: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
    policies: css({ paddingLeft: theme.spacing(2), margin: 0, code: { fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary } }),
  };
};
