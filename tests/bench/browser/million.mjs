// A million files open: what the page's main thread computes for what a person does, and the memory of the tab.
import { join } from 'node:path';
import { best, Page } from './page.mjs';
import { heading, limit, megabytes, milliseconds, told } from './report.mjs';

const runs = 3;

/** The quickest of some runs of each action, with what undoes it in between. */
async function measure(page, what, action, back) {
  const work = await best(runs, async () => {
    const spent = await page.work(action);
    if (back) await page.work(back);
    return spent;
  });
  limit(what, work, 50, milliseconds);
}

const setFilter = (page, words) => page.visit.page.locator('#mirror [aria-label="Filter the files"]').evaluate((field, words) => {
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}, words);

async function measureChoices(page) {
  const layer = (position) => () => page.visit.page.locator(`#mirror [role=option][aria-posinset="${position}"]`).first().evaluate((element) => element.click());
  const sort = (column) => () => page.visit.press('button', `Sort by ${column}`);
  await measure(page, 'choosing another layer', layer(1), layer(3));
  await measure(page, 'sorting by size', sort('Size'), sort('Name'));
  await measure(page, 'filtering by text, from scratch', () => setFilter(page, 'module-77'), () => setFilter(page, ''));
  await measure(page, 'filtering by text that all have', () => setFilter(page, 'module'), () => setFilter(page, ''));
  await measure(page, 'filtering by a glob', () => setFilter(page, '**/*77.js'), () => setFilter(page, ''));
  await measure(page, 'filtering by a regex', () => setFilter(page, '/module-.*77\\.js$/'), () => setFilter(page, ''));
  await page.work(() => setFilter(page, 'module'));
  await measure(page, 'sorting a million rows by size', sort('Size'), sort('Name'));
  await measure(page, 'sorting a million rows by time', sort('Time'), sort('Name'));
  await measure(page, 'choosing another layer, a million rows', layer(1), layer(3));
}

/** Milliseconds of the main thread for each frame while the list is scrolled. */
async function scroll(page) {
  const frames = 60;
  await page.visit.page.mouse.move(700, 500);
  const before = await page.visit.frames();
  const spent = await page.work(async () => {
    for (let at = 0; at < frames; at++) {
      await page.visit.page.mouse.wheel(0, 240);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  });
  return spent / (await page.visit.frames() - before);
}

export async function measureMillion(folder) {
  heading('A million files open');
  const page = await Page.open();
  try {
    await page.shown('[role=button]', '^Open');
    const empty = await page.memory();
    const finished = page.shown('*', '^\\d+ layers? · [\\d,\\s]+ files$');
    await page.visit.drop(join(folder, 'million-files.tar'));
    const time = await finished - await page.evaluate(() => bench.dropped);
    told('time from the drop', time, milliseconds);
    await page.evaluate(() => bench.whenAtRest());
    await measureChoices(page);
    limit('an ordinary frame while a million rows scroll', await best(runs, () => scroll(page)), 4, milliseconds);
    limit('memory of the tab, to the empty page', await page.memory(), 400e6, megabytes, empty);
  } finally {
    await page.close();
  }
}
