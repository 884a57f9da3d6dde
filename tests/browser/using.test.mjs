// What a person does with an image on the page: looks, filters, compares, opens more.
import assert from 'node:assert/strict';
import { folderOf, newer, notAnImage, older, pictures } from './inputs.mjs';
import { openSample, visiting } from './visiting.mjs';

visiting('pictures are decoded by the browser, and what would burst it is refused', {}, async (visit) => {
  await visit.drop(await pictures(visit.page));
  await visit.finished();
  for (const [name, kind] of [['a.png', 'PNG'], ['b.jpg', 'JPEG'], ['c.gif', 'GIF'], ['d.webp', 'WebP'], ['f.ico', 'ICO']]) {
    await visit.press('row', new RegExp(`^${name}`));
    await visit.see('img', new RegExp(`^${kind} · \\d+ × \\d+ pixels`));
    await visit.picture(`picture-${kind.toLowerCase()}`);
  }
  await visit.press('row', /^e\.svg/);
  await visit.read(/<svg xmlns/);
  await visit.press('radio', 'Picture');
  await visit.see('img', /^SVG · 300 × 150 pixels/);
  await visit.picture('picture-svg');
  await visit.press('row', /^bomb\.png/);
  await visit.read(/60,000 × 60,000 pixels would take too much memory/);
  await visit.press('row', /^broken\.png/);
  await visit.read(/can't read this picture/);
});

visiting('files are filtered by text, pattern and expression', {}, async (visit) => {
  const { page } = visit;
  await openSample(visit);
  await visit.click('textbox', 'Filter the files');
  const filter = async (words) => {
    await page.keyboard.press('Control+KeyA');
    await page.keyboard.insertText(words);
  };
  await filter('/^.srv.app.(src|test).[a-z]+\\.js$/');
  await visit.see('row', /^server\.js/);
  assert.equal(await visit.shows('row', /^package\.json/), false);
  await filter('**/*.json');
  await visit.see('row', /^package\.json/);
  assert.equal(await visit.shows('row', /^server\.js/), false);
  await filter('/(a/');
  await visit.read('the regular expression "(a" can\'t be used: a ( has no ) behind it');
  await visit.picture('filter-problem');
});

visiting('a finding leads to its file, layer and line', {}, async (visit) => {
  await openSample(visit);
  await visit.press('tab', /^Findings \d/);
  await visit.press('row', /shop\.key/);
  await visit.picture('finding');
  await visit.press('button', 'Show in the files');
  await visit.see('heading', '/srv/app/certs/shop.key');
  await visit.read(/PRIVATE KEY/);
  await visit.press('tab', /^Packages/);
  await visit.picture('packages-sample');
});

visiting('a file that is picked below "Compare with" is compared', {}, async (visit) => {
  await visit.drop(newer);
  await visit.finished();
  await visit.press('button', /^Compare with/);
  const chooser = visit.page.waitForEvent('filechooser');
  await visit.press('menuitem', 'Open files…');
  await (await chooser).setFiles(older);
  await visit.see('button', /^A shop\/api:1\.0/);
  await visit.see('button', /^B shop\/api:1\.1/);
});

visiting('two images of a catalog are compared with two clicks', {}, async (visit) => {
  await visit.see('row', /^shop\/api:1\.1/);
  await visit.picture('catalog');
  await visit.click('button', 'Compare shop/api:1.1 with another');
  await visit.click('button', 'Compare with shop/api:1.0');
  await visit.see('button', /^A shop\/api:1\.0/); // the older one
  await visit.see('button', /^B shop\/api:1\.1/);
  await visit.finished();
});

visiting('what is no image is said beside the image that is open, and goes away', {}, async (visit) => {
  await openSample(visit);
  await visit.drop(notAnImage());
  await visit.read(/^letter\.txt: /);
  await visit.picture('notice');
  await visit.press('button', 'Dismiss');
  await visit.page.waitForFunction(() => !/letter\.txt/.test(document.querySelector('#mirror').textContent));
});

visiting('a worker without memory says what to do', {
  before: (page) => page.context().route('**/worker.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()}
      ;{ const old = onmessage; let seen = 0; onmessage = (event) => {
        if (event.data.request && ++seen === 4) return postMessage({ crash: 'memory access out of bounds' }); return old(event); }; }` });
  }),
}, async (visit) => {
  await visit.drop(newer);
  await visit.page.waitForFunction(() => /ran out of memory[^<]*Close other tabs/.test(document.querySelector('#mirror').innerHTML), null, { timeout: 20_000 });
  await visit.picture('out-of-memory');
});

visiting('more is dropped while the first is being read', {}, async (visit) => {
  await visit.drop(newer);
  await visit.drop(older);
  await visit.see('button', /^shop\/api:1\.0/);
  await visit.finished();
  await visit.press('button', 'Compare with ');
  await visit.see('menuitem', /shop\/api:1\.1/);
});

visiting('a folder that holds no image is refused in words', {}, async (visit) => {
  await visit.drop(folderOf('letters', { 'a.txt': 'hello' }));
  await visit.see('button', 'Open another file…');
  await visit.picture('folder-refused');
});

visiting('the page can be installed and opens tar files', { worker: true }, async (visit) => {
  const session = await visit.context.newCDPSession(visit.page);
  const { errors, data } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.ok(Object.values(manifest.file_handlers[0].accept).flat().includes('.tar'));
  for (const icon of manifest.icons) assert.equal((await visit.page.request.get(`${visit.origin}/${icon.src}`)).status(), 200);
  await visit.page.evaluate(() => navigator.serviceWorker.ready);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The tests' windows are private ones, from which nothing is installed.
  assert.deepEqual(installabilityErrors.map((error) => error.errorId).filter((id) => id !== 'in-incognito'), []);
});

visiting('Back and Forward lead through views and images', {}, async (visit) => {
  const { page } = visit;
  await openSample(visit);
  const view = () => new URL(page.url()).hash.match(/view=(\w+)/)?.[1];
  await visit.press('tab', /^Waste/);
  await page.waitForURL(/view=waste/);
  await visit.press('tab', /^History/);
  await page.waitForURL(/view=history/);
  await page.goBack();
  await visit.see('radiogroup', /waste/i);
  assert.equal(view(), 'waste');
  await page.goBack();
  await visit.see('treegrid', 'Files');
  await page.goBack();
  await visit.see('button', 'Try the sample');
  await page.goForward();
  await visit.see('treegrid', 'Files');
  assert.equal(view(), 'files');
});
