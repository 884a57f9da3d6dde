// What a person does with an image on the page: looks, filters, types, touches, compares.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { folderOf, layoutArchive, newer, notAnImage, older, pictures } from './inputs.mjs';
import { startChromium, stopChromium, Visit } from './visit.mjs';

before(startChromium);
after(stopChromium);

function visiting(name, options, body) {
  test(name, { timeout: 90_000, skip: options.skip ?? false }, async (context) => {
    const visit = await Visit.start(options);
    try {
      await body(visit, context);
      assert.deepEqual(visit.errors, []);
    } finally {
      await visit.end();
    }
  });
}

async function openSample(visit) {
  await visit.press('button', 'Try the sample');
  await visit.finished();
}

const active = (page) => page.evaluate(() => {
  const { activeElement: element } = document;
  return { role: element.getAttribute('role'), name: element.getAttribute('aria-label'), level: element.getAttribute('aria-level'), selected: element.getAttribute('aria-selected') };
});

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

visiting('two images of a catalog are compared with two clicks', {}, async (visit) => {
  await visit.see('row', /^shop\/api:1\.1/);
  await visit.picture('catalog');
  await visit.click('button', 'Compare shop/api:1.1 with another');
  await visit.click('button', 'Compare with shop/api:1.0');
  await visit.see('button', /^A shop\/api:1\.0/); // the older one
  await visit.see('button', /^B shop\/api:1\.1/);
  await visit.finished();
});

visiting('text comes through an input method', {}, async (visit) => {
  await openSample(visit);
  await visit.click('textbox', 'Filter the files');
  const session = await visit.context.newCDPSession(visit.page);
  await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await visit.rest();
  assert.equal(await visit.page.evaluate(() => document.querySelector('#mirror [aria-label="Filter the files"]').value), '');
  await session.send('Input.insertText', { text: '日本' });
  await visit.page.waitForFunction(() => document.querySelector('#mirror [aria-label="Filter the files"]').value === '日本');
});

visiting('text and files are pasted', {}, async (visit) => {
  const { page } = visit;
  await visit.see('button', 'Try the sample');
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], 'pasted.tar'));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, readFileSync(layoutArchive()).toString('base64'));
  await visit.finished();
  await visit.see('row', /^hello\.txt/);
  await page.evaluate(() => navigator.clipboard.writeText('hello'));
  await visit.click('textbox', 'Filter the files');
  await page.keyboard.press('Control+KeyV');
  await page.waitForFunction(() => document.querySelector('#mirror [aria-label="Filter the files"]').value === 'hello');
  await visit.press('row', /^hello\.txt/);
  await visit.press('button', 'Copy the path');
  await page.waitForFunction(async () => await navigator.clipboard.readText() === '/hello.txt');
});

visiting('a finger scrolls, two fingers change the size of the text, a long press opens the menu', { touch: true }, async (visit) => {
  const { page } = visit;
  await openSample(visit);
  await visit.press('row', 'etc');
  await page.keyboard.press('Shift+Equal'); // opens all folders
  await visit.see('row', /^os-release/);
  const session = await visit.context.newCDPSession(page);
  const touch = (type, ...points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const top = () => page.evaluate(() => Number(document.querySelector('#mirror [role=treegrid] [role=row]').getAttribute('aria-rowindex')));
  const first = await top();
  await touch('touchStart', [700, 700]);
  for (let y = 680; y > 300; y -= 20) await touch('touchMove', [700, y]);
  await touch('touchEnd');
  await page.waitForTimeout(600);
  assert.ok(await top() > first + 5, `still at row ${await top()}`);
  const height = () => page.evaluate(() => document.querySelector('#mirror [role=treegrid] [role=row]').getBoundingClientRect().height);
  const small = await height();
  await touch('touchStart', [600, 500], [800, 500]);
  for (let step = 1; step < 10; step++) await touch('touchMove', [600 - 10 * step, 500], [800 + 10 * step, 500]);
  await touch('touchEnd');
  await visit.rest();
  assert.ok(await height() > small, `${small} stayed ${await height()}`);
  await touch('touchStart', [700, 500]);
  await page.waitForTimeout(800);
  await touch('touchEnd');
  await visit.see('menuitem', 'Copy the path');
});

visiting('the keyboard reaches everything, and the focus of the document goes with it', {}, async (visit) => {
  const { page } = visit;
  await openSample(visit);
  const reached = new Set();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    await visit.rest();
    const { role, name } = await active(page);
    reached.add(`${role} ${name}`);
  }
  const all = [...reached].join('\n');
  for (const wanted of [/^link Strata$/m, /^button shop\/api:1\.1/m, /^button Compare with/m, /^button Search/m, /^button Open…$/m, /^button Export$/m,
    /^button Switch to light$/m, /^tab Files$/m, /^tab Waste/m, /^tab History$/m, /^checkbox Added$/m, /^button Sort by Size$/m, /^radio This layer$/m,
    /^option Layer \d/m, /^treegrid Files$/m]) assert.match(all, wanted);
  await visit.press('row', 'etc');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label') === 'etc');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-level') === '2');
  assert.equal((await active(page)).role, 'row');
  assert.equal((await active(page)).selected, 'true');
  await page.keyboard.type('os-'); // looks for the name
  await page.waitForFunction(() => /^os-release/.test(document.activeElement.getAttribute('aria-label')));
  await page.keyboard.press('Control+KeyK');
  await visit.see('dialog', 'Search everything');
  await page.keyboard.type('waste');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#mirror [role=tab][aria-selected=true]').getAttribute('aria-label').startsWith('Waste'));
});

