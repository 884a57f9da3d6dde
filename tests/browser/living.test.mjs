// How the page lives: keyboard, addresses, offline, nothing uploaded, workers that die, no graphics.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder, newer, older } from './inputs.mjs';
import { Visit, site } from './visit.mjs';
import { visiting } from './visiting.mjs';

visiting('nothing is uploaded and nobody else is asked', {}, async (visit) => {
  await visit.drop(older, newer);
  await visit.see('button', /^B shop/);
  await visit.finished();
  for (const tab of ['Treemap', 'Waste', 'Packages', 'Findings', 'Layers', 'Settings', 'History', 'Files']) await visit.press('tab', new RegExp(`^${tab}`));
  await visit.press('row', /^srv\/app/);
  assert.ok(visit.requests.length > 5);
  for (const request of visit.requests) {
    assert.ok(request.url().startsWith(`${visit.origin}/`) || request.url().startsWith('blob:'), request.url());
    assert.ok(['GET', 'HEAD'].includes(request.method()), `${request.method()} ${request.url()}`);
    assert.equal(request.postData(), null);
    assert.equal(new URL(request.url()).search, '');
  }
});

visiting('the first frame comes soon', {}, async (visit, context) => {
  await visit.see('button', 'Try the sample');
  const first = await visit.page.evaluate(() => performance.getEntriesByName('first-frame')[0].startTime);
  context.diagnostic(`first frame after ${Math.round(first)} ms`);
  assert.ok(first < 3000, `${first} ms`);
});

// What the page has asked to be called for later, but for timers that were cleared.
function countWaiting() {
  const waiting = globalThis.waiting = new Set();
  globalThis.anyFrame = requestAnimationFrame.bind(globalThis);
  for (const [ask, drop, once] of [['requestAnimationFrame', 'cancelAnimationFrame', true], ['setTimeout', 'clearTimeout', true], ['setInterval', 'clearInterval', false]]) {
    const real = globalThis[ask], end = globalThis[drop];
    globalThis[ask] = (act, ...rest) => {
      const id = real.call(globalThis, (...words) => {
        if (once) waiting.delete(ask + id);
        act(...words);
      }, ...rest);
      waiting.add(ask + id);
      return id;
    };
    globalThis[drop] = (id) => { waiting.delete(ask + id); end.call(globalThis, id); };
  }
}

visiting('at rest nothing is drawn, and nothing waits to be computed', { before: (page) => page.addInitScript(countWaiting) }, async (visit) => {
  await visit.press('button', 'Try the sample');
  await visit.finished();
  await visit.page.mouse.move(720, 880);
  while (await visit.page.evaluate(() => waiting.size) > 0) await visit.page.evaluate(() => new Promise(anyFrame));
  const frames = await visit.frames();
  await visit.page.evaluate(async () => { for (let i = 0; i < 60; i++) await new Promise(anyFrame); });
  assert.equal(await visit.frames(), frames);
  assert.deepEqual(await visit.page.evaluate(() => [...waiting]), []);
});

visiting('the keyboard alone opens an image and walks through its files', {}, async (visit) => {
  const { page } = visit;
  await visit.see('button', 'Try the sample');
  for (let presses = 0; presses < 12; presses++) {
    if (await page.locator('#mirror [aria-label="Try the sample"][data-focused]').count() > 0) break;
    await page.keyboard.press('Tab');
    await visit.rest();
  }
  await page.keyboard.press('Enter');
  await visit.finished();
  await visit.click('row', 'bin → usr/bin'); // from here on with keys again
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.locator('#mirror [role=row][aria-label="etc"][aria-selected=true]').waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowRight');
  await page.locator('#mirror [role=row][aria-label="etc"][aria-expanded=true]').waitFor({ state: 'attached' });
  await page.keyboard.press('End');
  await page.locator('#mirror [role=row][aria-label^="var"][aria-selected=true]').waitFor({ state: 'attached' });
});

visiting('text is typed, in any script, and copied', {}, async (visit) => {
  const { page } = visit;
  await visit.press('button', 'Try the sample');
  await visit.finished();
  await visit.click('textbox', 'Filter the files');
  await page.keyboard.type('express');
  await visit.see('row', /express/);
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.press('Control+KeyC');
  await page.waitForFunction(async () => await navigator.clipboard.readText() === 'express', null, { polling: 50 });
  await page.keyboard.insertText('日本 📦');
  await page.waitForFunction(() => document.querySelector('#mirror [aria-label="Filter the files"]').value === '日本 📦');
  await visit.picture('filtered-to-nothing');
});

