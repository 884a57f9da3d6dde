// Runs the worker program: one request after the other, synchronously, from slices of the file.
import start from './strata_worker.js';

const opened = new Map();
let program = null; // a promise of the running module
let answer = null; // to the request being worked on
const waiting = [];

function run(module, bytes) {
  const at = module._malloc(bytes.length);
  module.HEAPU8.set(bytes, at);
  module._worker_request(at, bytes.length);
  module._free(at);
  postMessage({ answer, done: true, heap: module.HEAPU8.length }, answer ? [answer.buffer] : []);
  answer = null;
}

onmessage = async ({ data }) => {
  try {
    if (data.module) {
      program = start({
        opened,
        step: (bytes) => postMessage({ answer: bytes }, [bytes.buffer]),
        answer: (bytes) => { answer = bytes; },
        report: (text) => postMessage({ report: text }),
        instantiateWasm: (imports, done) => {
          WebAssembly.instantiate(data.module, imports).then((instance) => done(instance, data.module));
          return {};
        },
      });
      const module = await program;
      while (waiting.length > 0) run(module, waiting.shift());
    } else if (data.parts) {
      opened.set(data.file, { parts: data.parts });
    } else if (data.describe) {
      (await program)._worker_describe(data.describe);
    } else if (data.request) {
      if (!program) return void waiting.push(data.request);
      run(await program, data.request);
    }
  } catch (error) {
    postMessage({ crash: String(error?.message ?? error) });
  }
};
