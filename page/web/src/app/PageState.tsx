import { Alert, Button, LoadingPlaceholder } from '@grafana/ui';
import type { ReactNode } from 'react';
import type { Loaded } from '../api/useLoaded';
import { useTexts } from '../texts/LanguageContext';

/** What a page shows while its data load or where they failed; the page itself where they are there. */
export function PageState({ loaded, children }: { loaded: Loaded<unknown>; children: ReactNode }) {
  const texts = useTexts();
  if (loaded.error) {
    return (
      <Alert severity="error" title={texts.pageFailed}>
        <p>{loaded.error.message}</p>
        <Button size="sm" onClick={loaded.retry}>
          {texts.retry}
        </Button>
      </Alert>
    );
  }
  if (loaded.data === undefined) {
    return (
      <div role="status" aria-busy="true">
        <LoadingPlaceholder text={texts.loading} />
      </div>
    );
  }
  return children;
}
