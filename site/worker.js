// Runs the worker program: one request after the other, from slices of the file or a stream of it.
import start from './strata_worker.js';

/** Reads files from front to back through one buffer, which costs half of what new buffers for each slice do. */
class FileStream {
  static piece = 1 << 20; // bytes
  least = 1 << 20; // bytes of a read that is worth a stream: smaller ones are here and there
  file = null;
  at = 0; // where in the file the stream stands
  reader = null;
  buffer = new ArrayBuffer(FileStream.piece);

  /** Whether programs can wait for promises here (WebAssembly's JavaScript Promise Integration), and streams fill a buffer of ours. */
  static get possible() {
    try {
      new Blob([]).stream().getReader({ mode: 'byob' });
      return 'Suspending' in WebAssembly && 'promising' in WebAssembly;
    } catch {
      return false;
    }
  }

  /** Hands the file's bytes from `offset` to `end` over, piece by piece, each with its place. How many, or -1 where it fails. */
  async read(file, offset, end, take) {
    try {
      if (this.file !== file || this.at !== offset) this.begin(file, offset);
      while (this.at < end) {
        const { done, value } = await this.reader.read(new Uint8Array(this.buffer, 0, Math.min(FileStream.piece, end - this.at)));
        if (done) throw new Error('the file ends early');
        take(value, this.at);
        this.at += value.length;
        this.buffer = value.buffer;
      }
      return end - offset;
    } catch {
      this.file = null;
      this.buffer = new ArrayBuffer(FileStream.piece); // the old one is the reader's
      return -1;
    }
  }

  begin(file, offset) {
    this.reader?.cancel().catch(() => {}); // one that failed was told of
    this.reader = file.slice(offset).stream().getReader({ mode: 'byob' });
    this.file = file;
    this.at = offset;
  }
}

const stream = FileStream.possible ? new FileStream() : null;
const opened = new Map();
let answer = null; // to the request being worked on

const crash = (error) => postMessage({ crash: String(error?.message ?? error) });

/** Runs the program. What is asked of it gives a promise where it may wait for the stream. */
async function load(compiled) {
  let calls;
  const module = await start({
    opened,
    stream,
    step: (bytes) => postMessage({ answer: bytes }, [bytes.buffer]),
    answer: (bytes) => { answer = bytes; },
    report: (text) => postMessage({ report: text }),
    instantiateWasm: (imports, done) => {
      for (const functions of stream ? Object.values(imports) : [])
        for (const [name, called] of Object.entries(functions))
          if (called.suspending) functions[name] = new WebAssembly.Suspending(called);
      WebAssembly.instantiate(compiled, imports).then((instance) => {
        calls = instance.exports;
        done(instance, compiled);
      }).catch(crash);
      return {};
    },
  });
  const call = (name) => (stream ? WebAssembly.promising(calls[name]) : calls[name]);
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
