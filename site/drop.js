// What was dropped: files as they are, a folder as one thing of many parts (an OCI layout lies in a folder).

async function filesBelow(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((found, failed) => entry.file(found, failed));
    return [{ path, file, size: file.size }];
  }
  const reader = entry.createReader(), parts = [];
  for (;;) { // a reader gives at most a hundred entries at a time
    const some = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) return parts;
    for (const child of some) parts.push(...await filesBelow(child, path ? `${path}/${child.name}` : child.name));
  }
}

async function readEntry(entry, file) {
  if (!entry || entry.isFile) return { name: file.name, parts: [{ path: file.name, file, size: file.size }] };
  try {
    const parts = await filesBelow(entry, '');
    return { name: entry.name, parts, failure: parts.length === 0 ? 'This folder is empty.' : undefined };
  } catch (error) {
    return { name: entry.name, parts: [], failure: `The folder could not be read: ${error.message}` };
  }
}

/** @returns {Promise<Array<{name, parts, failure?}>>} */
export async function readDrop(transfer) {
  // Entries must be taken before the first await: the list is empty afterwards.
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const found = items.map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]);
  return Promise.all(found.map(([entry, file]) => readEntry(entry, file)));
}
