// The page's hands: files and addresses in, workers, downloads, the address bar, the mirror. What to show is decided in C++.
import start from './strata_page.js';
import { readDrop } from './drop.js';
import { Mirror } from './mirror.js';
import { decode } from './picture.js';
import { offerPlainReport } from './plain.js';
import { Workers } from './workers.js';

let module = null;
let lastFile = 0;
let holdsFiles = false;

const workers = new Workers({
  answer: (bytes) => withBytes(bytes, (at, size) => module._page_answer(at, size)),
  lost: (id, message) => withText(message, (at) => module._page_lost(id, at)),
});

function withBytes(bytes, use) {
  const at = module._malloc(Math.max(1, bytes.length));
  module.HEAPU8.set(bytes, at);
  use(at, bytes.length);
  module._free(at);
}

function withText(text, use) {
  withBytes(new TextEncoder().encode(`${text}\0`), use);
}

// Opening ---------------------------------------------------------------------------------------------------------------

/**
 * @param {Array<{name: string, parts: Array<{path, file?, url?, size}>, size?: number, failure?: string, url?: string}>} things
 *   that came together; parts may be a promise, then `size` is there
 */
function open(things) {
  for (const thing of things) {
    const id = ++lastFile;
    workers.addFile(id, thing.parts);
    const bytes = thing.size ?? thing.parts.reduce((sum, part) => sum + part.size, 0);
    withText(thing.name, (name) => withText(thing.failure ?? '', (failure) => withText(thing.url ?? '', (url) =>
      module._page_add_file(id, name, bytes, failure, url))));
  }
  module._page_files_done();
}

/** What comes from the person's own disk: no address brings it back. */
function openLocal(things) {
  holdsFiles = true;
  open(things);
}

function openFiles(files) {
  openLocal([...files].map((file) => ({ name: file.name, parts: [{ path: file.name, file, size: file.size }] })));
}

/** A file on the page's own host. One byte is asked for: a host that has byte ranges says the size, any other sends it all. */
async function lookAt(address) {
  const url = new URL(address, location.href);
  const name = decodeURIComponent(url.pathname.split('/').pop() || url.pathname);
  const fails = (failure) => ({ name, parts: [], failure });
  if (url.origin !== location.origin) return fails('This page only opens images from its own host.');
  try {
    const answer = await fetch(url, { headers: { Range: 'bytes=0-0' } });
    if (answer.status === 416) return fails(`${url.pathname} is empty.`);
    if (!answer.ok) return fails(`The host answered ${answer.status} for ${url.pathname}.`);
    const size = Number(/\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '')?.[1]);
    if (answer.status === 206) await answer.arrayBuffer();
    if (answer.status === 206 && size > 0) return { name, parts: [{ path: name, url: url.href, size }], url: address };
    if (answer.status === 206) return fails(`The host does not say how large ${url.pathname} is.`);
    const whole = answer.blob().then((file) => [{ path: name, file, size: file.size }],
      () => { throw new Error(`${url.pathname} could not be fetched to its end. Is the network there?`); });
    return { name, parts: whole, size: Number(answer.headers.get('Content-Length') ?? 0), url: address };
  } catch {
    return fails(`${url.pathname} could not be fetched. Is the network there?`);
  }
}

async function openAddresses(addresses) {
  open(await Promise.all(addresses.map(lookAt)));
}

// What the page's program asks for --------------------------------------------------------------------------------------

const picker = document.querySelector('#picker');
let openPicked = openFiles;
picker.addEventListener('change', () => {
  const files = [...picker.files];
  picker.value = '';
  if (files.length > 0) openPicked(files);
});

const page = {
  send: (bytes, id, file, cost) => workers.send(bytes, id, file, cost),
  cancel: (id) => workers.cancel(id),
  pick: () => picker.click(),
  openAddresses,
  save(name, type, bytes) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
  copy: (text) => module.browser.toClipboard(text),
  copyLink: (fragment) => page.copy(location.href.split('#')[0] + fragment),
  decode,
  setAddress(place, newPlace) {
    if (location.search + location.hash === place) return;
    const address = location.pathname + place;
    if (newPlace) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  },
  keep(name, value) {
    try { localStorage.setItem(`strata.${name}`, value); } catch { /* private windows have no storage */ }
  },
  mirror: new Mirror(document.querySelector('#mirror'), {
    press: (id) => module._page_press(id),
    focus: (id) => module._page_focus(id),
    setText: (id, text) => withText(text, (at) => module._page_set_text(id, at)),
  }),
};

