// A plain static server: right media types, byte ranges, nothing that any other host would not do.
// usage: node serve.mjs FOLDER [PORT]
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';

const types = {
  '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json',
  '.png': 'image/png', '.svg': 'image/svg+xml', '.tar': 'application/x-tar', '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** [first, last] of the bytes asked for, null for all of them, undefined where the file has no such bytes. */
function rangeOf(header, size) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!asked || (!asked[1] && !asked[2])) return null;
  const first = asked[1] ? Number(asked[1]) : Math.max(0, size - Number(asked[2]));
  const last = asked[1] && asked[2] ? Math.min(Number(asked[2]), size - 1) : size - 1;
  return first <= last ? [first, last] : undefined;
}

async function answer(folder, request, response, ranges) {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname));
  const file = join(folder, path.endsWith('/') ? join(path, 'index.html') : path);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile() || !['GET', 'HEAD'].includes(request.method)) return response.writeHead(404).end();
  const range = ranges ? rangeOf(request.headers.range, found.size) : null;
  if (range === undefined) return response.writeHead(416, { 'Content-Range': `bytes */${found.size}` }).end();
  const [first, last] = range ?? [0, found.size - 1];
  response.writeHead(range ? 206 : 200, {
    'Accept-Ranges': ranges ? 'bytes' : 'none',
    'Cache-Control': 'no-cache',
    'Content-Length': last - first + 1,
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Last-Modified': found.mtime.toUTCString(),
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${found.size}` }),
  });
  if (request.method === 'HEAD' || last < first) return response.end();
  createReadStream(file, { start: first, end: last }).on('error', () => response.destroy()).pipe(response);
}

/**
 * Serves the folder on this machine alone; port 0 takes any that is free. Without ranges each answer is the whole file, as on
 * hosts that know no better.
 * @returns {Promise<import('node:http').Server>}
 */
export function serve(folder, port = 0, { ranges = true } = {}) {
  const server = createServer((request, response) => {
    answer(folder, request, response, ranges).catch(() => response.writeHead(400).end());
  });
  return new Promise((ready, failed) => server.once('error', failed).listen(port, '127.0.0.1', () => ready(server)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, port = '8080'] = process.argv.slice(2);
  const server = await serve(folder, Number(port)).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return serve(folder); // someone else has the port: any other will do
  });
  console.log(`http://127.0.0.1:${server.address().port}/`);
}
