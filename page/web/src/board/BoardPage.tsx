import { getDashboard } from '../api/client';
import { useLoaded } from '../api/useLoaded';
import { PageState } from '../app/PageState';
import { TopBar } from '../app/TopBar';
import { useLocation } from '../app/location';
import { inLanguage } from '../texts/language';
import { Board } from './Board';

/** One board, as its file says. */
export function BoardPage({ uid }: { uid: string }) {
  const { search } = useLocation();
  const dashboard = useLoaded(uid, (signal) => getDashboard(uid, signal));
  if (dashboard.data) {
    return <Board dashboard={dashboard.data} />;
  }
  return (
    <>
      <TopBar trail={null} addressIn={(language) => `/d/${inLanguage(uid, language)}${search}`} />
      <main id="board">
        <PageState loaded={dashboard}>{null}</PageState>
      </main>
    </>
  );
}
