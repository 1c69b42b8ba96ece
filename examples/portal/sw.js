// How does the directory open without a network? After the first visit everything it needs lies in the browser's cache.
//
// The network comes first, so that a visitor who is online always has what the site publishes; only where it does not answer is the
// copy used.

const CACHE = 'jipp-portal';
const FILES = [
  './', 'portal.css', 'portal.js', 'strings.js', 'icon.svg', 'kawung.svg', 'provenance.html', 'national.bundle', 'national.lite', 'status.json',
  ...['index', 'engine', 'error', 'inflate', 'kept', 'lite', 'pieces', 'remote', 'segments', 'surroundings', 'worker', 'element', 'jipp_search'].map((name) => `jipp/${name}.js`),
  ...['address', 'card', 'combobox', 'compare', 'csv', 'detail', 'dom', 'facets', 'frame', 'labels', 'map', 'page-name', 'search-element', 'strings', 'style', 'tiles'].map((name) => `jipp/element/${name}.js`),
  'jipp/jipp_search_bg.wasm',
];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(CACHE);
  try {
    const fresh = await fetch(request);
    // a full disk keeps no copy; the answer is there all the same
    if (fresh.ok) cache.put(request, fresh.clone()).catch(() => {});
    return fresh;
  } catch (error) {
    // a page is the same whatever is asked in its address
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}