visiting('two images by address are compared, and a reload comes back to them', { path: '?image=samples/shop-api-1.1.tar&against=samples/shop-api-1.0.tar' },
  async (visit) => {
    await visit.see('button', /^A shop\/api:1\.0/);
    await visit.see('button', /^B shop\/api:1\.1/);
    await visit.finished();
    await visit.page.reload();
    await visit.see('button', /^A shop\/api:1\.0/);
    await visit.finished();
    assert.ok(visit.requests.some((request) => request.headers().range), 'no byte range was asked for');
    await visit.press('button', 'Swap the two images');
    await visit.page.waitForURL(/\?image=samples\/shop-api-1\.0\.tar&against=samples\/shop-api-1\.1\.tar#image=shop\/api:1\.0&/);
    await visit.page.reload();
    await visit.see('button', /^A shop\/api:1\.1/);
    await visit.finished();
  });

visiting('where an image was fetched from is in the page’s address as long as it is shown', {}, async (visit) => {
  const { page } = visit, shown = /\/\?image=samples\/shop-api-1\.1\.tar#image=shop\/api:1\.1&/;
  await visit.press('button', 'Try the sample');
  await page.waitForURL(shown);
  await visit.press('link', 'Strata');
  await page.waitForURL(`${visit.origin}/`);
  await page.goBack();
  await page.waitForURL(shown);
  await visit.see('treegrid', 'Files');
  await page.reload();
  await visit.finished();
});

visiting('another host is not asked', { path: '?image=https://example.org/image.tar' }, async (visit) => {
  await visit.read('This page only opens images from its own host.');
  assert.ok(visit.requests.every((request) => request.url().startsWith(visit.origin)));
});

for (const way of ['click', 'tap', 'press'])
  visiting(`a team’s catalog is listed and opens by a ${way}`, { touch: way === 'tap' }, async (visit) => {
    await visit[way]('row', /shop\/api.*1\.1/);
    await visit.finished();
  });

visiting('a team’s catalog opens by keyboard alone', {}, async (visit) => {
  await visit.see('row', /shop\/api.*1\.1/);
  await visit.page.evaluate(() => document.querySelector('#mirror [role=treegrid]').focus());
  await visit.page.keyboard.press('ArrowDown');
  await visit.page.keyboard.press('Enter');
  await visit.finished();
});

test('it works below any path', { timeout: 60_000 }, async () => {
  const root = mkdtempSync(join(folder, 'host-'));
  cpSync(site, join(root, 'tools/strata'), { recursive: true });
  const visit = await Visit.start({ folder: root, path: 'tools/strata/?image=samples/shop-api-1.1.tar' });
  try {
    await visit.finished();
    assert.deepEqual(visit.errors, []);
  } finally {
    await visit.end();
  }
});

visiting('a reload without the network opens the page from the cache, and images too', { worker: true }, async (visit) => {
  await visit.see('button', 'Try the sample');
  await visit.page.evaluate(() => navigator.serviceWorker.ready.then((ready) => new Promise((done) => {
    if (navigator.serviceWorker.controller) done();
    else navigator.serviceWorker.addEventListener('controllerchange', () => done());
    return ready;
  })));
  await visit.read('Works offline');
  visit.server.closeAllConnections();
  await new Promise((closed) => visit.server.close(closed));
  await visit.page.reload();
  await visit.drop(newer);
  await visit.finished();
});

visiting('without WebGL 2 there is the report as text', {
  before: (page) => page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind === 'webgl2' ? null : real.call(this, kind, ...rest); };
  }),
}, async (visit) => {
  await visit.page.locator('#reason').waitFor();
  assert.match(await visit.page.locator('#reason').textContent(), /WebGL 2/);
  await visit.page.locator('#picker').setInputFiles(newer);
  await visit.page.waitForFunction(() => /shop\/api:1\.1[\s\S]*WORKDIR \/srv\/app/.test(document.querySelector('#report').textContent));
  await visit.picture('no-webgl');
});
