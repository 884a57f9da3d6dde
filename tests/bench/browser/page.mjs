// A page under measurement: what its main thread computes and how much memory its process holds, as Linux counts them.
import { readFileSync } from 'node:fs';
import { Visit } from '../../browser/visit.mjs';

// Runs in the page before its own scripts: notes when something is first on screen, which the mirror tells.
function watch() {
  const waiting = [];
  const look = () => {
    const mirror = document.querySelector('#mirror');
    for (let at = waiting.length - 1; at >= 0; at--)
      if (mirror && waiting[at].shown(mirror)) waiting.splice(at, 1)[0].done(performance.now());
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  globalThis.bench = {
    dropped: 0,
    /** When the mirror holds `count` elements that fit the selector and whose name or text fits the pattern. */
    whenShown: (selector, pattern = '', count = 1) => new Promise((done) => {
      const fits = (element) => new RegExp(pattern).test(element.getAttribute('aria-label') ?? element.textContent);
      waiting.push({ done, shown: (mirror) => [...mirror.querySelectorAll(selector)].filter(fits).length >= count });
      look();
    }),
    /** When no frame is wanted any more. */
    whenAtRest: () => new Promise((done) => {
      const look = () => (globalThis.strata.browser.frame ? setTimeout(look, 20) : done());
      setTimeout(look, 60);
    }),
  };
  addEventListener('drop', () => { bench.dropped = performance.now(); }, true);
}

/** Nanoseconds that the main thread of a process has computed. */
const computed = (pid) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);

export class Page {
  static async open(options = {}) {
    const page = new Page();
    page.visit = await Visit.start({ ...options, before: async (tab) => {
      await tab.addInitScript(watch);
      await options.before?.(tab);
    } });
    return page;
  }

  /** When the page is at rest and all that it fetches by itself is there. */
  async settled() {
    await this.evaluate(() => bench.whenAtRest());
    await this.visit.page.waitForLoadState('networkidle');
  }

  async close() { await this.visit.end(); }

  evaluate(...words) { return this.visit.page.evaluate(...words); }

  /** The page's time when that is on screen. */
  shown(selector, pattern, count) {
    return this.evaluate(([selector, pattern, count]) => bench.whenShown(selector, pattern, count), [selector, pattern, count]);
  }

  /** The process this page runs in: of the browser's renderers, the one that computes while the page does. */
  async process() {
    if (this.pid) return this.pid;
    const session = await this.visit.context.browser().newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => ({ id, before: computed(id) }));
    await this.evaluate(() => { for (const end = performance.now() + 300; performance.now() < end;); });
    const busy = (one) => computed(one.id) - one.before;
    this.pid = renderers.sort((a, b) => busy(b) - busy(a))[0].id;
    return this.pid;
  }

  /** Milliseconds that the main thread computes until the page is at rest after `action`. */
  async work(action) {
    const pid = await this.process();
    await this.evaluate(() => bench.whenAtRest());
    const before = computed(pid);
    await action();
    await this.evaluate(() => bench.whenAtRest());
    return (computed(pid) - before) / 1e6;
  }

  /** Bytes that are this process's own (Chromium's "private memory footprint"), workers included, garbage collected. */
  async memory() {
    const pid = await this.process();
    const session = await this.visit.context.newCDPSession(this.visit.page);
    await session.send('HeapProfiler.collectGarbage');
    await session.detach();
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return [...status.matchAll(/^(?:RssAnon|VmSwap):\s+(\d+) kB/gm)].reduce((sum, [, size]) => sum + Number(size) * 1024, 0);
  }
}

/**
 * The best of some runs, for what the machine's other work adds is no part of the page; of several measures each in its turn,
 * for what slows the machine for a while slows them all.
 */
export async function bestInTurn(runs, measures) {
  const least = Object.fromEntries(Object.keys(measures).map((name) => [name, Infinity]));
  for (let run = 0; run < runs; run++)
    for (const [name, measure] of Object.entries(measures)) least[name] = Math.min(least[name], await measure());
  return least;
}

export const best = async (runs, measure) => (await bestInTurn(runs, { measure })).measure;
