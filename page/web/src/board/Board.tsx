import { css } from '@emotion/css';
import { type GrafanaTheme2, rangeUtil, type TimeRange } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useCallback, useEffect, useMemo } from 'react';
import { leave } from '../api/client';
import { navigate, useLocation } from '../app/location';
import { TopBar } from '../app/TopBar';
import { inLanguage } from '../texts/language';
import { BoardContext, type BoardScope } from './BoardContext';
import { type BoardState, readState, timeOf, writeState } from './boardState';
import type { Dashboard } from './dashboard';
import { interpolate } from './interpolate';
import { sections } from './layout';
import { SectionView } from './SectionView';
import { Toolbar } from './Toolbar';
import { useMarks } from './useMarks';
import { useOptions } from './useOptions';
import { useTick } from './useTick';

function rangeOf(from: string, to: string, timeZone: string): TimeRange {
  const raw = { from: timeOf(from), to: timeOf(to) };
  return rangeUtil.convertRawToRange(raw as TimeRange['raw'], timeZone);
}

/** A board with the choices that the address carries. */
export function Board({ dashboard }: { dashboard: Dashboard }) {
  const styles = useStyles2(getStyles);
  const { pathname, search } = useLocation();
  const state = useMemo(() => readState(search, dashboard), [search, dashboard]);
  const [tick, refresh] = useTick(state.refresh);
  const timeZone = dashboard.timezone ?? 'browser';
  // with each tick "now" is another time
  const range = useMemo(() => rangeOf(state.from, state.to, timeZone), [state.from, state.to, timeZone, tick]);
  const change = useCallback(
    (part: Partial<BoardState>, how: 'push' | 'replace' = 'push') => navigate(pathname + writeState(window.location.search, part), how),
    [pathname],
  );

  const context = { from: range.from.valueOf(), to: range.to.valueOf(), variables: state.variables };
  const choices = useOptions(dashboard, context, JSON.stringify([state.from, state.to, state.variables]));
  useEffect(() => {
    // what is no longer among the options of a variable is no longer chosen
    const kept = choices.loading ? undefined : choices.data?.variables;
    if (kept && JSON.stringify(kept) !== JSON.stringify(state.variables)) {
      change({ variables: kept }, 'replace');
    }
  }, [choices.loading, choices.data, state.variables, change]);
  useEffect(() => {
    document.title = `${dashboard.title} · crm-pulse`;
  }, [dashboard]);
  useEffect(() => {
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  const scope = useMemo((): Omit<BoardScope, 'marks'> => {
    const links = { timeRange: `from=${encodeURIComponent(state.from)}&to=${encodeURIComponent(state.to)}`, variables: state.variables };
    return {
      uid: dashboard.uid,
      range,
      timeZone,
      tick,
      variables: state.variables,
      ready: dashboard.templating.list.every((variable) => variable.type === 'datasource' || state.variables[variable.name] !== undefined),
      replaceVariables: (text, scoped, format) => interpolate(text, links, scoped, format),
      zoomTo: ({ from, to }) => change({ from: String(Math.round(from)), to: String(Math.round(to)) }),
    };
  }, [dashboard, range, timeZone, tick, state, change]);
  const marks = useMarks(dashboard, scope);
  const board = useMemo(() => ({ ...scope, marks }), [scope, marks]);
  const parts = useMemo(() => sections(dashboard.panels), [dashboard]);

  return (
    <BoardContext.Provider value={board}>
      <TopBar trail={<h1>{dashboard.title}</h1>} addressIn={(language) => `/d/${inLanguage(dashboard.uid, language)}${search}`}>
        <Toolbar dashboard={dashboard} state={state} choices={choices} change={change} refresh={refresh} />
      </TopBar>
      <main id="board" tabIndex={-1} className={styles.main}>
        {parts.map((section) => (
          <SectionView key={section.row?.id ?? 0} section={section} />
        ))}
      </main>
    </BoardContext.Provider>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  main: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), padding: theme.spacing(2), outline: 'none' }),
});
