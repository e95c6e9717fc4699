const SHELF = 'hearth-shell';

/** Puts this page and what it has loaded so far on the device; `sw.js` hands it out when there is no network. */
export async function keepShell(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/sw.js');
  const shelf = await caches.open(SHELF);
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const assets = loaded.filter((url) => new URL(url).pathname.startsWith('/assets/'));
  const kept = new Set((await shelf.keys()).map(({ url }) => url));
  await shelf.addAll(['/', ...assets.filter((url) => !kept.has(url))]);
}
