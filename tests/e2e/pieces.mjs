// Does a directory in pieces answer as the whole file does, whatever host it lies on, and load little for it?

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, watched } from './browser.mjs';
import { BUNDLE, PACKAGE, PIECES, PORTAL, VECTORS } from './paths.mjs';
import { numbers, DAMAGES } from './damages.mjs';
import { serve } from './server.mjs';

const { Directory } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const FILE = new Uint8Array(readFileSync(join(PIECES, 'national.pieces')));
const FOLDER = Object.fromEntries(readdirSync(join(PIECES, 'chunks.pieces')).map((name) => [`/chunks.pieces/${name}`, readFileSync(join(PIECES, 'chunks.pieces', name))]));
const PAGE = Buffer.from('<!doctype html><html lang="id"><meta charset="utf-8"><title>Uji</title><link rel="icon" href="icon.svg"><h1>Uji</h1>');
const HOST = { '/national.pieces': FILE, '/pieces.html': PAGE, ...FOLDER };
const QUESTIONS = readdirSync(join(VECTORS, 'search')).map((name) => JSON.parse(readFileSync(join(VECTORS, 'search', name))));
const DAMAGED = 1_200;
let browser;

before(async () => { browser = await launch(); });
after(() => browser?.close());

/** In a page of this host: the ids of every vector, and of what else can be asked. */
const ask = (page, source) => page.evaluate(async ([address, questions]) => {
  const { Directory: There } = await import('/jipp/index.js');
  const directory = await There.inWorker(address);
  const answers = [];
  for (const question of questions) answers.push((await directory.search(question)).hits.map((hit) => hit.id));
  const [id] = answers.flat();
  const others = [await directory.suggest('bank s'), await directory.get(id), await directory.similar(id), (await directory.search({ sort: 'title', limit: 9 })).hits];
  const size = directory.size;
  directory.free();
  return { answers, others, size };
}, [source, QUESTIONS.map((vector) => vector.input)]);

async function expected() {
  const whole = await Directory.load(new Uint8Array(readFileSync(BUNDLE)));
  const id = QUESTIONS.flatMap((vector) => vector.expect.ids)[0];
  return {
    answers: QUESTIONS.map((vector) => vector.expect.ids),
    others: [await whole.suggest('bank s'), await whole.get(id), await whole.similar(id), (await whole.search({ sort: 'title', limit: 9 })).hits],
    size: whole.size,
  };
}

for (const [name, source, options, wanted] of [
  ['ranges of one file', 'national.pieces', {}, (sent) => sent.every(([file, bytes]) => file !== '/national.pieces' || bytes < FILE.length)],
  ['one file from a host without ranges', 'national.pieces', { ranges: false }, (sent) => sent.filter(([file]) => file === '/national.pieces').length === 1],
  ['files of a folder', 'chunks.pieces/', { ranges: false }, (sent) => sent.some(([file]) => file === '/chunks.pieces/head.bin')],
]) {
  test(`${name}: every vector, suggestions, one innovation, similar ones`, async () => {
    const sent = [];
    const site = await serve(PORTAL, HOST, { ...options, sent: (...each) => sent.push(each) });
    const { page, trouble, close } = await watched(browser, site.url);
    try {
      await page.goto(`${site.url}pieces.html`);
      assert.deepEqual(await ask(page, source), await expected());
      assert(wanted(sent), JSON.stringify(sent.filter(([file]) => /pieces|chunks/.test(file))));
      // nothing arrives twice, and a second visit without the host finds all of it in the browser
      const before = sent.length;
      const index = HOST['/national.pieces'];
      assert.deepEqual(await ask(page, source), await expected());
      const again = sent.slice(before).filter(([file]) => /\.pieces$|\d\.bin$/.test(file));
      assert(again.reduce((sum, [, bytes]) => sum + bytes, 0) <= (options.ranges === false && source.endsWith('.pieces') ? index.length : 65_536), JSON.stringify(again));
      assert.deepEqual(await trouble(), []);
    } finally {
      await close();
      await site.close();
    }
  });
}

test('the element asks a directory in pieces', async () => {
  const html = '<!doctype html><html lang="id"><meta charset="utf-8"><title>Uji</title><link rel="icon" href="icon.svg"><h1>Uji</h1><jipp-search src="national.pieces"></jipp-search><script type="module" src="jipp/element.js"></script>';
  const site = await serve(PORTAL, { ...HOST, '/element.html': Buffer.from(html) });
  const { page, trouble, close } = await watched(browser, site.url);
  try {
    await page.goto(`${site.url}element.html`);
    await page.waitForSelector('jipp-search[ready]', { timeout: 30_000 });
    await page.evaluate(() => document.querySelector('jipp-search').ask({ query: 'bank sampah' }));
    await page.waitForFunction(() => /sampah/i.test(globalThis.inside().querySelector('[part~=card]')?.textContent ?? ''));
    assert.deepEqual(await trouble(), []);
  } finally {
    await close();
    await site.close();
  }
});

test(`a damaged file of pieces is refused or answers as before (${DAMAGED} times)`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jipp-pieces-'));
  const questions = [{ query: 'bank sampah' }, { query: 'buleleng smpah', facets: ['source'] }, { sort: 'year', limit: 5 }];
  const answers = async (directory) => JSON.stringify(await Promise.all(questions.map(async (question) => ({ ...(await directory.search(question)), took_us: 0 }))));
  const whole = await Directory.load(new Uint8Array(readFileSync(BUNDLE)));
  const right = await answers(whole);
  const next = numbers(20_261_129);
  const kinds = Object.keys(DAMAGES);
  const seen = {};
  try {
    for (let number = 0; number < DAMAGED; number += 1) {
      const kind = kinds[number % kinds.length];
      const path = join(folder, `${number}.pieces`);
      writeFileSync(path, DAMAGES[kind](FILE.slice(), next));
      let outcome;
      try {
        const directory = await Directory.load(pathToFileURL(path));
        assert.equal(await answers(directory), right, `number ${number}, ${kind}: other hits`);
        directory.free();
        outcome = 'as before';
      } catch (error) {
        assert(['not_an_index', 'index_damaged', 'index_incompatible'].includes(error.code), `number ${number}, ${kind}: ${error.code} ${error.message}`);
        outcome = error.code;
      }
      rmSync(path);
      seen[outcome] = (seen[outcome] ?? 0) + 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`# ${JSON.stringify(seen)}`);
  assert((seen.index_damaged ?? 0) > DAMAGED / 4, 'many damages must be seen');
});
