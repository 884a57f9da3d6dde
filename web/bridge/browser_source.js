// The JavaScript half of browser_source.cpp. Workers may read synchronously: FileReaderSync for a File, a synchronous request
// with a byte range for a file on the page's own host. Module.opened maps a file's number to {parts: [{path, file | url, size}]}.
// Where there is a Module.stream, a File's large slices come from it, and source_read answers with a promise.
addToLibrary({
  source_parts: (file) => Module.opened.get(file)?.parts.length ?? 0,
  source_part_size: (file, part) => Module.opened.get(file).parts[part].size,
  source_part_streams: (file, part) => Boolean(Module.stream && Module.opened.get(file).parts[part].file),
  source_part_path__deps: ['$stringToUTF8', '$lengthBytesUTF8'],
  source_part_path: (file, part, to, room) => {
    const path = Module.opened.get(file).parts[part].path;
    if (to) stringToUTF8(path, to, room);
    return lengthBytesUTF8(path);
  },
  // Bytes read, or -1.
  source_read__postset: '_source_read.suspending = true;',
  source_read: (file, part, offset, to, size) => {
    const from = Module.opened.get(file).parts[part];
    const end = Math.min(offset + size, from.size);
    if (end <= offset) return 0;
    try {
      if (from.file && Module.stream && end - offset >= Module.stream.least)
        return Module.stream.read(from.file, offset, end, (bytes, at) => HEAPU8.set(bytes, to + at - offset));
      if (from.file) {
        Module.reader ??= new FileReaderSync();
        const bytes = new Uint8Array(Module.reader.readAsArrayBuffer(from.file.slice(offset, end)));
        HEAPU8.set(bytes, to);
        return bytes.length;
      }
      const request = new XMLHttpRequest();
      request.open('GET', from.url, false);
      request.responseType = 'arraybuffer';
      request.setRequestHeader('Range', `bytes=${offset}-${end - 1}`);
      request.send();
      if (request.status !== 206) return -1;
      HEAPU8.set(new Uint8Array(request.response), to);
      return request.response.byteLength;
    } catch {
      return -1;
    }
  },
});
