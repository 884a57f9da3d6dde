// Files that the tests drop on the page. Only what the samples and the corpus don't have is made here.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync, gzipSync } from 'node:zlib';

export const folder = mkdtempSync(join(tmpdir(), 'strata-browser-'));
const samples = join(dirname(fileURLToPath(import.meta.url)), '../../build/web/site/samples');
export const older = join(samples, 'shop-api-1.0.tar');
export const newer = join(samples, 'shop-api-1.1.tar');

/** A file of the corpus, or null where there is none on this machine. */
export function real(name) {
  const path = join(process.env.STRATA_CORPUS ?? '/nowhere', 'real', name);
  return existsSync(path) ? path : null;
}

/** An image of two layers by umoci, as skopeo writes it: {docker, oci}; null where these programs are not there. */
export function madeByTools() {
  const at = join(folder, 'tools'), made = { docker: join(at, 'docker.tar'), oci: join(at, 'oci.tar') };
  if (existsSync(made.oci)) return made;
  mkdirSync(at, { recursive: true });
  const run = (program, ...words) => execFileSync(program, words, { cwd: at, stdio: 'ignore' });
  const layer = (write) => {
    run('umoci', 'unpack', '--rootless', '--image', 'layout:made', 'bundle');
    write(join(at, 'bundle/rootfs'));
    run('umoci', 'repack', '--image', 'layout:made', 'bundle');
    rmSync(join(at, 'bundle'), { recursive: true });
  };
  try {
    run('umoci', 'init', '--layout', 'layout');
    run('umoci', 'new', '--image', 'layout:made');
    layer((root) => {
      mkdirSync(join(root, 'etc'), { recursive: true });
      writeFileSync(join(root, 'etc/hostname'), 'made\n');
      writeFileSync(join(root, 'numbers'), Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join(''));
    });
    layer((root) => {
      rmSync(join(root, 'numbers'));
      writeFileSync(join(root, 'etc/motd'), 'more\n');
    });
    run('skopeo', 'copy', '--insecure-policy', 'oci:layout:made', 'docker-archive:docker.tar:made/here:1');
    run('skopeo', 'copy', '--insecure-policy', 'oci:layout:made', 'oci-archive:oci.tar:made');
    return made;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function header(name, size) {
  const block = Buffer.alloc(512);
  const octal = (value, at, width) => block.write(value.toString(8).padStart(width - 1, '0'), at);
  block.write(name, 0);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(1_700_000_000, 136, 12);
  block.write('        0', 148);
  block.write('ustar\x0000', 257);
  octal(block.reduce((sum, byte) => sum + byte, 0), 148, 7);
  return block;
}

const padded = (size) => Math.ceil(size / 512) * 512;

function member(name, content) {
  const body = Buffer.from(content);
  return Buffer.concat([header(name, body.length), body, Buffer.alloc(padded(body.length) - body.length)]);
}

const tar = (files) => Buffer.concat([...files.map(([name, content]) => member(name, content)), Buffer.alloc(1024)]);
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

function config(diffIds) {
  return JSON.stringify({
    architecture: 'amd64', os: 'linux', config: { Cmd: ['/bin/sh'] }, rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map(() => ({ created: '2026-01-02T03:04:05Z', created_by: 'COPY . /' })),
  });
}

/** A folder with an OCI layout of one layer, whose names are in many scripts. */
export function layoutFolder() {
  const at = join(folder, 'layout'), blobs = join(at, 'blobs/sha256');
  if (existsSync(at)) return at;
  mkdirSync(blobs, { recursive: true });
  const keep = (content) => {
    const bytes = Buffer.from(content), hex = digest(bytes);
    writeFileSync(join(blobs, hex), bytes);
    return { digest: `sha256:${hex}`, size: bytes.length };
  };
  const layer = tar([['hello.txt', 'hello\n'], ['日本語.txt', 'こんにちは\n'], ['Ελληνικά.txt', 'α'], ['русский.txt', 'б'], ['العربية.txt', 'ع'],
    ['한국어.txt', '가'], ['📦 box 🚀.bin', Buffer.alloc(3000, 7)], ['unknown \u0378', '']]);
  const manifest = keep(JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...keep(config([`sha256:${digest(layer)}`])) },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...keep(layer) }],
  }));
  writeFileSync(join(at, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(at, 'index.json'), JSON.stringify({
    schemaVersion: 2,
    manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', ...manifest, annotations: { 'org.opencontainers.image.ref.name': 'scripts:1' } }],
  }));
  return at;
}

