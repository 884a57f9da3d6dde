// What the page promises about time and memory, measured in headless Chromium, each against a reference of the same run.
// usage: node browser.mjs FOLDER STRATA [PART…], FOLDER as `strata_bench --inputs` makes it; parts: start plain gzip million
import { startChromium, stopChromium } from '../browser/visit.mjs';
import { measureGzip, measurePlain } from './browser/archives.mjs';
import { measureMillion } from './browser/million.mjs';
import { failed, finish } from './browser/report.mjs';
import { measureStart } from './browser/start.mjs';

const [folder, strata, ...chosen] = process.argv.slice(2);
const parts = {
  start: () => measureStart(),
  plain: () => measurePlain(folder),
  gzip: () => measureGzip(folder, strata),
  million: () => measureMillion(folder),
};

await startChromium();
for (const [name, measure] of Object.entries(parts))
  if (chosen.length === 0 || chosen.includes(name)) await measure().catch((error) => failed(name, error));
await stopChromium();
process.exitCode = finish() ? 0 : 1;
