// How does the file of the directory get into the browser, how often, and is it the right one?

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, watched } from './browser.mjs';
import { BUNDLE, PACKAGE, PORTAL } from './paths.mjs';
import { POLICY, serve } from './server.mjs';

const { Directory } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const WHOLE = readFileSync(BUNDLE);
const integrityOf = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
const INTEGRITY = integrityOf(WHOLE);
const page = `<!doctype html><html lang="id"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>Uji</title><body><h1>Uji</h1></body></html>`;
let browser;
let site;
let host;
let asked = 0;

before(async () => {
  site = await serve(PORTAL, { '/load.html': page });
  browser = await launch();
  // a host that sends in pieces, with a length, and counts
  host = createServer((request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': WHOLE.length, 'content-security-policy': POLICY, 'cache-control': 'no-store' });
    const third = Math.ceil(WHOLE.length / 3);
    const send = (at) => (at >= WHOLE.length ? response.end() : response.write(WHOLE.subarray(at, at + third), () => setTimeout(send, 30, at + third)));
    send(0);
  });
  await new Promise((done) => host.listen(0, '127.0.0.1', done));
});

after(async () => {
  await browser?.close();
  await site?.close();
  host?.close();
  host?.closeAllConnections();
});

test('in Node: progress is told up to the whole, a checksum is checked', async () => {
  const heard = [];
  const directory = await Directory.load(`http://127.0.0.1:${host.address().port}/`, { integrity: INTEGRITY, progress: (at) => heard.push(at) });
  assert(directory.size > 100);
  assert.equal(asked, 1);
  assert(heard.length >= 3, 'told while it arrives');
  assert.deepEqual(heard.at(-1), { loaded: WHOLE.length, total: WHOLE.length });
  assert(heard.every(({ loaded }, number) => number === 0 || loaded > heard[number - 1].loaded));
  await assert.rejects(Directory.load(WHOLE, { integrity: integrityOf(Buffer.from('other')) }), { code: 'integrity_failed' });
  await assert.rejects(Directory.load(WHOLE, { integrity: 'md5-abc=' }), { code: 'unknown_value' });
});

test('in a worker: a file with a checksum is downloaded once, and nothing else is taken for it', async () => {
  const { page: opened, trouble, close } = await watched(browser, site.url);
  try {
    await opened.goto(`${site.url}load.html`);
    const load = (integrity) => opened.evaluate(async (wanted) => {
      const { Directory: There } = await import('/jipp/index.js');
      let told = 0;
      const directory = await There.inWorker('national.bundle', { integrity: wanted, progress: () => { told += 1; } });
      const size = directory.size;
      const total = (await directory.search({ query: 'sampah' })).total;
      directory.free();
      const cache = await caches.open('jipp-files');
      return { size, total, told, kept: (await cache.keys()).length };
    }, integrity);
    const portal = integrityOf(readFileSync(join(PORTAL, 'national.bundle')));
    const first = await load(portal);
    assert.equal(first.kept, 1);
    assert(first.told >= 1);
    const again = await load(portal);
    assert.deepEqual([again.size, again.total, again.kept, again.told], [first.size, first.total, 1, 0], 'nothing arrived the second time');
    // what lies in the cache is not trusted either
    const damaged = await opened.evaluate(async () => {
      const cache = await caches.open('jipp-files');
      const [key] = await cache.keys();
      await cache.put(key, new Response(new Uint8Array(500)));
      return key.url;
    });
    assert(damaged.includes('jipp-integrity='));
    const mended = await load(portal);
    assert.equal(mended.total, first.total);
    assert(mended.told >= 1, 'downloaded anew');
    const refused = await opened.evaluate(async (wrong) => {
      const { Directory: There } = await import('/jipp/index.js');
      return There.inWorker('national.bundle', { integrity: wrong }).catch((error) => error.code);
    }, integrityOf(Buffer.from('other')));
    assert.equal(refused, 'integrity_failed');
    // Chromium tells a file that a worker reads in pieces as failed now and then, though all of it arrived: its checksum was right
    assert.deepEqual((await trouble()).filter((each) => !/^failed: .*national\.bundle$/.test(each)), []);
  } finally {
    await close();
  }
});

test('a call loads the module of its job and no other; `tools` serves all jobs but search', async () => {
  const modules = async (work) => {
    const { page, close } = await watched(browser, site.url);
    const seen = [];
    page.on('request', (request) => {
      const [, name] = /jipp_(\w+)_bg\.wasm/.exec(request.url()) ?? [];
      if (name) seen.push(name);
    });
    try {
      await page.goto(new URL('load.html', site.url).href);
      await page.evaluate(work);
      return seen.sort();
    } finally {
      await close();
    }
  };
  const records = "[{ title: 'Bank Sampah', agency: 'Pemkot Malang' }], { source: 'generic' }";
  const using = (names, work) => `import('/jipp/index.js').then(async ({ ${names} }) => { ${work} })`;
  assert.deepEqual(await modules(using('resolve', "await resolve('Pemkot Surabaya');")), ['resolve']);
  assert.deepEqual(await modules(using('validate, fix', `await validate(${records}); await fix(${records});`)), ['validate']);
  assert.deepEqual(await modules(using('dedupe', `await dedupe(${records});`)), ['dedupe']);
  const all = `await init({ part: 'tools' }); await validate(${records}); await dedupe(${records}); await resolve('Pemkot Surabaya');`;
  assert.deepEqual(await modules(using('init, validate, dedupe, resolve', all)), ['tools']);
});