// The world outside -----------------------------------------------------------------------------------------------------

function listen() {
  // What was dropped or picked is gone with the page: the browser asks before it is left.
  addEventListener('beforeunload', (event) => holdsFiles && event.preventDefault());
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => module._page_scheme(dark.matches));
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  // Moving from one element to another leaves the first: only what has no element next leaves the page.
  document.addEventListener('dragenter', (event) => {
    if (event.dataTransfer.types.includes('Files')) module._page_dragged(1);
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) module._page_dragged(0);
  });
  document.addEventListener('drop', async (event) => {
    event.preventDefault();
    module._page_dragged(0);
    const things = await readDrop(event.dataTransfer);
    if (things.length > 0) openLocal(things);
  });
  document.addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    openFiles(event.clipboardData.files);
  });
  addEventListener('popstate', () => withText(location.search + location.hash, (at) => module._page_restore(at)));
  const canvas = document.querySelector('#canvas');
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    module._page_context(1);
  });
  canvas.addEventListener('webglcontextrestored', () => module._page_context(0));
  // Installed, the system hands over the files that were opened with Strata.
  globalThis.launchQueue?.setConsumer(async (launch) => {
    const files = await Promise.all(launch.files.map((handle) => handle.getFile()));
    if (files.length > 0) openFiles(files);
  });
}

function settings() {
  try {
    return Object.entries(localStorage).filter(([name]) => name.startsWith('strata.')).map(([name, value]) => [name.slice(7), value]);
  } catch {
    return [];
  }
}

async function openWhatIsAsked() {
  const asked = new URLSearchParams(location.search);
  const addresses = [...new Set([asked.get('against'), asked.get('image')])].filter(Boolean);
  if (addresses.length > 0) await openAddresses(addresses);
  if (location.hash) withText(location.hash, (at) => module._page_restore(at));
  const answer = await fetch('catalog.json').catch(() => null);
  if (answer?.ok) withText(await answer.text(), (at) => module._page_catalog(at));
}

/** The page's own program stopped: what it showed is gone, the files are not. */
function stopped(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  const memory = /memory|unreachable|abort/i.test(error.message);
  explain(memory
    ? 'The page ran out of memory. Reload it and open fewer or smaller images at once; for very large ones there is the strata command.'
    : `The page stopped: ${error.message}. Reload it to go on.`);
}
addEventListener('error', (event) => stopped(event.error));
addEventListener('unhandledrejection', (event) => stopped(event.reason));

function explain(reason) {
  document.querySelector('#fallback').hidden = false;
  document.querySelector('#canvas').hidden = true;
  document.querySelector('#reason').textContent = reason;
}

async function main() {
  if (!globalThis.WebAssembly) return explain('This browser has no WebAssembly, which Strata needs to read images. A current Firefox, Chrome, Edge or Safari has it.');
  module = await start({ page });
  for (const [name, value] of settings()) withText(name, (key) => withText(value, (text) => module._page_setting(key, text)));
  const dark = matchMedia('(prefers-color-scheme: dark)').matches, still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (module._page_start(dark, still) !== 0) {
    explain('This browser has no WebGL 2, or it is switched off.');
    openPicked = offerPlainReport(() => picker.click());
    return;
  }
  module._page_clock(Date.now() / 1000);
  globalThis.strata = module;
  listen();
  await openWhatIsAsked();
  requestAnimationFrame(() => setTimeout(fetchTheRest));
}

/** What the first frame needn't wait for. */
function fetchTheRest() {
  workers.warm();
  module._page_prepare();
  if (!('serviceWorker' in navigator) || location.protocol === 'file:') return;
  navigator.serviceWorker.register('service-worker.js').catch(() => {});
  navigator.serviceWorker.ready.then(() => module._page_works_offline()); // active only once all is in its cache
}

main().catch((error) => explain(`The page could not start: ${error.message}`));
