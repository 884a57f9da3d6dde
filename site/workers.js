// A pool of workers, one request each at a time; a cancelled or crashed one is replaced by a fresh one.

export class Workers {
  /** @param handlers {answer(bytes), lost(id, message)} */
  constructor(handlers, count = navigator.hardwareConcurrency || 2) {
    this.handlers = handlers;
    this.count = Math.max(1, count);
    this.idle = [];
    this.busy = new Map(); // request id -> worker
    this.queue = [];
    this.files = new Map();
    this.module = null;
  }

  /** Fetches and compiles the worker's program once, while the page is still being looked at. */
  warm() {
    this.module ??= WebAssembly.compileStreaming(fetch('strata_worker.wasm'));
    this.module.catch(() => {});
  }

  addFile(id, parts) { this.files.set(id, parts); }

  send(bytes, id, file, cost) {
    this.queue.push({ bytes, id, file, cost });
    // The largest first: the last worker to finish decides when all is done.
    this.queue.sort((a, b) => b.cost - a.cost || a.id - b.id);
    this.next();
  }

  cancel(id) {
    const waiting = this.queue.findIndex((job) => job.id === id);
    if (waiting >= 0) this.queue.splice(waiting, 1);
    const worker = this.busy.get(id);
    if (!worker) return;
    this.busy.delete(id);
    worker.terminate();
    this.next();
  }

  /** A worker that has the job's file open already, else any that is idle, else a new one while there may be more. */
  take(job) {
    const known = this.idle.findIndex((worker) => worker.known.has(job.file));
    const at = known >= 0 ? known : this.idle.length - 1;
    if (at >= 0) return this.idle.splice(at, 1)[0];
    return this.busy.size < this.count ? this.start() : null;
  }

  next() {
    while (this.queue.length > 0) {
      const worker = this.take(this.queue[0]);
      if (!worker) return;
      this.give(worker, this.queue.shift());
    }
  }

  start() {
    this.warm();
    const worker = new Worker('worker.js', { type: 'module', name: 'strata' });
    worker.known = new Set();
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
    this.busy.set(job.id, worker);
    if (!worker.known.has(job.file)) {
      worker.known.add(job.file);
      worker.postMessage({ file: job.file, parts: this.files.get(job.file) ?? [] });
    }
    worker.postMessage({ request: job.bytes });
  }

  heard(worker, message) {
    if (message.answer) return this.handlers.answer(message.answer);
    if (message.crash) return this.crashed(worker, message.crash);
    if (message.done && worker.job) {
      this.busy.delete(worker.job.id);
      worker.job = null;
      this.idle.push(worker);
      this.next();
    }
  }

  crashed(worker, message) {
    const job = worker.job;
    worker.terminate();
    worker.job = null;
    this.idle = this.idle.filter((other) => other !== worker);
    if (job) {
      this.busy.delete(job.id);
      const memory = /memory|allocation/i.test(message);
      this.handlers.lost(job.id, memory
        ? 'The browser ran out of memory while reading this layer. Close other tabs, or use the strata command for this image.'
        : `The part of the page that read this layer stopped (${message}). The rest is still here; open the file again to retry.`);
    }
    this.next();
  }
}
