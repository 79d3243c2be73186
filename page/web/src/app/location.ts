import { useSyncExternalStore } from 'react';

/** Where the page is: what the address bar shows, without the host. */
export interface Location {
  pathname: string;
  search: string;
}

const listeners = new Set<() => void>();
let current: Location = read();

function read(): Location {
  return { pathname: window.location.pathname, search: window.location.search };
}

function changed(): void {
  current = read();
  listeners.forEach((listener) => listener());
}

window.addEventListener('popstate', changed);

/** Goes to another place without loading the page anew. */
export function navigate(url: string, how: 'push' | 'replace' = 'push'): void {
  const before = window.location.pathname;
  window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', url);
  changed();
  if (window.location.pathname !== before) {
    window.scrollTo(0, 0);
  }
}

export function useLocation(): Location {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** Whether a click on a link means "go there in this window". */
function goesThere(event: MouseEvent, link: HTMLAnchorElement): boolean {
  return (
    event.button === 0 &&
    !event.defaultPrevented &&
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
    link.origin === window.location.origin &&
    (link.target === '' || link.target === '_self') &&
    !link.hasAttribute('download') &&
    !link.getAttribute('href')!.startsWith('#')
  );
}

/** Takes every link to a place of this page, whichever component drew it. Returns how to stop that. */
export function interceptLinks(): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (link && goesThere(event, link)) {
      event.preventDefault();
      navigate(link.pathname + link.search + link.hash);
    }
  };
  document.addEventListener('click', onClick);
  return () => document.removeEventListener('click', onClick);
}
