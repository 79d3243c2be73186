import { createTheme, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { BoardPage } from '../board/BoardPage';
import { languageOf } from '../texts/language';
import { speak } from '../texts/grafana';
import { LanguageContext } from '../texts/LanguageContext';
import { BoardsPage } from './BoardsPage';
import { interceptLinks, useLocation } from './location';
import { NotFoundPage } from './NotFoundPage';
import { languageOfReader, modeOf, rememberLanguage } from './preferences';
import { routeOf, type Route } from './route';

const ExplainPage = lazy(() => import('../explain/ExplainPage'));

function page(route: Route) {
  switch (route.page) {
    case 'boards':
      return <BoardsPage />;
    case 'board':
      return <BoardPage key={route.uid} uid={route.uid} />;
    case 'explain':
      return <ExplainPage key={route.id} id={route.id} />;
    case 'unknown':
      return <NotFoundPage />;
  }
}

/** The page: one of its places, in the reader's language and colours. */
export function App() {
  const { pathname, search } = useLocation();
  const route = routeOf(pathname);
  const language = (route.page === 'board' && languageOf(route.uid)) || languageOfReader(search);
  const mode = modeOf(search);
  const theme = useMemo(() => createTheme({ colors: { mode } }), [mode]);

  speak(language);
  useEffect(interceptLinks, []);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    rememberLanguage(language);
  }, [language]);

  return (
    <ThemeContext.Provider value={theme}>
      <LanguageContext.Provider value={language}>
        <GlobalStyles />
        <Suspense key={language} fallback={null}>
          {page(route)}
        </Suspense>
        <PortalContainer />
      </LanguageContext.Provider>
    </ThemeContext.Provider>
  );
}
