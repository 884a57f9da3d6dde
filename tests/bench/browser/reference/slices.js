// Reads slices of a file as Strata's workers do, and does nothing with them.
let work = null;
onmessage = ({ data }) => {
  if (data.file) work = data;
  else {
    const reader = new FileReaderSync();
    for (const [from, to] of work.slices) reader.readAsArrayBuffer(work.file.slice(from, to));
  }
  postMessage('done');
};
