// Does the portal work in a real browser, for everybody, and does nothing of strangers run in it?

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, pageTest, visit, watched } from './browser.mjs';
import { HOSTILE } from './hostile.mjs';
import { BUNDLE, PACKAGE, PORTAL } from './paths.mjs';
import { PARTLY, missed } from './runners.mjs';
import { serve } from './server.mjs';
import { MANIFEST, vectors } from './vectors-files.mjs';

const { Directory } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const TITLE = 'Buleleng Kelola Sampah Anorganik melalui Bank Sampah (Bulan Melah)';
let browser;
let site;
let sample;

before(async () => {
  sample = await Directory.load(pathToFileURL(BUNDLE));
  const runners = readFileSync(new URL('runners.mjs', import.meta.url));
  site = await serve(PORTAL, { '/demo.bundle': readFileSync(BUNDLE), '/runners.js': runners });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

const inPage = pageTest(() => ({ browser, site }));
const total = async (page) => Number((await page.textContent('#count')).match(/\d+/)[0]);
const titles = (page) => page.locator('#list h3').allTextContents();

/** Types words and waits for their answer. */
async function ask(page, words) {
  await page.fill('#query', words);
  await page.waitForFunction((wanted) => inside().querySelector('#count').textContent.includes(`“${wanted}”`), words);
}

inPage('the page opens with every innovation and where the data comes from', async (page) => {
  await visit(page, site.url);
  assert.equal(await total(page), sample.size);
  assert.match(await page.textContent('.notice'), /bukan ekspor resmi/);
  assert.match(await page.textContent('#catalog'), new RegExp(`^${sample.size} inovasi dari \\d+ data sumber`));
  await page.click('.notice a');
  assert.match(await page.textContent('main'), /PROVENANCE\.md/);
});

inPage('a known title is found, with a typing error too', async (page) => {
  await visit(page, site.url);
  await ask(page, 'buleleng kelola sampah anorganik');
  assert.equal((await titles(page))[0], TITLE);
  await ask(page, 'buleleng kelola smpah anorganik');
  assert.equal((await titles(page))[0], TITLE);
  assert.match(await page.textContent('#list .why'), /smpah.*sampah/);
  await ask(page, 'zzzzqqqq');
  assert.equal(await total(page), 0);
  assert.match(await page.textContent('.nothing'), /Tidak ada/);
});

inPage('the title of the tab names what is asked', async (page) => {
  await visit(page, `${site.url}?lang=en`);
  assert.equal(await page.title(), 'Directory of Public-Service Innovations');
  await ask(page, 'bank sampah');
  assert.equal(await page.title(), '“bank sampah” – Directory of Public-Service Innovations');
  await page.click('[data-lang="id"]');
  assert.equal(await page.title(), '“bank sampah” – Direktori Inovasi Pelayanan Publik');
});

inPage('words found are marked', async (page) => {
  await visit(page, `${site.url}?q=bank+sampah`);
  const marks = await page.locator('#list h3 mark').allTextContents();
  assert(marks.some((text) => text.toLowerCase() === 'sampah'), marks.join());
});

inPage('a filter narrows the results, is in the address, and goes away again', async (page) => {
  await visit(page, `${site.url}?q=sampah`);
  const all = await total(page);
  const box = page.locator('[data-facet="source"] label', { hasText: 'LAN' });
  const count = Number(await box.locator('.number').textContent());
  await box.click();
  await page.waitForSelector('.chip');
  assert.equal(await total(page), count);
  assert(count < all);
  assert.equal(new URL(page.url()).searchParams.get('source'), 'lan_inoland');
  assert.equal(await page.evaluate(() => inside().activeElement.dataset.key), 'source lan_inoland', 'the focus stays on the box');
  await page.click('[data-facet="source"] label:has-text("KIPP")');
  await page.waitForFunction(() => inside().querySelectorAll('.chip').length === 2);
  assert(await total(page) > count, 'two values of a facet are an either-or');
  await page.goBack();
  await page.goBack();
  await page.waitForFunction((wanted) => inside().querySelector('#count').textContent.startsWith(`${wanted} `), String(all));
});

inPage('order, pages and language work and can be shared', async (page) => {
  await visit(page, `${site.url}?sort=year&page=2&lang=en`);
  assert.match(await page.textContent('#count'), /\d+ innovations/);
  assert.equal(await page.inputValue('#sort'), 'year');
  const expected = await sample.search({ sort: 'year', offset: 20, limit: 20 });
  assert.deepEqual(await page.locator('#list h3 a').evaluateAll((links) => links.map((link) => link.dataset.id)), expected.hits.map((hit) => hit.id));
  await page.click('[data-lang="id"]');
  await page.waitForFunction(() => inside().querySelector('#count').textContent.includes('inovasi'));
  assert.equal(await page.getAttribute('html', 'lang'), 'id');
  assert.equal(new URL(page.url()).searchParams.get('page'), '2');
});

inPage('everything is reached with the keyboard', async (page) => {
  await visit(page, site.url);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.focus('#query');
  await page.keyboard.type('bank sam');
  await page.waitForSelector('#suggestions li');
  assert.equal(await page.getAttribute('#query', 'aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const active = await page.getAttribute('#query', 'aria-activedescendant');
  assert.equal(await page.getAttribute(`#${active}`, 'aria-selected'), 'true');
  const name = await page.textContent(`#${active} .name`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#detail[open]');
  assert.equal(await page.textContent('#detail-title'), name);
  await page.keyboard.press('Escape');
  await page.waitForSelector('#detail:not([open])', { state: 'attached' });
  // the browser tells of the closing after the dialog is gone, so the address follows a moment later
  await page.waitForURL((url) => !url.searchParams.has('id'));
  assert.equal(await page.evaluate(() => inside().activeElement.id), 'query', 'the focus comes back');
  await page.keyboard.type('p');
  await page.waitForSelector('#suggestions li');
  await page.keyboard.press('Escape');
  assert.equal(await page.getAttribute('#query', 'aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => inside().activeElement?.matches('#list h3 a'))) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForSelector('#detail[open]');
  const title = await page.textContent('#detail-title');
  await page.keyboard.press('Escape');
  await page.waitForSelector('#detail:not([open])', { state: 'attached' });
  assert.equal(await page.evaluate(() => inside().activeElement.textContent), title, 'the focus comes back to the result');
});

inPage('the detail shows every source, its links and similar innovations', async (page) => {
  const merged = (await sample.search({ limit: sample.size })).hits.find((hit) => new Set(hit.sources.map((source) => source.system)).size === 3);
  await visit(page, `${site.url}?id=${encodeURIComponent(merged.id)}`);
  await page.waitForSelector('#detail[open]');
  assert.equal(await page.textContent('#detail-title'), merged.title);
  assert.equal(await page.locator('#detail .sources li').count(), merged.sources.length);
  const links = await page.locator('#detail .sources a').evaluateAll((all) => all.map((link) => [link.href, link.rel]));
  assert.deepEqual(links.map(([href]) => href).sort(), merged.sources.map((source) => source.url).filter(Boolean).map((url) => new URL(url).href).sort());
  assert(links.every(([, rel]) => rel === 'noopener noreferrer'));
  const similar = page.locator('#detail .further').last().locator('a').first();
  const next = await similar.textContent();
  await similar.click();
  await page.waitForFunction((title) => inside().querySelector('#detail-title').textContent === title, next);
  await page.goBack();
  await page.waitForFunction((title) => inside().querySelector('#detail-title').textContent === title, merged.title);
});

inPage('a phone in the dark: filters open and close, nothing is wider than the screen', async (page) => {
  await visit(page, `${site.url}?q=sampah`);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await overflow(), 0);
  await page.click('#open-filters');
  await page.click('[data-facet="source"] label >> nth=0');
  await page.click('#close-filters');
  await page.waitForSelector('.chip');
  assert.match(await page.textContent('#open-filters'), /\(1\)/);
  assert.equal(await overflow(), 0);
}, { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true, isMobile: true });

inPage('on the narrowest phone nothing is wider than the screen', async (page) => {
  for (const path of ['', '?page=2', '?q=sampah&province=Jawa+Timur', '?q=zzzzqqqq']) {
    await visit(page, site.url + path);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, path);
  }
}, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

inPage('the browser answers the shared search vectors in the same order', async (page) => {
  await visit(page, site.url);
  const cases = vectors('search');
  const found = await page.evaluate(async (requests) => {
    const { Directory } = await import('/jipp/index.js');
    const inPage = await Directory.load('demo.bundle');
    const inWorker = await Directory.inWorker('demo.bundle');
    const ids = async (directory, request) => (await directory.search(request)).hits.map((hit) => hit.id);
    const answers = [];
    for (const request of requests) answers.push({ here: await ids(inPage, request), worker: await ids(inWorker, request) });
    inWorker.free();
    return answers;
  }, cases.map(({ input }) => input));
  for (const [number, { name, input, expect }] of cases.entries()) {
    const inNode = (await sample.search(input)).hits.map((hit) => hit.id);
    assert.deepEqual(found[number], { here: expect.ids, worker: expect.ids }, name);
    assert.deepEqual(inNode, expect.ids, name);
  }
});

inPage('the browser answers every area of the shared vectors, in the page and in a worker', async (page) => {
  await visit(page, site.url);
  const all = Object.keys(MANIFEST).sort();
  const cases = Object.fromEntries(all.map((area) => [area, vectors(area)]));
  const found = await page.evaluate(async (inputs) => {
    const [jipp, { runners }] = await Promise.all([import('/jipp/index.js'), import('/runners.js')]);
    const worker = jipp.openWorker();
    const here = await jipp.Directory.load('demo.bundle');
    const there = await worker.load('demo.bundle');
    const engines = { page: runners(jipp, async () => here), worker: runners(worker, async () => there) };
    const answers = {};
    for (const [name, engine] of Object.entries(engines)) {
      answers[name] = {};
      for (const area of Object.keys(engine)) {
        answers[name][area] = [];
        for (const input of inputs[area] ?? []) answers[name][area].push(await engine[area](input));
      }
    }
    worker.close();
    return answers;
  }, Object.fromEntries(all.map((area) => [area, cases[area].map(({ input }) => input)])));
  for (const [engine, areas] of Object.entries(found)) {
    assert.deepEqual(Object.keys(areas).sort(), all, 'every area of the manifest has a runner');
    for (const area of all) {
      assert.equal(areas[area].length, cases[area].length, area);
      for (const [number, { name, expect }] of cases[area].entries()) {
        const answer = areas[area][number];
        if (PARTLY.includes(area)) assert.deepEqual(missed(answer, expect), [], `${engine}: ${area}/${name}`);
        else assert.deepEqual(answer, expect, `${engine}: ${area}/${name}`);
      }
    }
  }
});

test('after the first visit the directory opens and answers without a network', async () => {
  const near = await serve(PORTAL);
  const { page, trouble, close } = await watched(browser, near.url);
  try {
    await visit(page, near.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await near.close();
    await visit(page, `${near.url}?q=buleleng+kelola+sampah`);
    assert.equal((await titles(page))[0], TITLE);
    await ask(page, 'ibu hamil');
    assert((await total(page)) > 0);
    // what stays to be told is the network's absence itself
    assert.deepEqual((await trouble()).filter((each) => !/ERR_CONNECTION_REFUSED|^failed: /.test(each)), []);
  } finally {
    await close();
  }
});

test('an answer that comes after a newer question is dropped', async () => {
  const worker = readFileSync(join(PORTAL, 'jipp/worker.js'), 'utf8');
  const late = `const listen = self.addEventListener.bind(self);
    self.addEventListener = (type, listener) => listen(type, (event) => setTimeout(() => listener(event), event.data.args[0]?.query === 'sampah' ? 700 : 0));`;
  const slow = await serve(PORTAL, { '/jipp/worker.js': `${late}\n${worker}` });
  const { page, trouble, close } = await watched(browser, slow.url);
  try {
    await visit(page, slow.url);
    await page.fill('#query', 'sampah');
    await page.waitForTimeout(200);
    await ask(page, 'ibu hamil');
    await page.waitForTimeout(900);
    const expected = await sample.search({ query: 'ibu hamil', limit: 20 });
    assert.deepEqual(await titles(page), expected.hits.map((hit) => hit.title));
    assert.deepEqual(await trouble(), []);
  } finally {
    await close();
    await slow.close();
  }
});

inPage('a worker that stops is started again, and its calls fail with a code', async (page) => {
  await visit(page, site.url);
  const codes = await page.evaluate(async () => {
    const { Directory, openWorker } = await import('/jipp/index.js');
    const workers = [];
    const worker = () => {
      workers.push(new Worker('/jipp/worker.js', { type: 'module' }));
      return workers.at(-1);
    };
    const directory = await Directory.inWorker('demo.bundle', { worker });
    const under = directory.search({ query: 'sampah' }).then(() => 'answered', (error) => error.code);
    await Promise.resolve();
    workers[0].dispatchEvent(new ErrorEvent('error', { message: 'as if it had trapped' }));
    const seen = [await under, (await directory.search({ query: 'sampah' })).total > 0, workers.length];
    directory.free();
    seen.push(await directory.search({}).catch((error) => error.code));
    const other = openWorker();
    seen.push((await other.resolve('Pemkot Surabaya'))[0].code, (await other.validate([{ external_id: '1', title: '' }], { source: 'generic' })).records.quarantined);
    const built = await other.build([{ external_id: '1', title: 'Bank Sampah', agency: 'Pemkot Malang' }], { source: 'generic' });
    seen.push((await built.search({ query: 'bank' })).hits.length, (await built.toBytes()).length > 1000);
    seen.push((await other.region('3578', 'bps')).code, (await other.lookup('tahapan_iga', 'implementasi')).value.code);
    seen.push((await other.reconcileManifest(new URL('https://example.org/id/'), 'x')).identifierSpace);
    seen.push(await other.similarRegions('99.99').catch((error) => error.code));
    seen.push(await other.load('no-such.bundle').catch((error) => error.code));
    other.close();
    seen.push(await other.version().catch((error) => error.code));
    return seen;
  });
  assert.deepEqual(codes, ['engine_stopped', true, 2, 'directory_freed', 'pemda:35.78', 1, 1, true, '35.78', 'penerapan', 'https://example.org/id/', 'unknown_value', 'download_failed', 'worker_closed']);
});

/** What a hostile record would have left behind if it had run, and elements that no text may become. */
const traces = (page) => page.evaluate(() => ({
  ran: globalThis.pwned ?? false,
  made: [document, inside()].flatMap((root) => [...root.querySelectorAll('script:not([src="portal.js"], [src="jipp/element.js"]), iframe, object, embed, img:not([src="icon.svg"]), style, [onerror], [onload], [onclick], [style]')]).map((each) => each.outerHTML),
  links: [document, inside()].flatMap((root) => [...root.querySelectorAll('a')]).map((each) => each.protocol).filter((each) => !['http:', 'https:'].includes(each)),
}));

test('hostile records are texts: in the list, the suggestions, the filters and the detail', async () => {
  const directory = await Directory.build(HOSTILE, { source: 'generic', merge: false });
  const hostile = await serve(PORTAL, { '/national.bundle': await directory.toBytes() });
  const { page, trouble, close } = await watched(browser, hostile.url);
  try {
    await visit(page, `${hostile.url}?q=jahat`);
    assert.equal(await total(page), HOSTILE.length);
    assert.match(await page.textContent('#list'), /<img src=x onerror=/, 'the text itself is shown');
    await page.fill('#query', 'jahat <script>pwned=1</script>');
    await page.waitForSelector('#suggestions li');
    for (const { id } of (await directory.search({ limit: 50 })).hits) {
      await visit(page, `${hostile.url}?id=${encodeURIComponent(id)}`);
      await page.waitForSelector('#detail[open]');
      assert.deepEqual(await traces(page), { ran: false, made: [], links: [] }, id);
    }
    await visit(page, `${hostile.url}?q=${encodeURIComponent('"><img src=x onerror=pwned=1>')}&source=${encodeURIComponent('<script>pwned=1</script>')}&id=${encodeURIComponent('<b>x')}&sort=<i>&page=-1`);
    await page.waitForSelector('.chip', { state: 'attached' });
    assert.deepEqual(await traces(page), { ran: false, made: [], links: [] });
    assert.deepEqual(await trouble(), []);
  } finally {
    await close();
    await hostile.close();
  }
});

test('a directory built in the page of hostile records is drawn as text', async () => {
  const { page, trouble, close } = await watched(browser, site.url);
  try {
    await visit(page, site.url);
    await page.evaluate(async (records) => {
      const [{ Directory }, { card }, { detail }, { STRINGS }] = await Promise.all(['/jipp/index.js', '/jipp/element/card.js', '/jipp/element/detail.js', '/jipp/element/strings.js'].map((each) => import(each)));
      const directory = await Directory.build(records, { source: 'generic', merge: false });
      const nothing = () => {};
      const actions = { addressOf: (id) => `?id=${encodeURIComponent(id)}`, open: nothing, close: nothing, share: nothing };
      const place = inside().querySelector('#list');
      place.replaceChildren();
      for (const hit of (await directory.search({ query: 'jahat', explain: true, limit: 50 })).hits) {
        const innovation = await directory.get(hit.id);
        // fields that a reader would have cleaned are put back raw: the page must not rely on it
        const raw = { ...innovation, ...Object.fromEntries(['title', 'agency', 'unit', 'region', 'province', 'status'].map((name) => [name, records[0].title])), texts: [['<b onclick=pwned=1>', records[0].title]], awards: [records[0].title], other_titles: [records[0].title], sources: [{ system: '"><script>pwned=1</script>', external_id: records[0].title, url: 'javascript:pwned=1' }] };
        place.append(card({ ...hit, ...raw, why: [{ asked: records[0].title, found: records[0].title, form: 'typo', field: 'title' }] }, 'id', STRINGS.id, actions.addressOf, nothing));
        place.append(...detail({ innovation: raw, related: [hit], similar: [{ ...hit, title: records[0].title }] }, 'id', STRINGS.id, actions).filter(Boolean));
      }
    }, HOSTILE);
    assert.match(await page.textContent('#list'), /<img src=x onerror=/);
    assert.deepEqual(await traces(page), { ran: false, made: [], links: [] });
    assert.deepEqual(await trouble(), []);
  } finally {
    await close();
  }
});

const failures = [
  ['without WebAssembly the page says so', {}, () => { delete globalThis.WebAssembly; }, /WebAssembly/],
  ['a damaged file is named', { '/national.bundle': new Uint8Array(100) }, undefined, /rusak/],
  ['a missing engine is named', { '/jipp/index.js': 'throw new Error("gone")' }, undefined, /tidak dapat dibuka/],
];
for (const [name, instead, prepare, message] of failures) {
  test(name, async () => {
    const broken = await serve(PORTAL, instead);
    const { page, close } = await watched(browser, broken.url);
    try {
      // the worker has its own globals: without it the page loads the engine itself, and misses WebAssembly there
      if (prepare) await page.addInitScript(() => { globalThis.Worker = undefined; });
      if (prepare) await page.addInitScript(prepare);
      await page.goto(broken.url);
      await page.waitForSelector('#failure:not([hidden])');
      assert.match(await page.textContent('#failure'), message);
      assert.equal(await page.locator('#failure button').count(), 1);
    } finally {
      await close();
      await broken.close();
    }
  });
}
