addToLibrary({
  worker_step: (bytes, size) => Module.step(HEAPU8.slice(bytes, bytes + size)),
  worker_answer: (bytes, size) => Module.answer(HEAPU8.slice(bytes, bytes + size)),
  worker_report__deps: ['$UTF8ToString'],
  worker_report: (text, size) => Module.report(UTF8ToString(text, size)),
});
