// A visit to the page in Chromium: files dropped, things pressed through the mirror, pictures taken.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../.dev/serve.mjs';

const { chromium } = createRequire(`${process.env.STRATA_BROWSER_MODULES}/`)('playwright-core');
const top = fileURLToPath(new URL('../..', import.meta.url));
export const site = join(top, 'build/web/site');
export const shots = join(top, 'build/shots');
mkdirSync(shots, { recursive: true });

// Quiet, and WebGL 2 without a graphics card.
const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

let browser = null;
export async function startChromium() {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
}
export async function stopChromium() { await browser?.close(); }

export class Visit {
  /**
   * @param options {path, scheme, ratio, touch, worker (keep the service worker), before(page), folder, ranges (of the host)};
   *   the site gets a server of its own
   */
  static async start({ path = '', scheme = 'dark', ratio = 1, worker = false, touch = false, before, folder = site, ranges = true } = {}) {
    const visit = new Visit();
    visit.server = await serve(folder, 0, { ranges });
    visit.origin = `http://127.0.0.1:${visit.server.address().port}`;
    visit.context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: scheme, deviceScaleFactor: ratio, hasTouch: touch,
      serviceWorkers: worker ? 'allow' : 'block', permissions: ['clipboard-read', 'clipboard-write'] });
    visit.requests = [];
    visit.errors = [];
    visit.context.on('request', (request) => visit.requests.push(request));
    visit.page = await visit.context.newPage();
    visit.page.on('pageerror', (error) => visit.errors.push(error.message));
    visit.page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) visit.errors.push(message.text());
    });
    await before?.(visit.page);
    await visit.page.goto(`${visit.origin}/${path}`);
    return visit;
  }

  async end() {
    await this.context.unrouteAll({ behavior: 'ignoreErrors' }); // a worker may be asking for its program yet
    await this.context.close();
    await new Promise((closed) => {
      this.server.close(closed);
      this.server.closeAllConnections();
    });
  }

  /** What the mirror shows under that role and name, once it is there. */
  async see(role, name, timeout = 15_000) {
    const found = this.page.getByRole(role, { name, exact: typeof name === 'string' }).first();
    await found.waitFor({ state: 'attached', timeout });
    return found;
  }

  async read(words, timeout = 20_000) {
    const found = this.page.locator('#mirror').getByText(words).first();
    await found.waitFor({ state: 'attached', timeout });
    return found.textContent();
  }

  async shows(role, name) { return await this.page.getByRole(role, { name, exact: typeof name === 'string' }).count() > 0; }

  /** Presses it as assistive technology does. */
  async press(role, name) { await (await this.see(role, name)).evaluate((element) => element.click()); }

  /** Clicks where it is on the canvas. */
  async click(role, name) {
    await this.page.mouse.click(...await this.middle(role, name));
  }

  /** The same with a finger. */
  async tap(role, name) { await this.page.touchscreen.tap(...await this.middle(role, name)); }

  /** Where the middle of it is. */
  async middle(role, name) {
    const box = await (await this.see(role, name)).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  /** Drops files or folders of this machine on the page. */
  async drop(...paths) {
    await this.see('button', /^Open/);
    const session = await this.context.newCDPSession(this.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
    await session.detach();
  }

  /** Waits until every layer of the image on screen has been read. */
  async finished() { return this.read(/^\d+ layers? · [\d,\s]+ files$|(differs?)$/); }

  /** Waits until the page wants no more frames, but for those of a blinking caret. */
  rest() {
    return this.page.waitForFunction(() => globalThis.strata && !strata.browser.frame, null, { polling: 20, timeout: 5000 });
  }

  async picture(name) {
    await this.rest().catch(() => {}); // where the page can't draw there is nothing to wait for
    return this.page.screenshot({ path: join(shots, `${name}.png`) });
  }

  /** The shape of the mouse pointer over the canvas, once the page has drawn. */
  async cursor() {
    await this.rest();
    return this.page.evaluate(() => document.querySelector('#canvas').style.cursor);
  }

  frames() { return this.page.evaluate(() => globalThis.strata.browser.frames); }
}
