import { type AnchorHTMLAttributes, type MouseEvent, useEffect, useSyncExternalStore } from 'react';

const moved = new EventTarget();

/** Goes to an address of this app without loading the page anew. */
export function navigate(to: string, { isReplacing = false } = {}): void {
  if (isReplacing) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  moved.dispatchEvent(new Event('move'));
  if (!to.includes('#')) window.scrollTo(0, 0);
}

function subscribe(changed: () => void): () => void {
  moved.addEventListener('move', changed);
  window.addEventListener('popstate', changed);
  return () => {
    moved.removeEventListener('move', changed);
    window.removeEventListener('popstate', changed);
  };
}

export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname);

/** The parameters of a path that fits a pattern like `/board/:id`; null where it does not fit. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.split('/'), path.replace(/\/$/, '').split('/')];
  if (path === '/') return pattern === '/' ? {} : null;
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given[at]!);
    else if (part !== given[at]) return null;
  }
  return params;
}

const isPlainClick = (event: MouseEvent) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;

export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event) || rest.target) return;
    event.preventDefault();
    navigate(href);
  };
  return <a {...rest} href={href} onClick={go} />;
}

/** Sends whoever comes here on to another page. */
export function Redirect({ to }: { to: string }) {
  useEffect(() => navigate(to, { isReplacing: true }), [to]);
  return null;
}
