// From navigation to the first frame that can be used, and what is transferred for it.
import { brotliCompressSync, constants } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { site, Visit } from '../../browser/visit.mjs';
import { best, Page } from './page.mjs';
import { heading, limit, megabytes, milliseconds, told } from './report.mjs';

const runs = 7;
const reference = fileURLToPath(new URL('reference', import.meta.url));

/** Milliseconds from navigation to the buttons of the landing, in a browser context that has cached nothing. */
async function startOnce() {
  const page = await Page.open();
  try {
    return await page.shown('[role=button]', '^Open');
  } finally {
    await page.close();
  }
}

async function drawOnce() {
  const visit = await Visit.start({ folder: reference, path: 'start.html' });
  try {
    await visit.page.waitForFunction(() => performance.getEntriesByName('drawn').length > 0);
    return await visit.page.evaluate(() => performance.getEntriesByName('drawn')[0].startTime);
  } finally {
    await visit.end();
  }
}

const packed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** Bytes with brotli -q 11: of what was asked for before the first usable frame, and of all until the page is at rest. */
async function transferred() {
  const page = await Page.open();
  try {
    const usable = await page.shown('[role=button]', '^Open');
    await page.settled();
    const early = await page.evaluate((usable) => performance.getEntriesByType('resource')
      .filter(({ startTime }) => startTime < usable).map(({ name }) => name), usable);
    const all = page.visit.requests.map((request) => request.url());
    const sum = (urls) => [...new Set(urls.map((url) => new URL(url).pathname))]
      .reduce((total, path) => total + packed(readFileSync(join(site, path === '/' ? 'index.html' : path))), 0);
    return { start: sum([all[0], ...early]), all: sum(all) };
  } finally {
    await page.close();
  }
}

export async function measureStart() {
  heading('Start: from navigation to the first usable frame, nothing cached');
  await startOnce(); // warms the server and the browser
  const empty = await best(runs, drawOnce);
  limit('time, to a page that draws one empty frame', await best(runs, startOnce), 400, milliseconds, empty);
  const bytes = await transferred();
  limit('transferred for it, brotli -q 11, fonts included', bytes.start, 700e3, megabytes);
  told('and with the program that reads images', bytes.all, megabytes);
}
