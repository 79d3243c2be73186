import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useEffect } from 'react';
import { getExplanation } from '../api/client';
import { useLoaded } from '../api/useLoaded';
import { useLocation } from '../app/location';
import { PageState } from '../app/PageState';
import { TopBar } from '../app/TopBar';
import type { Language } from '../texts/language';
import { HistoryView } from './HistoryView';
import { useExplainTexts } from './useExplainTexts';

/** Why the figures of one lead, deal, customer or person are what they are. */
export default function ExplainPage({ id }: { id: string }) {
  const styles = useStyles2(getStyles);
  const texts = useExplainTexts();
  const { pathname, search } = useLocation();
  const tenant = new URLSearchParams(search).get('tenant') ?? undefined;
  const explanation = useLoaded(JSON.stringify([id, tenant]), (signal) => getExplanation(id, tenant, signal));

  useEffect(() => {
    document.title = `${texts.explain} ${id} · crm-pulse`;
  }, [texts, id]);

  const addressIn = (language: Language) => {
    const query = new URLSearchParams(search);
    query.set('lang', language);
    return `${pathname}?${query}`;
  };
  return (
    <>
      <TopBar
        trail={
          <h1>
            {texts.explain} {id}
          </h1>
        }
        addressIn={addressIn}
      />
      <main id="board" tabIndex={-1} className={styles.main}>
        <PageState loaded={explanation}>
          {explanation.data?.histories.map((history) => (
            <HistoryView key={`${history.tenant} ${history.timeline} ${history.key}`} history={history} />
          ))}
        </PageState>
      </main>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  main: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(4), maxWidth: 1600, margin: '0 auto', padding: theme.spacing(2), outline: 'none' }),
});
