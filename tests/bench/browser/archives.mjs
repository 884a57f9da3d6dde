// Archives dropped on the page: how soon they are on screen, against what the browser and the native command can do.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Visit } from '../../browser/visit.mjs';
import { best, bestInTurn, Page } from './page.mjs';
import { atLeast, atMost, beside, heading, limit, megabytes, milliseconds, perSecond, told } from './report.mjs';

const reference = fileURLToPath(new URL('reference', import.meta.url));
const runs = 5;

// Before worker.js where it is asked which slices of the file it reads: slices, no stream, and told with each answer.
const recording = `delete WebAssembly.Suspending;
{ const channel = new BroadcastChannel('slices'), slices = [], { slice } = Blob.prototype, post = postMessage, worker = Math.random();
  Blob.prototype.slice = function (from, to) { slices.push([from, to]); return slice.call(this, from, to); };
  globalThis.postMessage = (message, ...words) => {
    if (message.done) channel.postMessage({ worker, slices: slices.splice(0) });
    post(message, ...words);
  }; }\n`;

// Runs in the page: when the first layer was asked of a worker, and when the last answer came.
function watchWorkers() {
  globalThis.workersTime = { first: 0, last: 0 };
  const times = globalThis.workersTime, post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...words) {
    if (words[0].request) times.asked = (times.asked ?? 0) + 1;
    if (words[0].request && times.asked === 2) times.first = performance.now(); // the first one lists
    return post.apply(this, words);
  };
  const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
  Object.defineProperty(Worker.prototype, 'onmessage', { set(listener) {
    set.call(this, (event) => {
      if (event.data.answer) times.last = performance.now();
      listener(event);
    });
  } });
}

async function record(page) {
  await page.context().route('**/worker.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: recording + await answer.text() });
  });
  await page.addInitScript(() => {
    globalThis.slices = new Map();
    new BroadcastChannel('slices').onmessage = ({ data }) => {
      slices.set(data.worker, [...(slices.get(data.worker) ?? []), ...data.slices]);
    };
  });
}

/**
 * Drops the archive on a page that has come to rest, for who drops a file has seen the page. Milliseconds from the drop until
 * its layers are listed and until all is read; the workers' own.
 */
async function open(path, layers, { before } = {}) {
  const page = await Page.open({ before: async (tab) => {
    await tab.addInitScript(watchWorkers);
    await before?.(tab);
  } });
  try {
    await page.shown('[role=button]', '^Open');
    await page.settled();
    const listed = page.shown('[role=option]', '', layers), finished = page.shown('*', '^\\d+ layers? · [\\d,\\s]+ files$');
    await page.visit.drop(path);
    const times = [await listed, await finished];
    const found = await page.evaluate(() => ({ dropped: bench.dropped, ...workersTime, lists: [...(globalThis.slices?.values() ?? [])] }));
    return { listed: times[0] - found.dropped, finished: times[1] - found.dropped, read: found.last - found.first, lists: found.lists };
  } finally {
    await page.close();
  }
}

/** Milliseconds that the browser takes to hand these slices of the file to as many workers as there are lists. */
async function handOut(path, lists) {
  const visit = await Visit.start({ folder: reference, path: 'slices.html' });
  try {
    await visit.page.locator('#picker').setInputFiles(path);
    return await visit.page.evaluate((lists) => readSlices(lists), lists);
  } finally {
    await visit.end();
  }
}

export async function measurePlain(folder) {
  const path = join(folder, 'ten-gigabytes.tar'), size = statSync(path).size;
  heading(`A docker save of ${(size / 1e9).toFixed(1)} GB, eight plain layers with large files and many small ones`);
  const { lists } = await open(path, 8, { before: record });
  const bytes = lists.flat().reduce((sum, [from, to]) => sum + Math.min(to, size) - from, 0);
  const all = [];
  const slices = await best(runs, () => handOut(path, lists));
  const listed = await best(runs, async () => {
    all.push(await open(path, 8));
    return all.at(-1).listed;
  });
  const read = Math.min(...all.map((times) => times.read));
  limit('names, config, history and layers on screen', listed, 500, milliseconds);
  atLeast('its trees: rate, to the same slices handed out', bytes / read * 1000, bytes / slices * 1000, 0.8, perSecond);
  atMost('bytes read, to the archive', bytes, size, 0.2, megabytes);
  told('slices read', lists.flat().length, String);
  told('all trees on screen after', Math.min(...all.map((times) => times.finished)), milliseconds);
}

/**
 * Decoding keeps a processor busy, and the browser reads the file and draws in processes of its own: measured with a processor
 * left for those, and with as many workers as processors, which then share them.
 */
export async function measureGzip(folder, strata) {
  const path = join(folder, 'gzip-layers.tar');
  heading(`This machine's /usr in gzip layers, ${(statSync(path).size / 1e6).toFixed(0)} MB`);
  const page = async (workers) => (await open(path, 1, { before: (tab) => tab.addInitScript((count) => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => count });
  }, workers) })).finished;
  const native = (...words) => {
    const started = performance.now();
    execFileSync(strata, [...words, path], { maxBuffer: 1e9 });
    return performance.now() - started;
  };
  const all = availableParallelism(), some = Math.max(1, all - 1);
  const least = await bestInTurn(runs, {
    page: () => page(some),
    report: () => native('report', '--json', '--threads', String(some)), // looks for packages and secrets too, as the page does
    layers: () => native('layers', '--threads', String(some)),
    pageWithAll: () => page(all),
    reportWithAll: () => native('report', '--json', '--threads', String(all)),
  });
  const workers = (count) => (count === 1 ? 'a worker' : `${count} workers`);
  atMost(`time from the drop with ${workers(some)}, to \`strata report\``, least.page, least.report, 1.5, milliseconds);
  beside('the same, to `strata layers`, which looks into no file', least.page, least.layers, milliseconds);
  if (all > some) atMost(`with ${workers(all)}, to the report with as many threads`, least.pageWithAll, least.reportWithAll, 1.5, milliseconds);
}
