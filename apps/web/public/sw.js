/* Keeps the shell of the app on the device, so that a page which was open once opens without a network. Answers of the clinic are never kept. */
const SHELF = 'hearth-shell';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => keptShell()));
  else if (pathname.startsWith('/assets/')) event.respondWith(keptAsset(request));
});

async function keptShell() {
  return (await caches.match('/', { cacheName: SHELF })) ?? Response.error();
}

/** Assets carry their content in their name: what is kept under a name is right for ever. */
async function keptAsset(request) {
  const shelf = await caches.open(SHELF);
  const kept = await shelf.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await shelf.put(request, fresh.clone());
  return fresh;
}

/* What the clinic sends says nothing about health; a second one of the same name takes the place of the first. */
self.addEventListener('push', (event) => {
  const { title, text, tag } = event.data?.json() ?? {};
  if (title) event.waitUntil(self.registration.showNotification(title, { body: text, tag }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openClinic());
});

async function openClinic() {
  const [page] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return page ? page.focus() : self.clients.openWindow('/');
}
