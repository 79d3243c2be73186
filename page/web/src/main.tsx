import './boot';
import './page.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startTranslations } from './texts/grafana';

startTranslations()
  .then(() => createRoot(document.getElementById('root')!).render(<App />))
  .catch((error: unknown) => {
    document.getElementById('root')!.textContent = String(error);
  });
