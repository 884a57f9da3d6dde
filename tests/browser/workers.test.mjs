// The workers: one that dies, one that waits, archives of other hosts' kinds, and how little of a file is read.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, statSync, symlinkSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { folder, huge, hungry, large, newer, older } from './inputs.mjs';
import { Visit, site } from './visit.mjs';
import { visiting } from './visiting.mjs';

/** Workers get a changed program; those that are started after the first `times` get it as it is. */
const changing = (change, times = Infinity) => (page) => {
  let started = 0;
  return page.context().route('**/worker.js', async (route) => {
    const answer = await route.fetch(), body = await answer.text();
    await route.fulfill({ response: answer, body: ++started <= times ? change(body) : body });
  });
};
const appending = (code, times) => changing((body) => body + code, times);
const prepending = (code) => changing((body) => code + body);

// Stops at the second request of each worker, as one does that the browser ends.
const dying = `;{ const old = onmessage; let seen = 0;
  onmessage = (event) => { if (event.data.request && ++seen === 2) throw new Error('unreachable executed'); return old(event); }; }`;

// Layers wait until the page says so; the list of images does not.
const waiting = `;{ const old = onmessage; let seen = 0;
  const open = new Promise((done) => { new BroadcastChannel('gate').onmessage = done; });
  onmessage = async (event) => { if (event.data.request && ++seen > 1) await open; return old(event); }; }`;

const openGate = (visit) => visit.page.evaluate(() => new BroadcastChannel('gate').postMessage('open'));

// The browser gives no more memory.
const starving = `;WebAssembly.Memory.prototype.grow = () => { throw new RangeError('no more'); };`;

const says = (visit, words) => visit.page.waitForFunction((words) => new RegExp(words).test(document.querySelector('#mirror').innerHTML), words,
  { timeout: 30_000 });

visiting('a worker dies: the page lives on, says what it lost and reads it again', { before: appending(dying, 2) }, async (visit) => {
  await visit.drop(newer);
  await says(visit, 'unreachable executed');
  await visit.see('row', 'etc');
  await visit.picture('worker-died');
  await visit.press('option', /can be read again/);
  await visit.press('link', 'Read it again');
  await visit.page.waitForFunction(() => !/unreachable executed/.test(document.querySelector('#mirror').innerHTML));
  visit.errors.length = 0; // the error that this test threw itself
});

visiting('what is being read can be cancelled, and read later', { before: appending(waiting) }, async (visit) => {
  await visit.drop(newer);
  await says(visit, 'reading \\d+ layers');
  await visit.press('link', 'Cancel');
  await says(visit, 'Cancelled before this layer was read');
});

visiting('dropping while busy: the second image is there before the first is read', { before: appending(waiting) }, async (visit) => {
  await visit.drop(older);
  await says(visit, 'reading \\d+ layers');
  await visit.drop(newer);
  await says(visit, 'shop/api:1\\.1');
  await openGate(visit);
  await visit.finished();
});

visiting('out of memory is said, with what to try, and tried again', { before: appending(starving, 1) }, async (visit) => {
  await visit.drop(hungry());
  await visit.read(/ran out of memory while reading this\. Close other tabs/);
  await visit.press('button', 'Try again'); // in a worker that is given its memory
  await visit.finished();
});

/** The site with the archive of 5 GB on the same host. */
function hostOfHuge() {
  const root = mkdtempSync(join(folder, 'host-'));
  cpSync(site, root, { recursive: true });
  symlinkSync(huge(), join(root, 'huge.tar'));
  return root;
}

test('of an archive on the host only what is looked at is fetched', { timeout: 90_000 }, async () => {
  const root = hostOfHuge(), visit = await Visit.start({ folder: root, path: '?image=huge.tar' });
  try {
    await visit.finished();
    await visit.see('row', /^after.txt/);
    const asked = visit.requests.filter((request) => request.url().endsWith('/huge.tar'));
    const ranges = asked.map((request) => /^bytes=(\d+)-(\d+)$/.exec(request.headers().range ?? ''));
    assert.ok(asked.length > 1 && ranges.every(Boolean), 'a request without a byte range');
    const bytes = ranges.reduce((sum, [, first, last]) => sum + Number(last) - Number(first) + 1, 0);
    assert.ok(bytes < 4_000_000, `${bytes} bytes of ${statSync(join(root, 'huge.tar')).size} in ${asked.length} requests`);
    assert.deepEqual(visit.errors, []);
  } finally {
    await visit.end();
  }
});

visiting('a host without byte ranges sends the archive once', { ranges: false, path: '?image=samples/shop-api-1.1.tar' }, async (visit) => {
  await visit.finished();
  await visit.see('row', 'etc');
  assert.equal(visit.requests.filter((request) => new URL(request.url()).pathname.endsWith('.tar')).length, 1);
});

visiting('the page may run no other script and ask no other host', {}, async (visit) => {
  const policy = await visit.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const rules = new Map(policy.split(';').map((rule) => [rule.trim().split(' ')[0], rule.trim().split(' ').slice(1).join(' ')]));
  assert.equal(rules.get('default-src'), "'none'");
  assert.equal(rules.get('script-src'), "'self' 'wasm-unsafe-eval'");
  assert.equal(rules.get('connect-src'), "'self'");
  const refused = await visit.page.evaluate(() => new Promise((done) => {
    addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
    fetch('https://example.org/').catch(() => {});
  }));
  assert.equal(refused, 'connect-src');
  assert.ok(visit.requests.every((request) => request.url().startsWith(visit.origin)));
  visit.errors.length = 0; // the refusal that this test asked for
});

// Workers count the streams of the file that they open, and tell.
const counting = `{ const { stream } = Blob.prototype, told = new BroadcastChannel('streams');
  Blob.prototype.stream = function () { if (this.size > 0) told.postMessage('opened'); return stream.call(this); }; }\n`;
const slicing = `delete WebAssembly.Suspending;\n${counting}`;

for (const [way, code, streams] of [['are streamed', counting, true], ['come in slices where a program can’t wait', slicing, false]])
  visiting(`large layers ${way}`, { before: async (page) => {
    await prepending(code)(page);
    await page.addInitScript(() => {
      globalThis.streams = 0;
      globalThis.told = new BroadcastChannel('streams');
      told.onmessage = () => { streams++; };
    });
  } }, async (visit) => {
    await visit.drop(large());
    await visit.finished();
    for (const name of [/^first.bin/, /^second.bin/]) await visit.see('row', name);
    assert.doesNotMatch(await visit.page.locator('#mirror').innerHTML(), /damaged|could not/);
    assert.equal(await visit.page.evaluate(() => streams > 0), streams);
  });

visiting('a file that changes while it is open is told of', { before: appending(waiting) }, async (visit) => {
  const path = large();
  await visit.drop(path);
  await says(visit, 'reading \\d+ layers');
  truncateSync(path, 45_000_000);
  await openGate(visit);
  await says(visit, 'could not read the file at byte \\d+: it was moved, changed or removed');
});

visiting('workers that the browser can’t start are told of', {
  before: prepending(`WebAssembly.instantiate = () => Promise.reject(new RangeError('Out of memory'));\n`),
}, async (visit) => {
  await visit.drop(newer);
  await visit.read(`${basename(newer)} could not be opened`);
  await visit.read(/ran out of memory while reading this\. Close other tabs/);
  const another = await visit.page.waitForEvent('worker', { timeout: 1000 }).catch(() => null);
  assert.equal(another, null, 'it is tried again and again');
});