visiting('the size of the text is kept', {}, async (visit) => {
  const { page } = visit;
  const height = async () => (await (await visit.see('button', 'Try the sample')).boundingBox()).height;
  const usual = await height();
  await page.keyboard.press('Control+Shift+Period');
  await visit.rest();
  const large = await height();
  assert.ok(large > usual, `${usual} stayed ${large}`);
  await page.reload();
  assert.equal(await height(), large);
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

for (const scheme of ['dark', 'light'])
  for (const ratio of [1, 2])
    visiting(`every view in ${scheme} at pixel ratio ${ratio}`, { scheme, ratio }, async (visit) => {
      const name = (view) => `${view}-${scheme}-${ratio}`;
      await visit.drop(older, newer);
      await visit.see('button', /^B shop/);
      await visit.finished();
      for (const tab of ['Files', 'Packages', 'Layers', 'Settings', 'History', 'Findings', 'Treemap', 'Waste']) {
        await visit.press('tab', new RegExp(`^${tab}`));
        await visit.picture(name(`compare-${tab.toLowerCase()}`));
      }
      await visit.press('button', /^A shop/);
      await visit.press('menuitem', 'Stop comparing');
      await visit.see('button', /^shop\/api:1\.1/);
      for (const tab of ['Treemap', 'Waste', 'Packages', 'Findings', 'Config', 'History', 'Files']) {
        await visit.press('tab', new RegExp(`^${tab}`));
        await visit.picture(name(tab.toLowerCase()));
      }
      await visit.press('tab', /^Waste/);
      for (const [list, shot] of [['By file', 'waste-files'], ['By class', 'waste-classes'], ['What to change', 'waste-advice']]) {
        await visit.press('radio', list);
        await visit.picture(name(shot));
      }
      await visit.press('tab', 'History');
      await visit.press('radio', 'Dockerfile');
      await visit.picture(name('dockerfile'));
      for (const [key, shot] of [['Control+KeyK', 'palette'], ['Shift+Slash', 'help']]) {
        await visit.page.keyboard.press(key);
        await visit.picture(name(shot));
        await visit.page.keyboard.press('Escape');
      }
    });

visiting('Back and Forward lead through views and images', {}, async (visit) => {
  const { page } = visit;
  await openSample(visit);
  const view = () => new URL(page.url()).hash.match(/view=(\w+)/)?.[1];
  await visit.press('tab', /^Waste/);
  await page.waitForURL(/view=waste/);
  await visit.press('tab', 'History');
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

visiting('what is typed right behind Ctrl+K is all there', {}, async (visit) => {
  const { page } = visit;
  await openSample(visit);
  await page.evaluate(() => { // no pause between the keys, as fast hands and other programs type
    const key = (type, code, more = {}) => dispatchEvent(new KeyboardEvent(type, { code, key: code.slice(-1).toLowerCase(), bubbles: true, ...more }));
    key('keydown', 'KeyK', { ctrlKey: true });
    key('keyup', 'KeyK', { ctrlKey: true });
  });
  await page.keyboard.type('waste');
  await page.waitForFunction(() => document.querySelectorAll('#mirror [role=menuitem]').length === 1);
  await visit.see('menuitem', 'Show the waste');
  await page.keyboard.press('Enter');
  await page.waitForURL(/view=waste/);
});

visiting('files held over the page are answered, and no more when they leave', {}, async (visit) => {
  const { page } = visit;
  const drag = (type, relatedTarget) => page.evaluate(([kind, leaves]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'x.tar'));
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, relatedTarget: leaves ? null : document.body }));
  }, [type, relatedTarget === null]);
  const words = page.getByText('Drop to open; two are compared');
  await drag('dragenter');
  await words.waitFor({ state: 'attached' });
  await drag('dragleave'); // into another element of the page
  await visit.rest();
  assert.equal(await words.count(), 1);
  await drag('dragleave', null);
  await words.waitFor({ state: 'detached' });
});
