// How many bytes does a page need to the first result, and how long does it wait? A real Chromium, a host that compresses.
//
//     node pieces.mjs INDEX.pieces|INDEX.bundle QUERIES.json        # JSON: {"need3": [...], "prefix": [...], "word_typo": [...]}
//
// Code counts as brotli 11, an index as sent (pieces are compressed already; a bundle counts as brotli 9). Times are those of the engine in
// its worker (`took_us`), after every query was asked once, so that nothing is waited for. Needs the packages of tests/e2e.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { launch } from '../../tests/e2e/browser.mjs';

const PACKAGE = fileURLToPath(new URL('../../jipp-wasm/pkg/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm' };
const [indexPath, queriesPath] = process.argv.slice(2);
const INDEX = readFileSync(indexPath);
const queries = JSON.parse(readFileSync(queriesPath, 'utf8'));
const compressed = new Map();
const brotli = (name, bytes, quality) => {
  if (!compressed.has(name)) compressed.set(name, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  return compressed.get(name);
};
let sent = { code: 0, index: 0, requests: 0 };

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://x').pathname;
  const reply = (kind, status, body, headers) => {
    sent[kind] += body.length;
    sent.requests += kind === 'index' ? 1 : 0;
    response.writeHead(status, headers).end(body);
  };
  if (path === '/') return reply('code', 200, Buffer.from('<!doctype html><title>x</title><link rel="icon" href="data:,">'), { 'content-type': TYPES['.html'] });
  if (path === '/element.html') {
    return reply('code', 200, Buffer.from(`<!doctype html><html lang="id"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><jipp-search src="/${basename(indexPath)}"></jipp-search><script type="module" src="/element.js"></script>`), { 'content-type': TYPES['.html'] });
  }
  if (path === `/${basename(indexPath)}`) {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (!from) return reply('index', 200, brotli(path, INDEX, 9), { 'content-encoding': 'br' });
    const part = INDEX.subarray(Number(from), Number(to) + 1);
    return reply('index', 206, part, { 'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${INDEX.length}` });
  }
  try {
    return reply('code', 200, brotli(path, readFileSync(join(PACKAGE, path)), 11), { 'content-type': TYPES[extname(path)], 'content-encoding': 'br' });
  } catch {
    return response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const url = `http://127.0.0.1:${server.address().port}/`;
const browser = await launch();

/** A page with nothing in its caches, and what it did. */
async function fresh(work) {
  const context = await browser.newContext();
  const page = await context.newPage();
  sent = { code: 0, index: 0, requests: 0 };
  await page.goto(url);
  await page.evaluate(async (address) => {
    const { Directory } = await import('/index.js');
    globalThis.directory = await Directory.inWorker(address);
  }, `/${basename(indexPath)}`);
  try {
    return await work(page);
  } finally {
    await context.close();
  }
}
const ask = (page, request) => page.evaluate(async (asked) => {
  const before = performance.now();
  const answer = await globalThis.directory.search(asked);
  return { total: answer.total, us: answer.took_us, ms: performance.now() - before };
}, request);
const at = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const kb = (bytes) => (bytes / 1000).toFixed(0);
const facets = ['source', 'province', 'year', 'sector'];

// to the first result: each of ten queries in a page of its own
const firsts = [];
for (const query of queries.need3.slice(0, 10)) {
  firsts.push(await fresh(async (page) => {
    const opened = { ...sent };
    await ask(page, { query, facets, limit: 10 });
    return { code: sent.code, head: opened.index, index: sent.index, requests: sent.requests };
  }));
}
const total = (row) => row.code + row.index;
const middle = firsts.toSorted((a, b) => total(a) - total(b))[5];
console.log(`${basename(indexPath)}: code ${kb(middle.code)} KB, opening ${kb(middle.head)} KB, first result after ${kb(total(middle))} KB in all (most ${kb(Math.max(...firsts.map(total)))} KB), ${middle.requests} requests`);

await fresh(async (page) => {
  const kinds = { 'three words': queries.need3, prefix: queries.prefix, 'typing error': queries.word_typo };
  for (const [kind, texts] of Object.entries(kinds)) {
    const bytes = [];
    for (const query of texts) {
      const before = sent.index;
      if (kind === 'prefix') await page.evaluate((typed) => globalThis.directory.suggest(typed), query);
      else await ask(page, { query, limit: 10 });
      bytes.push(sent.index - before);
    }
    console.log(`  later, ${kind}: ${kb(at(bytes.slice(1), 0.5))} KB median, ${kb(at(bytes.slice(1), 0.95))} KB 95 %, ${kb(Math.max(...bytes))} KB most`);
  }
  const timed = { ...kinds, 'with four facets': queries.need3 };
  for (const [kind, texts] of Object.entries(timed)) {
    const request = (query) => ({ query, limit: 10, facets: kind === 'with four facets' ? facets : [] });
    for (const query of texts) await ask(page, request(query));
    const times = [];
    for (let round = 0; round < 3; round += 1) for (const query of texts) times.push((await ask(page, request(query))).us / 1000);
    console.log(`  in the worker, ${kind}: ${at(times, 0.5).toFixed(2)} ms median, ${at(times, 0.95).toFixed(2)} ms 95 %`);
  }
});

// what a keystroke costs the page: time of tasks on its main thread, layout and painting of twenty cards and the facets included
{
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}element.html`);
  await page.waitForSelector('jipp-search[ready]', { timeout: 60_000 });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const spent = async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value * 1000]));
  const input = page.locator('jipp-search input').first();
  await input.click();
  const tasks = [];
  const scripts = [];
  for (const query of queries.need3.slice(0, 6)) {
    await input.fill('');
    await page.waitForTimeout(500);
    for (const key of query.slice(0, 14)) {
      const before = await spent();
      await page.keyboard.type(key);
      await page.waitForTimeout(350);
      const after = await spent();
      tasks.push(after.TaskDuration - before.TaskDuration);
      scripts.push(after.ScriptDuration - before.ScriptDuration);
    }
  }
  console.log(`  a keystroke in the element, main thread: script ${at(scripts, 0.5).toFixed(1)} ms median, ${at(scripts, 0.95).toFixed(1)} ms 95 %; all tasks ${at(tasks, 0.5).toFixed(1)} / ${at(tasks, 0.95).toFixed(1)} ms`);
  await context.close();
}
await browser.close();
server.close();
