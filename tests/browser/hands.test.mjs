// Keyboard, input methods, clipboard, fingers and the mouse.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { layoutArchive } from './inputs.mjs';
import { openSample, visiting } from './visiting.mjs';

const active = (page) => page.evaluate(() => {
  const { activeElement: element } = document;
  return { role: element.getAttribute('role'), name: element.getAttribute('aria-label'), level: element.getAttribute('aria-level'), selected: element.getAttribute('aria-selected') };
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

visiting('text of a file is selected with the mouse and copied', {}, async (visit) => {
  const { page } = visit;
  await visit.drop(layoutArchive());
  await visit.finished();
  await visit.press('row', /^hello\.txt/);
  const line = page.getByRole('group', { name: 'Content' }).locator('[data-role=text]').first();
  await line.waitFor({ state: 'attached' });
  const words = await line.textContent(), box = await line.boundingBox();
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  assert.equal(await visit.cursor(), 'text');
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 20, box.y + box.height / 2, { steps: 5 });
  await visit.picture('selecting');
  await page.mouse.up();
  await page.keyboard.press('Control+KeyC');
  await page.waitForFunction(async (wanted) => await navigator.clipboard.readText() === wanted, words);
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
  assert.equal(await page.locator('[role=separator]').first().getAttribute('aria-valuenow'), '340'); // nothing was pressed or dragged
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
    /^button Switch to light$/m, /^tab Files$/m, /^tab Waste/m, /^tab History/m, /^checkbox Added$/m, /^button Sort by Size$/m, /^radio This layer$/m,
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

visiting('what is typed right behind Ctrl+K is all there', {}, async (visit) => {
  const { page } = visit;
  await openSample(visit);
  await page.evaluate(() => { // no pause between the keys, as fast hands and other programs type
    const key = (type, code, more = {}) => dispatchEvent(new KeyboardEvent(type, { code, key: code.slice(-1).toLowerCase(), bubbles: true, ...more }));
    key('keydown', 'KeyK', { ctrlKey: true });
    key('keyup', 'KeyK', { ctrlKey: true });
  });
  await page.keyboard.type('waste');
  await page.waitForFunction(() => document.querySelectorAll('#mirror [role=dialog] [role=option]').length === 1);
  await visit.see('option', 'Show the waste');
  await page.keyboard.press('Enter');
  await page.waitForURL(/view=waste/);
});

visiting('the palette keeps the keyboard in its field and says which option the arrows chose', {}, async (visit) => {
  const { page } = visit;
  await openSample(visit);
  const told = (name) => page.waitForFunction((wanted) => {
    const field = document.activeElement, option = document.getElementById(field.getAttribute('aria-activedescendant'));
    return field.id === 'input' && option?.getAttribute('aria-label') === wanted && option.parentElement.id === field.getAttribute('aria-controls');
  }, name);
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('show');
  await told('Show the files');
  for (const name of ['Show the treemap', 'Show the waste']) {
    await page.keyboard.press('ArrowDown');
    await told(name);
  }
  await page.keyboard.type(' the p');
  await told('Show the packages');
  await page.keyboard.press('Enter');
  await page.waitForURL(/view=packages/);
});

visiting('files held over the page are answered, and no more when they leave', {}, async (visit) => {
  const { page } = visit;
  const drag = (type, relatedTarget) => page.evaluate(([kind, leaves]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'x.tar'));
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, relatedTarget: leaves ? null : document.body }));
  }, [type, relatedTarget === null]);
  const words = page.getByText('Drop to open; two are compared');
  await visit.see('button', 'Try the sample'); // the page listens from here on
  await drag('dragenter');
  await words.waitFor({ state: 'attached' });
  await drag('dragleave'); // into another element of the page
  await visit.rest();
  assert.equal(await words.count(), 1);
  await drag('dragleave', null);
  await words.waitFor({ state: 'detached' });
});
