// For browsers that can't draw the page: a file is opened, the worker's program says what is in it as text.
import { readDrop } from './drop.js';

const part = (selector) => document.querySelector(selector);

async function describe(things) {
  const report = part('#report');
  report.hidden = false;
  report.textContent = `Reading ${things.map((thing) => thing.name).join(' and ')}…`;
  const texts = [];
  for (const thing of things) texts.push(thing.failure ?? await ask(thing.parts));
  report.textContent = texts.join('\n');
}

/** A worker for this file alone. */
function ask(parts) {
  return new Promise((said) => {
    const worker = new Worker('worker.js', { type: 'module', name: 'strata' });
    const end = (text) => {
      worker.terminate();
      said(text);
    };
    worker.onmessage = ({ data }) => {
      if (data.report !== undefined) end(data.report);
      if (data.crash) end(`The file could not be read: ${data.crash}`);
    };
    worker.onerror = (event) => end(`The file could not be read: ${event.message}`);
    WebAssembly.compileStreaming(fetch('strata_worker.wasm')).then((module) => {
      worker.postMessage({ module });
      worker.postMessage({ file: 1, parts });
      worker.postMessage({ describe: 1 });
    }, (error) => end(`The program that reads images could not be fetched: ${error.message}`));
  });
}

/** Shows the offer; returns what opens files from then on. */
export function offerPlainReport(pick) {
  part('#offer').hidden = false;
  part('#plain-open').hidden = false;
  part('#plain-open').addEventListener('click', pick);
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', async (event) => {
    event.preventDefault();
    describe(await readDrop(event.dataTransfer));
  });
  return (files) => describe(files.map((file) => ({ name: file.name, parts: [{ path: file.name, file, size: file.size }] })));
}
