import { useSyncExternalStore } from 'react';

export type Scheme = 'light' | 'dark';

const KEY = 'hearth.scheme';
const device = matchMedia('(prefers-color-scheme: dark)');
const chosen = (): Scheme | null => {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : null;
};
const current = (): Scheme => chosen() ?? (device.matches ? 'dark' : 'light');
const changes = new EventTarget();

function show(): void {
  document.documentElement.dataset['scheme'] = current();
  changes.dispatchEvent(new Event('change'));
}

/** Shows the page in the colours that the person chose here, or that the device has. */
export function followScheme(): void {
  device.addEventListener('change', show);
  window.addEventListener('storage', show);
  show();
}

export function chooseScheme(scheme: Scheme): void {
  localStorage.setItem(KEY, scheme);
  show();
}

function subscribe(changed: () => void): () => void {
  changes.addEventListener('change', changed);
  return () => changes.removeEventListener('change', changed);
}

export const useScheme = (): Scheme => useSyncExternalStore(subscribe, current);
