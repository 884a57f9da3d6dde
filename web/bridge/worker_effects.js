addToLibrary({
  worker_answer: (bytes, size) => Module.answer(HEAPU8.slice(bytes, bytes + size)),
});
