import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Card, useStyles2 } from '@grafana/ui';
import { useEffect } from 'react';
import { type Folder, getFolders } from '../api/client';
import { useLoaded } from '../api/useLoaded';
import type { Language } from '../texts/language';
import { useLanguage, useTexts } from '../texts/LanguageContext';
import { useLocation } from './location';
import { PageState } from './PageState';
import { TopBar } from './TopBar';

/** All boards of a language, folder by folder. */
export function BoardsPage() {
  const texts = useTexts();
  const language = useLanguage();
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  const folders = useLoaded('folders', getFolders);

  useEffect(() => {
    document.title = `${texts.boards} · crm-pulse`;
  }, [texts]);

  const addressIn = (other: Language) => {
    const query = new URLSearchParams(search);
    query.set('lang', other);
    return `/?${query}`;
  };
  const ofLanguage = folders.data?.folders.filter((folder) => folder.language === language) ?? [];
  return (
    <>
      <TopBar trail={<h1>{texts.boards}</h1>} addressIn={addressIn} />
      <main id="board" tabIndex={-1} className={styles.main}>
        <PageState loaded={folders}>
          <p className={styles.intro}>{texts.boardsIntro}</p>
          {ofLanguage.length === 0 && <p>{texts.noBoards}</p>}
          {ofLanguage.map((folder) => (
            <FolderSection key={folder.title} folder={folder} />
          ))}
        </PageState>
      </main>
    </>
  );
}

function FolderSection({ folder }: { folder: Folder }) {
  const styles = useStyles2(getStyles);
  return (
    <section>
      <h2 className={styles.folder}>{folder.title}</h2>
      <ul className={styles.boards}>
        {folder.boards.map((board) => (
          <li key={board.uid}>
            <Card href={`/d/${board.uid}`} noMargin className={styles.card}>
              <Card.Heading>{board.title}</Card.Heading>
              <Card.Description>{board.description}</Card.Description>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  main: css({ maxWidth: 1200, margin: '0 auto', padding: theme.spacing(3, 2), outline: 'none' }),
  intro: css({ color: theme.colors.text.secondary }),
  folder: css({ fontSize: theme.typography.h4.fontSize, margin: theme.spacing(3, 0, 1.5) }),
  boards: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(320px, 1fr))',
    gap: theme.spacing(2),
    listStyle: 'none',
  }),
  card: css({ height: '100%' }),
});
