// From navigation to the first frame that can be used, and what is transferred for it.
import { brotliCompressSync, constants } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { site, Visit } from '../../browser/visit.mjs';
import { best, Page } from './page.mjs';
import { heading, limit, megabytes, milliseconds } from './report.mjs';

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

/** [path, bytes with brotli -q 11] of all that the page fetches until it is at rest, before a file is opened. */
async function transferred() {
  const page = await Page.open();
  await page.shown('[role=button]', '^Open');
  await page.evaluate(() => bench.whenAtRest());
  await page.visit.page.waitForLoadState('networkidle');
  const paths = new Set(page.visit.requests.map((request) => new URL(request.url()).pathname));
  await page.close();
  const file = (path) => join(site, path === '/' ? 'index.html' : path);
  return [...paths].map((path) => [path, packed(readFileSync(file(path)))]);
}

export async function measureStart() {
  heading('Start: from navigation to the first usable frame, nothing cached');
  await startOnce(); // warms the server and the browser
  const empty = await best(runs, drawOnce);
  limit('time, to a page that draws one empty frame', await best(runs, startOnce), 400, milliseconds, empty);
  const files = await transferred();
  const sum = (wanted) => files.filter(([path]) => wanted(path)).reduce((total, [, size]) => total + size, 0);
  limit('transferred for it, brotli -q 11, fonts included', sum((path) => !path.includes('worker')), 700e3, megabytes);
  limit('transferred with the program that reads images', sum(() => true), 700e3, megabytes);
}
