// Keeps the page in the cache, so that it opens with no network. Images, samples and the catalog are never kept.
const shell = ['./', 'page.js', 'drop.js', 'mirror.js', 'picture.js', 'plain.js', 'workers.js', 'worker.js', 'style.css', 'icon.svg', 'manifest.webmanifest',
  'strata_page.js', 'strata_page.wasm', 'strata_worker.js', 'strata_worker.wasm'];
const cacheName = 'strata-VERSION'; // the build writes the hash of all files here

addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(shell)).then(() => skipWaiting()));
});

addEventListener('activate', (event) => {
  const old = (names) => Promise.all(names.filter((name) => name.startsWith('strata-') && name !== cacheName).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => clients.claim()));
});

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const path = url.href.slice(registration.scope.length).split(/[?#]/)[0] || './';
  if (event.request.method !== 'GET' || url.origin !== location.origin || !shell.includes(path)) return;
  event.respondWith(caches.match(path === './' ? registration.scope : event.request, { cacheName, ignoreSearch: true })
    .then((kept) => kept ?? fetch(event.request)));
});
