// Runs the worker program: one request after the other, from slices of the file.
import start from './strata_worker.js';

const opened = new Map();
let answer = null; // to the request being worked on

// Where the browser lets a program wait for a promise (WebAssembly's JavaScript Promise Integration) and fills a buffer of
// ours, large files are streamed: that costs half of what new buffers for each slice do.
const streams = (() => {
  try {
    new Blob([]).stream().getReader({ mode: 'byob' });
    return 'Suspending' in WebAssembly && 'promising' in WebAssembly;
  } catch {
    return false;
  }
})();

/** Reads a file from front to back, and from another place where that is asked for. */
const stream = {
  file: null,
  at: 0, // bytes of the file that were read or left out
  reader: null,
  buffer: new ArrayBuffer(streams ? 1 << 20 : 0),

  /** Hands the file's bytes from `offset` to `end` over, piece by piece, each with its place. How many, or -1 where it fails. */
  async read(file, offset, end, take) {
    try {
      if (this.file !== file || this.at !== offset) {
        this.reader?.cancel().catch(() => {});
        Object.assign(this, { file, at: offset, reader: file.slice(offset).stream().getReader({ mode: 'byob' }) });
      }
      while (this.at < end) {
        const { done, value } = await this.reader.read(new Uint8Array(this.buffer, 0, Math.min(this.buffer.byteLength, end - this.at)));
        if (done) throw new Error('the file ends early');
        take(value, this.at);
        this.at += value.length;
        this.buffer = value.buffer;
      }
      return end - offset;
    } catch {
      Object.assign(this, { file: null, buffer: new ArrayBuffer(1 << 20) }); // the old one may be the reader's
      return -1;
    }
  },
};

/** The running module, and what is asked of its program. */
async function load(compiled) {
  let calls;
  const module = await start({
    opened,
    stream: streams ? stream : null,
    step: (bytes) => postMessage({ answer: bytes }, [bytes.buffer]),
    answer: (bytes) => { answer = bytes; },
    report: (text) => postMessage({ report: text }),
    instantiateWasm: (imports, done) => {
      for (const functions of streams ? Object.values(imports) : [])
        for (const name in functions)
          if (functions[name].suspending) functions[name] = new WebAssembly.Suspending(functions[name]);
      WebAssembly.instantiate(compiled, imports).then((instance) => {
        calls = instance.exports;
        done(instance, compiled);
      });
      return {};
    },
  });
  const call = (name) => (streams ? WebAssembly.promising(calls[name]) : calls[name]);
  return { module, request: call('worker_request'), describe: call('worker_describe') };
}

async function run({ module, request }, bytes) {
  const at = module._malloc(bytes.length);
  module.HEAPU8.set(bytes, at);
  await request(at, bytes.length);
  module._free(at);
  postMessage({ answer, done: true, heap: module.HEAPU8.length }, answer ? [answer.buffer] : []);
  answer = null;
}

const crash = (error) => postMessage({ crash: String(error?.message ?? error) });
let begin;
const program = new Promise((started) => { begin = started; });
let turn = program; // what came before is done

async function serve(data) {
  if (data.parts) opened.set(data.file, { parts: data.parts });
  else if (data.describe) await (await program).describe(data.describe);
  else if (data.request) await run(await program, data.request);
}

onmessage = ({ data }) => {
  if (data.module) load(data.module).then(begin, crash);
  else turn = turn.then(() => serve(data)).catch(crash);
};
