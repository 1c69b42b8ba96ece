// The same measures as `pieces.mjs` for Pagefind: bytes to the first result, bytes and time of later queries, in a real Chromium.
//
//     node pagefind.mjs CORPUS.jsonl QUERIES.json        # the corpus and queries of `peers.mjs`
//
// Pagefind compresses its index and its WebAssembly itself; its script counts as brotli 11. A query is answered when the texts of ten
// hits are there. Needs the packages of tests/e2e, and `@pagefind/linux-x64` (or that of the machine) beside `pagefind`.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { createIndex, close } from 'pagefind';
import { launch } from '../../tests/e2e/browser.mjs';

const [corpus, queriesPath] = process.argv.slice(2);
const records = readFileSync(corpus, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const queries = JSON.parse(readFileSync(queriesPath, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'jipp-pagefind-'));
const { index } = await createIndex({});
for (const { id, judul, instansi, provinsi, tahun, sektor, teks } of records) {
  await index.addCustomRecord({ url: `/${id}/`, content: `${judul}. ${instansi}. ${teks}`, language: 'id', meta: { title: judul }, filters: { tahun: [String(tahun)], provinsi: [provinsi ?? ''], sektor: [sektor ?? ''] } });
}
await index.writeFiles({ outputPath: join(folder, 'pagefind') });
await close();

let sent = 0;
const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://x').pathname;
  if (path === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title><link rel="icon" href="data:,">');
  try {
    const bytes = readFileSync(join(folder, path));
    const script = extname(path) === '.js';
    const body = script ? brotliCompressSync(bytes) : bytes;
    sent += body.length;
    return response.writeHead(200, script ? { 'content-type': 'text/javascript', 'content-encoding': 'br' } : { 'content-type': 'application/octet-stream' }).end(body);
  } catch {
    return response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const browser = await launch();
const fresh = async (work) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  sent = 0;
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(async () => { globalThis.pagefind = await import('/pagefind/pagefind.js'); await globalThis.pagefind.init(); });
  try { return await work(page); } finally { await context.close(); }
};
const ask = (page, query, filters) => page.evaluate(async ([words, wanted]) => {
  const before = performance.now();
  const found = await globalThis.pagefind.search(words, wanted ? { filters: wanted } : {});
  await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return performance.now() - before;
}, [query, filters]);
const at = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const kb = (bytes) => (bytes / 1000).toFixed(0);

const firsts = [];
for (const query of queries.need3.slice(0, 10)) firsts.push(await fresh(async (page) => { await ask(page, query); return sent; }));
console.log(`Pagefind, ${records.length} records: first result after ${kb(at(firsts, 0.5))} KB in all (most ${kb(Math.max(...firsts))} KB)`);
await fresh(async (page) => {
  for (const [kind, texts] of Object.entries({ 'three words': queries.need3, prefix: queries.prefix, 'typing error': queries.word_typo })) {
    const bytes = [];
    for (const query of texts) {
      const before = sent;
      await ask(page, query);
      bytes.push(sent - before);
    }
    console.log(`  later, ${kind}: ${kb(at(bytes.slice(1), 0.5))} KB median, ${kb(at(bytes.slice(1), 0.95))} KB 95 %`);
  }
  for (const [kind, texts] of Object.entries({ 'three words': queries.need3, prefix: queries.prefix, 'typing error': queries.word_typo, 'with a filter': queries.need3 })) {
    const times = [];
    for (let round = 0; round < 3; round += 1) for (const query of texts) times.push(await ask(page, query, kind === 'with a filter' ? { tahun: '2021' } : undefined));
    console.log(`  warm, ${kind}: ${at(times, 0.5).toFixed(1)} ms median, ${at(times, 0.95).toFixed(1)} ms 95 %`);
  }
});
await browser.close();
server.close();
rmSync(folder, { recursive: true, force: true });
