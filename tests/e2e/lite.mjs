// Does the small file answer while the directory is on its way, and does the directory take its place?

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, watched } from './browser.mjs';
import { BUNDLE, PACKAGE, PIECES, PORTAL } from './paths.mjs';
import { serve } from './server.mjs';

const { Lite } = await import(pathToFileURL(join(PACKAGE, 'lite.js')));
const { Directory } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const FILE = new Uint8Array(readFileSync(join(PIECES, 'national.lite')));
const whole = await Directory.load(new Uint8Array(readFileSync(BUNDLE)));
const lite = await Lite.load(FILE);
const everything = (await whole.search({ limit: 65_535 })).hits;
let browser;

before(async () => { browser = await launch(); });
after(() => browser?.close());

test('every title and acronym is found, exactly and with a typing error', async () => {
  assert.equal(lite.size, whole.size);
  const best = async (query) => (await lite.search({ query, limit: 3 })).hits.map((hit) => hit.title);
  let names = 0;
  for (const { title } of everything) {
    assert((await best(title)).includes(title), title);
    const [short] = title.split(/[(:–—]/).map((part) => part.trim());
    if (short.length < 6 || short.split(' ').length > 2) continue;
    names += 1;
    const wrong = short.slice(0, 3) + short.slice(4);
    assert((await lite.search({ query: short, limit: 5 })).hits.some((hit) => hit.title.startsWith(short)), short);
    if (/^\p{L}+$/u.test(short)) assert((await lite.search({ query: wrong, limit: 10 })).hits.some((hit) => hit.title.toLowerCase().includes(short.toLowerCase())), wrong);
  }
  assert(names > 10, `${names} names tried`);
});

test('counts and filters are those of the engine', async () => {
  const facets = ['source', 'province', 'year', 'agency', 'award', 'status'];
  for (const filters of [{}, { year: ['2020'] }, { source: 'kemendagri_iga' }, { province: ['Bali', 'Jawa Timur'], year: 2021 }, { year: '1901' }]) {
    const [here, there] = [await lite.search({ facets, filters, limit: 5, sort: 'year' }), await whole.search({ facets, filters, limit: 5, sort: 'year' })];
    assert.deepEqual(here.facets, there.facets);
    assert.equal(here.total, there.total);
    assert.deepEqual(here.hits.map((hit) => hit.id), there.hits.map((hit) => hit.id));
    assert.deepEqual(here.hits.map(({ agency, province, year }) => [agency, province, year]), there.hits.map(({ agency, province, year }) => [agency, province, year]));
  }
  await assert.rejects(() => lite.search({ facets: ['colour'] }), { code: 'unknown_facet' });
});

test('words that stand in texts only are not taken for errors', async () => {
  const request = { query: 'antrean rumah sakit' };
  assert((await whole.search(request)).did_you_mean == null, 'the engine knows these words');
  assert.equal((await lite.search(request)).did_you_mean, null);
});

test('a damaged file is refused', async () => {
  for (const [bytes, code] of [[new Uint8Array(20), 'not_an_index'], [FILE.slice(0, FILE.length >> 1), 'index_damaged'], [new Uint8Array(), 'not_an_index']]) {
    await assert.rejects(() => Lite.load(bytes), { name: 'JippError', code });
  }
});

test('the element answers before the engine is there, and then the engine does', async () => {
  const html = '<!doctype html><html lang="id"><meta charset="utf-8"><title>Uji</title><link rel="icon" href="icon.svg"><h1>Uji</h1><jipp-search src="national.bundle" lite="national.lite"></jipp-search><script type="module" src="jipp/element.js"></script>';
  const site = await serve(PORTAL, { '/national.lite': FILE, '/early.html': Buffer.from(html) });
  const { page, trouble, close } = await watched(browser, site.url);
  try {
    // the index waits until the test lets it go
    let go;
    const gate = new Promise((done) => { go = done; });
    await page.context().route('**/national.bundle', async (route) => { await gate; await route.continue(); });
    await page.addInitScript(() => document.addEventListener('jipp-early', (event) => { globalThis.early = event.detail.size; }));
    await page.goto(`${site.url}early.html`);
    await page.waitForFunction(() => globalThis.early, undefined, { timeout: 20_000 });
    assert.equal(await page.evaluate(() => globalThis.early), whole.size);
    await page.evaluate(() => document.querySelector('jipp-search').ask({ query: 'bank sampah' }));
    const shown = () => page.evaluate(() => [...globalThis.inside().querySelectorAll('[part~=card]')].map((card) => ({ title: card.querySelector('h3').textContent, snippet: Boolean(card.querySelector('.snippet')?.textContent) })));
    const early = await shown();
    assert(early.length > 0 && early.every((card) => !card.snippet) && /sampah/i.test(early[0].title), JSON.stringify(early));
    assert.equal(await page.evaluate(() => document.querySelector('jipp-search').hasAttribute('ready')), false);
    go();
    await page.waitForSelector('jipp-search[ready]', { timeout: 30_000 });
    const expected = (await whole.search({ query: 'bank sampah', limit: 20 })).hits.map((hit) => hit.title);
    const late = await shown();
    assert.deepEqual(late.map((card) => card.title), expected);
    assert(late.some((card) => card.snippet), 'texts are there now');
    assert.deepEqual(await trouble(), []);
  } finally {
    await close();
    await site.close();
  }
});
