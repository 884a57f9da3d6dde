// Files that the tests drop on the page. Only what the samples and the corpus don't have is made here.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const folder = mkdtempSync(join(tmpdir(), 'strata-browser-'));
const samples = join(dirname(fileURLToPath(import.meta.url)), '../../build/web/site/samples');
export const older = join(samples, 'shop-api-1.0.tar');
export const newer = join(samples, 'shop-api-1.1.tar');

/** A file of the corpus, or null where there is none on this machine. */
export function real(name) {
  const path = join(process.env.STRATA_CORPUS ?? '/nowhere', 'real', name);
  return existsSync(path) ? path : null;
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
    ['한국어.txt', '가'], ['📦 box 🚀.bin', Buffer.alloc(3000, 7)]]);
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
