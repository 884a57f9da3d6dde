// A test is a visit to the page, which must not report an error of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChromium, stopChromium, Visit } from './visit.mjs';

before(startChromium);
after(stopChromium);

export function visiting(name, options, body) {
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

export async function openSample(visit) {
  await visit.press('button', 'Try the sample');
  await visit.finished();
}
