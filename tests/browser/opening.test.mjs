// What a person can open, and how it says what went wrong.
import assert from 'node:assert/strict';
import { brokenOff, huge, layoutArchive, layoutFolder, madeByTools, newer, notAnImage, older, real } from './inputs.mjs';
import { visiting } from './visiting.mjs';

for (const scheme of ['dark', 'light'])
  for (const ratio of [1, 2])
    visiting(`the landing in ${scheme} at pixel ratio ${ratio}`, { scheme, ratio }, async (visit) => {
      await visit.see('button', 'Try the sample');
      await visit.read('Everything runs in this page. Your image is never uploaded.');
      const canvas = await visit.page.evaluate(() => ({ width: document.querySelector('#canvas').width, wanted: innerWidth * devicePixelRatio }));
      assert.equal(canvas.width, canvas.wanted);
      await visit.picture(`landing-${scheme}-${ratio}`);
      await visit.press('button', 'Try the sample');
      await visit.finished();
      await visit.see('row', 'etc');
      await visit.picture(`inspect-${scheme}-${ratio}`);
    });

const tools = real('docker26-quirks.tar') && real('buildx-oci-gzip.tar') ? null : madeByTools();
const docker = real('docker26-quirks.tar') ?? tools?.docker, oci = real('buildx-oci-gzip.tar') ?? tools?.oci;
const nothing = 'neither the corpus nor umoci and skopeo are here';

visiting('a docker-save file that a real tool wrote is dropped', { skip: docker ? false : nothing }, async (visit) => {
  await visit.drop(docker);
  await visit.finished();
  await visit.see('row', /^etc/);
  await visit.picture('docker-save');
});

visiting('an OCI archive with gzip layers that a real tool wrote is dropped', { skip: oci ? false : nothing }, async (visit) => {
  await visit.drop(oci);
  await visit.finished();
  await visit.see('row', /^etc/);
});

visiting('an archive inside zstd is dropped', { skip: real('docker26-web.tar.zst') ? false : 'no corpus here' }, async (visit) => {
  await visit.drop(real('docker26-web.tar.zst'));
  await visit.finished();
});

visiting('names in any script are shown', {}, async (visit) => {
  await visit.drop(layoutArchive());
  await visit.finished();
  await visit.see('row', /^日本語.txt/);
  await visit.see('row', /^📦 box 🚀.bin/);
  await visit.picture('scripts');
});

// Which fonts there are is up to the machine; U+0378 none has.
visiting('what no font has is told by its code', {
  before: (page) => page.addInitScript(() => {
    globalThis.drawn = [];
    const { prototype } = OffscreenCanvasRenderingContext2D, { fillText } = prototype;
    prototype.fillText = function (words, ...at) { drawn.push(words); fillText.call(this, words, ...at); };
  }),
}, async (visit) => {
  await visit.drop(layoutArchive());
  await visit.finished();
  await visit.see('row', /^unknown/);
  await visit.page.waitForFunction(() => drawn.includes('\\u0378'));
  await visit.picture('unknown-characters');
});

visiting('a folder with an OCI layout is dropped', {}, async (visit) => {
  await visit.drop(layoutFolder());
  await visit.finished();
  await visit.see('row', /^hello.txt/);
});

visiting('two are dropped and compared', {}, async (visit) => {
  await visit.drop(older, newer);
  await visit.see('button', /^A shop\/api:1\.0/);
  await visit.see('button', /^B shop\/api:1\.1/);
  await visit.finished();
  await visit.picture('compare');
  await visit.press('button', 'Swap the two images');
  await visit.see('button', /^A shop\/api:1\.1/);
});

visiting('an archive that breaks off shows what there is and says the rest', {}, async (visit) => {
  await visit.drop(brokenOff());
  await visit.page.waitForFunction(() => /unexpected|ends|cut|broke|missing|not in the archive|damaged/i.test(document.querySelector('#mirror').innerHTML), null, { timeout: 20_000 });
  await visit.picture('damaged');
});

visiting('what is no image is refused in words', {}, async (visit) => {
  await visit.drop(notAnImage());
  await visit.see('button', 'Open another file…');
  await visit.read(/not|no /);
  await visit.picture('refused');
});

visiting('an archive of 5 GB is listed without reading the holes', {}, async (visit) => {
  const archive = huge(), started = Date.now();
  await visit.drop(archive);
  await visit.finished();
  await visit.see('row', /^after.txt/);
  const seconds = (Date.now() - started) / 1000;
  assert.ok(seconds < 10, `it took ${seconds} s`);
});
