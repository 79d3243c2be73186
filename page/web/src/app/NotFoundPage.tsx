import { EmptyState, LinkButton } from '@grafana/ui';
import { useLanguage, useTexts } from '../texts/LanguageContext';
import { TopBar } from './TopBar';

export function NotFoundPage() {
  const texts = useTexts();
  const language = useLanguage();
  return (
    <>
      <TopBar trail={null} addressIn={(other) => `/?lang=${other}`} />
      <main id="board">
        <EmptyState variant="not-found" hideImage message={texts.notFound} button={<LinkButton href={`/?lang=${language}`}>{texts.toBoards}</LinkButton>} />
      </main>
    </>
  );
}
