// A pool of workers, one request each at a time; a cancelled or crashed one is replaced by a fresh one.

// WebAssembly gives no memory back: a worker that came to hold more than this is ended after its request.
const heavy = 96 * 1024 * 1024;

export class Workers {
  /** @param handlers {answer(bytes), lost(id, message)} */
  constructor(handlers, count = navigator.hardwareConcurrency || 2) {
    this.handlers = handlers;
    this.count = Math.max(1, count);
    this.idle = [];
    this.busy = new Map(); // request id -> worker
    this.queue = [];
    this.files = new Map(); // number -> parts, or a promise of them
    this.awaited = new Set(); // requests whose file is still on its way
    this.module = null;
  }

  /** Has one worker more than are busy ready, while there may be more; the first of them compiles the program. */
  warm() {
    if (this.idle.length === 0 && this.busy.size < this.count) this.idle.push(this.start());
  }

  compile() {
    this.module ??= WebAssembly.compileStreaming(fetch('strata_worker.wasm'));
    this.module.catch(() => { this.module = null; }); // the next request fetches it again
  }

  /** @param parts [{path, file | url, size}], or a promise of them: requests wait for it */
  addFile(id, parts) {
    this.files.set(id, parts);
    if (parts instanceof Promise) parts.then((found) => this.files.set(id, found), () => {});
  }

  send(bytes, id, file, cost) {
    const job = { bytes, id, file, cost }, parts = this.files.get(file);
    if (!(parts instanceof Promise)) return this.enqueue(job);
    this.awaited.add(id);
    parts.then(() => this.awaited.delete(id) && this.enqueue(job),
      (error) => this.awaited.delete(id) && this.handlers.lost(id, error.message));
  }

  enqueue(job) {
    this.queue.push(job);
    // What someone waits for (cost 0: a list, a file) first. Then the largest: the last to finish decides when all is done.
    this.queue.sort((a, b) => (b.cost === 0) - (a.cost === 0) || b.cost - a.cost || a.id - b.id);
    this.next();
  }

  cancel(id) {
    this.awaited.delete(id);
    const waiting = this.queue.findIndex((job) => job.id === id);
    if (waiting >= 0) this.queue.splice(waiting, 1);
    const worker = this.busy.get(id);
    if (!worker) return;
    this.busy.delete(id);
    worker.terminate();
    this.next();
  }

  /**
   * A worker that had the job's file open last, else any that is idle, else a new one while there may be more; null when
   * all are busy. One more than there are processors for what someone waits for: it need not wait for a layer of gigabytes.
   */
  take(job) {
    if (this.busy.size >= this.count + (job.cost === 0 ? 1 : 0)) return null;
    const known = this.idle.findIndex((worker) => worker.file === job.file);
    const at = known >= 0 ? known : this.idle.length - 1;
    if (at >= 0) return this.idle.splice(at, 1)[0];
    return this.start();
  }

  next() {
    while (this.queue.length > 0) {
      const worker = this.take(this.queue[0]);
      if (!worker) return;
      this.give(worker, this.queue.shift());
      this.warm();
    }
  }

  start() {
    this.compile();
    const worker = new Worker('worker.js', { type: 'module', name: 'strata' });
    worker.known = new Set();
    worker.file = 0;
    worker.job = null;
    worker.onmessage = (event) => this.heard(worker, event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.crashed(worker, event.message || 'The worker stopped.');
    };
    this.module.then((module) => worker.postMessage({ module }), (error) => this.crashed(worker, String(error)));
    return worker;
  }

  give(worker, job) {
    worker.job = job;
    worker.file = job.file;
    this.busy.set(job.id, worker);
    if (!worker.known.has(job.file)) {
      worker.known.add(job.file);
      worker.postMessage({ file: job.file, parts: this.files.get(job.file) ?? [] });
    }
    worker.postMessage({ request: job.bytes });
  }

  heard(worker, message) {
    if (message.crash) return this.crashed(worker, message.crash);
    // The next job first: what the page makes of an answer takes it a while.
    if (message.done && worker.job) this.free(worker, message.heap);
    if (message.answer) this.handlers.answer(message.answer);
  }

  free(worker, heap) {
    this.busy.delete(worker.job.id);
    worker.job = null;
    if (heap > heavy) worker.terminate();
    else this.idle.push(worker);
    this.next();
  }

  crashed(worker, message) {
    const job = worker.job;
    worker.terminate();
    worker.job = null;
    this.idle = this.idle.filter((other) => other !== worker);
    if (job) {
      this.busy.delete(job.id);
      const memory = /OOM|memory|allocation/i.test(message);
      this.handlers.lost(job.id, memory
        ? 'The browser ran out of memory while reading this. Close other tabs and read it again, or use the strata command for this image.'
        : `The part of the page that read this stopped (${message}). The rest is still here; what is missing can be read again.`);
    }
    this.next();
  }
}
