// Firefox opens the sample. It has WebGL 2 only with a screen, so it gets one of its own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { serve } from '../../.dev/serve.mjs';
import { shots, site } from './visit.mjs';

const { default: puppeteer } = await import(createRequire(`${process.env.STRATA_BROWSER_MODULES}/`).resolve('puppeteer-core'));
const firefox = '/usr/bin/firefox-esr';
const missing = [firefox, '/usr/bin/Xvfb'].filter((path) => !existsSync(path));

// -noreset: a server that resets when its last client goes cuts off the one that comes at that moment, and Firefox asks
// for the screen with several processes.
async function startScreen() {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-noreset', '-screen', '0', '1600x1000x24'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  let number = ''; // comes in two pieces; a server that can't write the second one, the end of the line, stops
  for await (const piece of screen.stdio[3]) {
    number += piece;
    if (number.endsWith('\n')) break;
  }
  return { screen, display: `:${number.trim()}` };
}

test('Firefox opens the sample', { timeout: 120_000, skip: missing.length > 0 ? `${missing.join(' and ')} not there` : false }, async () => {
  const server = await serve(site), { screen, display } = await startScreen();
  let browser = null;
  try {
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: false, env: { ...process.env, DISPLAY: display } });
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.setViewport({ width: 1440, height: 860 });
    await page.goto(`http://127.0.0.1:${server.address().port}/?image=samples/shop-api-1.1.tar`);
    await page.waitForFunction(() => /\d+ layers · \d+ files/.test(document.querySelector('#mirror').textContent), { timeout: 60_000 });
    await page.waitForSelector('#mirror [role=row][aria-label="etc"]', { timeout: 20_000 });
    await page.screenshot({ path: join(shots, 'firefox.png') });
    assert.deepEqual(errors, []);
  } finally {
    await browser?.close();
    screen.kill();
    server.close();
    server.closeAllConnections();
  }
});