/** The same as one archive. */
export function layoutArchive() {
  const path = join(folder, 'layout.tar');
  if (!existsSync(path)) execFileSync('tar', ['-cf', path, '-C', layoutFolder(), '.']);
  return path;
}

/** A sample that breaks off in the middle. */
export function brokenOff() {
  const path = join(folder, 'broken-off.tar');
  writeFileSync(path, readFileSync(newer).subarray(0, 3_000_000));
  return path;
}

/** A sample packed so that its reader needs 64 MiB at once. */
export function hungry() {
  const path = join(folder, 'hungry.tar.xz');
  writeFileSync(path, execFileSync('xz', ['-9', '-c', newer], { maxBuffer: 1 << 28 }));
  return path;
}

export function notAnImage() {
  const path = join(folder, 'letter.txt');
  writeFileSync(path, 'Dear reader, this is a letter and no image.\n'.repeat(40));
  return path;
}

/** docker save of an image with one layer of 5 GB, nearly all of it a hole. */
export function huge() {
  const path = join(folder, 'huge.tar');
  const big = 5 * 1024 ** 3, last = tar([['after.txt', 'behind five gigabytes\n']]);
  const inner = 512 + big + last.length;
  const file = openSync(path, 'w');
  writeSync(file, header('layer.tar', inner), 0, 512, 0);
  writeSync(file, header('big.bin', big), 0, 512, 512);
  writeSync(file, last, 0, last.length, 1024 + big);
  const documents = tar([['config.json', config([`sha256:${'0'.repeat(64)}`])],
    ['manifest.json', JSON.stringify([{ Config: 'config.json', RepoTags: ['huge:1'], Layers: ['layer.tar'] }])]]);
  const end = padded(512 + inner);
  writeSync(file, documents, 0, documents.length, end);
  ftruncateSync(file, end + documents.length);
  closeSync(file);
  return path;
}

/** docker save of an image with two gzip layers that hardly shrink, of 40 MB each. */
export function large() {
  const path = join(folder, 'large.tar');
  const layers = ['first.bin', 'second.bin'].map((name) => tar([[name, randomBytes(40_000_000)]]));
  writeFileSync(path, tar([...layers.map((layer, at) => [`${at}.tar.gz`, gzipSync(layer, { level: 1 })]),
    ['config.json', config(layers.map((layer) => `sha256:${digest(layer)}`))],
    ['manifest.json', JSON.stringify([{ Config: 'config.json', RepoTags: ['large:1'], Layers: ['0.tar.gz', '1.tar.gz'] }])]]));
  return path;
}

/** A folder with these files. */
export function folderOf(name, files) {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(at, path), content);
  return at;
}

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function chunk(name, content) {
  const body = Buffer.concat([Buffer.from(name), content]), out = Buffer.alloc(12 + content.length);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), 8 + content.length);
  return out;
}

/** The front of a PNG that says it has these sizes. */
function pngOf(width, height, rows) {
  const sizes = Buffer.alloc(13);
  sizes.writeUInt32BE(width, 0);
  sizes.writeUInt32BE(height, 4);
  sizes.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', sizes), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** An archive with a picture of each kind, made by the browser that will read them. */
export async function pictures(page) {
  const made = async (type) => Buffer.from((await page.evaluate((wanted) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 320, height: 200 });
    const context = canvas.getContext('2d');
    ['#5aa9ff', '#4cc38a', '#e5b454'].forEach((colour, row) => {
      context.fillStyle = colour;
      context.fillRect(40, 20 + 56 * row, 240, 48);
    });
    return canvas.toDataURL(wanted);
  }, type)).split(',')[1], 'base64');
  const png = await made('image/png');
  const icon = pngOf(16, 16, Buffer.alloc(16 * 65));
  const directory = Buffer.alloc(22);
  directory.set([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0], 0);
  directory.writeUInt32LE(icon.length, 14);
  directory.writeUInt32LE(22, 18);
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const path = join(folder, 'pictures.tar');
  const layer = tar([['a.png', png], ['b.jpg', await made('image/jpeg')], ['bomb.png', pngOf(60_000, 60_000, Buffer.alloc(100))],
    ['broken.png', png.subarray(0, 40)], ['c.gif', gif], ['d.webp', await made('image/webp')],
    ['e.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"><circle cx="150" cy="75" r="60" fill="#5aa9ff"/></svg>'],
    ['f.ico', Buffer.concat([directory, icon])]]);
  writeFileSync(path, tar([['layer.tar', layer], ['config.json', config([`sha256:${digest(layer)}`])],
    ['manifest.json', JSON.stringify([{ Config: 'config.json', RepoTags: ['pictures:1'], Layers: ['layer.tar'] }])]]));
  return path;
}
