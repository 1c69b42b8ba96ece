// Does `<jipp-search>` keep its promises to the page that embeds it, and to people who do not see or point?

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, pageTest, visit, watched } from './browser.mjs';
import { BUNDLE, PACKAGE, PORTAL } from './paths.mjs';
import { serve } from './server.mjs';

const { Directory } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
const RECORDS = [
  { external_id: '1', title: '=1+1 Bank Sampah, "Asri"', agency: 'Pemkot Malang', year: 2019, summary: 'Sampah ditabung.' },
  { external_id: '2', title: 'Kampung Iklim', agency: 'Pemkab Gresik', year: 2021, summary: 'Sampah dipilah oleh warga.' },
];
const page = (body) => `<!doctype html><html lang="id"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>Uji</title><body>${body}<script type="module" src="jipp/element.js"></script></body></html>`;
let browser;
let site;
let sample;

before(async () => {
  sample = await Directory.load(pathToFileURL(BUNDLE));
  const small = await Directory.build(RECORDS, { source: 'generic', merge: false });
  site = await serve(PORTAL, {
    '/small.bundle': await small.toBytes(),
    '/two.html': page(`<h1>Dua</h1><jipp-search id="one" src="small.bundle" address></jipp-search><jipp-search id="two" src="national.bundle" lang="en" address="b." page-size="3" facets="year"></jipp-search>`),
    '/plain.html': page('<h1>Satu</h1><jipp-search src="small.bundle"><ul id="plain"><li>Bank Sampah</li></ul></jipp-search>'),
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

const inPage = pageTest(() => ({ browser, site }));

/** Opens a page with elements and waits for each to be ready. */
async function open(opened, path) {
  await opened.goto(site.url + path);
  await opened.waitForFunction(() => [...document.querySelectorAll('jipp-search')].every((each) => each.hasAttribute('ready')));
}

const count = (opened, id) => opened.textContent(`#${id} #count`);

inPage('two elements on a page have their own language, size, filters and part of the address', async (opened) => {
  await open(opened, 'two.html?q=kampung&b.q=sampah&other=1&status=promo');
  assert.match(await count(opened, 'one'), /^1 inovasi/);
  assert.match(await count(opened, 'two'), /innovations for “sampah”/);
  assert.equal(await opened.locator('#two #list > li').count(), 3);
  assert.deepEqual(await opened.locator('#two #facets details').evaluateAll((all) => all.map((each) => each.dataset.facet)), ['year']);
  await opened.fill('#one #query', 'sampah');
  await opened.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'sampah');
  const address = new URL(opened.url()).searchParams;
  assert.deepEqual(['b.q', 'other', 'status'].map((name) => address.get(name)), ['sampah', '1', 'promo'], 'the rest of the address stays');
});

inPage('an element without an address leaves the address of the page alone and opens with buttons', async (opened) => {
  await open(opened, 'plain.html?q=nothing');
  assert.match(await opened.textContent('#count'), /^2 inovasi/);
  await opened.fill('#query', 'sampah');
  await opened.waitForFunction(() => document.querySelector('jipp-search').state.query === 'sampah');
  assert.equal(new URL(opened.url()).search, '?q=nothing');
  await opened.keyboard.press('Escape'); // the suggestions lie over the results
  await opened.click('#list h3 button >> nth=0');
  await opened.waitForSelector('#detail[open]');
  await opened.keyboard.press('Escape');
  await opened.waitForSelector('#detail:not([open])', { state: 'attached' });
});

inPage('the page hears what happens, and may open innovations itself', async (opened) => {
  await open(opened, 'plain.html');
  const heard = await opened.evaluate(async () => {
    const element = document.querySelector('jipp-search');
    const events = [];
    for (const name of ['jipp-search', 'jipp-open']) document.addEventListener(name, (event) => events.push([name, event.detail.query ?? event.detail.id, event.detail.total]));
    element.addEventListener('jipp-open', (event) => event.preventDefault());
    await element.ask({ query: 'iklim' });
    element.shadowRoot.querySelector('#list h3 button').click();
    await new Promise((done) => setTimeout(done, 100));
    return [...events, element.shadowRoot.querySelector('#detail').open];
  });
  assert.deepEqual(heard, [['jipp-search', 'iklim', 1], ['jipp-open', 'generic:2', undefined], false]);
});

inPage('an element that is taken out, put back or given another file works on', async (opened) => {
  await open(opened, 'plain.html');
  const seen = await opened.evaluate(async () => {
    const element = document.querySelector('jipp-search');
    const next = () => new Promise((done) => element.addEventListener('jipp-ready', (event) => done(event.detail.size), { once: true }));
    element.remove();
    let ready = next();
    document.body.append(element);
    const again = await ready;
    ready = next();
    element.setAttribute('src', 'national.bundle');
    return [again, (await ready) > 100, element.shadowRoot.querySelector('#count').textContent.startsWith('2 ')];
  });
  assert.deepEqual(seen, [2, true, false]);
});

inPage('a result goes into a spreadsheet as text', async (opened) => {
  await open(opened, 'plain.html');
  const waiting = opened.waitForEvent('download');
  await opened.click('#download');
  const file = readFileSync(await (await waiting).path(), 'utf8').trimEnd().split('\r\n');
  assert.equal(file[0], '\uFEFFid,title,agency,unit,region,province,year,status,awards,sources');
  assert.equal(file.length, 3);
  assert(file.some((row) => row.startsWith('generic:1,"\'=1+1 Bank Sampah, ""Asri""",')), file.join('\n'));
});

test('where the engine cannot run, the page\'s own list is shown', async () => {
  const { page: opened, close } = await watched(browser, site.url);
  try {
    await opened.addInitScript(() => { globalThis.Worker = undefined; delete globalThis.WebAssembly; });
    await opened.goto(`${site.url}plain.html`);
    await opened.waitForSelector('#failure:not([hidden])');
    assert.match(await opened.textContent('#failure'), /WebAssembly/);
    assert(await opened.isVisible('#plain'));
  } finally {
    await close();
  }
});

inPage('a need told in sentences is matched, and never written into the address', async (opened) => {
  await visit(opened, `${site.url}?need=1`);
  assert.equal(await opened.getAttribute('#need', 'open'), '', 'the address opens the box');
  await opened.focus('#need-text');
  await opened.keyboard.type('Warga kami kesulitan membuang sampah rumah tangga, dan kami ingin sampah itu punya nilai ekonomi.');
  await opened.keyboard.press('Tab');
  await opened.keyboard.press('Enter');
  await opened.waitForFunction(() => inside().querySelector('#count').textContent.includes('kebutuhan'));
  const expected = await sample.search({ query: 'Warga kami kesulitan membuang sampah rumah tangga, dan kami ingin sampah itu punya nilai ekonomi.', mode: 'need', limit: 20 });
  assert(expected.total > 0);
  assert.deepEqual(await opened.locator('#list h3').allTextContents(), expected.hits.map((hit) => hit.title));
  assert(!opened.url().includes('sampah'), opened.url());
  assert.match(await opened.textContent('#reading'), /kebutuhan/);
  await opened.fill('#query', 'ibu hamil');
  await opened.waitForFunction(() => inside().querySelector('#count').textContent.includes('“ibu hamil”'));
});

inPage('two to four innovations are compared, by keyboard, and the comparison can be shared', async (opened) => {
  await visit(opened, `${site.url}?q=sampah`);
  const boxes = opened.locator('#list [data-compare]');
  for (let number = 0; number < 4; number += 1) {
    await boxes.nth(number).focus();
    await opened.keyboard.press('Space');
  }
  assert(await boxes.nth(4).isDisabled(), 'four are enough');
  assert.match(await opened.textContent('#chosen'), /^4 dipilih/);
  const titles = (await opened.locator('#list h3').allTextContents()).slice(0, 4);
  await opened.focus('#open-comparison');
  await opened.keyboard.press('Enter');
  await opened.waitForSelector('#comparison[open]');
  assert.deepEqual(await opened.locator('#comparison thead .link').allTextContents(), titles);
  assert.equal(await opened.evaluate(() => inside().activeElement.id), 'comparison-title');
  assert.deepEqual(await violations(opened), []);
  await opened.click('#comparison thead .plain >> nth=3');
  await opened.waitForFunction(() => inside().querySelectorAll('#comparison thead .link').length === 3);
  const shared = new URL(opened.url());
  assert.equal(shared.searchParams.getAll('compare').length, 3);
  await opened.keyboard.press('Escape');
  await opened.waitForSelector('#comparison:not([open])', { state: 'attached' });
  await visit(opened, shared.href);
  assert.deepEqual(await opened.locator('#comparison[open] thead .link').allTextContents(), titles.slice(0, 3), 'a link opens it');
});

inPage('a province of the map filters, and counts as the filter does', async (opened) => {
  await visit(opened, site.url);
  await opened.focus('#map summary');
  await opened.keyboard.press('Enter');
  assert.equal(await opened.locator('#tiles button').count(), 38);
  const tile = opened.locator('#tiles [data-province="Jawa Timur"]');
  const count = Number((await tile.getAttribute('title')).match(/: (\d+)$/)[1]);
  await tile.focus();
  await opened.keyboard.press('Enter');
  await opened.waitForSelector('.chip');
  assert.match(await opened.textContent('#count'), new RegExp(`^${count} inovasi`));
  assert.equal(await tile.getAttribute('aria-pressed'), 'true');
  assert.equal(await opened.evaluate(() => inside().activeElement.dataset.province), 'Jawa Timur', 'the focus stays');
  assert.deepEqual(await violations(opened), []);
});

inPage('the detail names the page of the innovation', async (opened) => {
  await visit(opened, `${site.url}?q=sampah&lang=en`);
  await opened.click('#list h3 a >> nth=0');
  await opened.waitForSelector('#detail[open]');
  const title = await opened.textContent('#detail-title');
  await opened.click('#detail .whole a >> nth=0');
  assert.match(opened.url(), /\/en\/inovasi\//);
  assert.equal(await opened.textContent('h1'), title);
});

inPage('where nothing was found, a way on is offered', async (opened) => {
  await visit(opened, `${site.url}?q=sampah&year=1999`);
  assert.equal(await opened.isVisible('#map'), false, 'every tile would be empty');
  assert.deepEqual(await opened.locator('.nothing button').allTextContents(), ['Cari tanpa saringan', 'Cocokkan kebutuhan']);
  await opened.click('.nothing button >> nth=0');
  await opened.waitForSelector('.card');
  assert.equal(await opened.locator('.chip').count(), 0);
  assert.equal(new URL(opened.url()).search, '?q=sampah');
  assert.equal(await opened.evaluate(() => inside().activeElement.id), 'results');
  await visit(opened, `${site.url}?q=zzzzqqqq`);
  assert.deepEqual(await opened.locator('.nothing button').allTextContents(), ['Cocokkan kebutuhan'], 'there is no filter to leave out');
  await opened.click('.nothing button');
  assert.equal(await opened.inputValue('#need-text'), 'zzzzqqqq');
  assert.equal(await opened.evaluate(() => inside().activeElement.id), 'need-text');
  await visit(opened, `${site.url}?q=sampah&province=Papua`);
  assert(await opened.isVisible('#map'), 'another province can be chosen there');
});

inPage('a link filters by agency, which has no boxes; what is no facet is left alone', async (opened) => {
  const { facets: { agency } } = await sample.search({ facets: ['agency'], limit: 0 });
  const [{ value, count: all }, one] = [agency[0], agency.find((each) => each.count === 1)];
  assert(all > 1);
  await visit(opened, `${site.url}?agency=${encodeURIComponent(value)}&owner=x&lang=en`);
  assert.match(await opened.textContent('#count'), new RegExp(`^${all} innovations$`));
  assert.match(await opened.textContent('.chip'), new RegExp(`Agency.*${value}`));
  assert.equal(await opened.locator('#facets [data-facet="agency"]').count(), 0);
  await opened.click('.chip');
  await opened.waitForFunction(() => !inside().querySelector('.chip'));
  assert.equal(new URL(opened.url()).search, '?owner=x&lang=en');
  await visit(opened, `${site.url}?agency=${encodeURIComponent(one.value)}&lang=en`);
  assert.match(await opened.textContent('#count'), /^1 innovation$/);
});

inPage('a link to what cannot be is no failure: a filter can be taken away, a page too far is the last one', async (opened) => {
  for (const wrong of ['source=foo', 'year=abc', 'province=Jawa+Tmur']) {
    await visit(opened, `${site.url}?q=sampah&${wrong}`);
    assert(!await opened.isVisible('#failure'), wrong);
    assert.match(await opened.textContent('#count'), /^0 inovasi/, wrong);
    await opened.click('.nothing button >> nth=0');
    await opened.waitForSelector('.card');
  }
  const last = Math.ceil(sample.size / 20);
  await visit(opened, `${site.url}?page=99`);
  assert.equal(new URL(opened.url()).searchParams.get('page'), String(last));
  assert.equal(await opened.locator('.card').count(), sample.size - 20 * (last - 1));
  await visit(opened, `${site.url}?page=2`);
  assert.equal(new URL(opened.url()).searchParams.get('page'), '2');
});

/** What axe finds against WCAG 2.2 level AA, in the page and in the shadow trees. */
async function violations(opened) {
  await opened.evaluate(readFileSync(AXE, 'utf8'));
  return opened.evaluate(async () => {
    const { violations: found } = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join('; ')}`);
  });
}

const LOOKS = [
  ['light', {}], ['dark', { colorScheme: 'dark' }],
  ['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
];
for (const [look, options] of LOOKS) {
  inPage(`axe finds nothing: results, suggestions, an innovation, filters, nothing found (${look})`, async (opened) => {
    await visit(opened, `${site.url}?q=bank+sampah&source=lan_inoland`);
    assert.deepEqual(await violations(opened), []);
    await opened.focus('#query');
    await opened.keyboard.type(' m');
    await opened.waitForSelector('#suggestions li');
    assert.deepEqual(await violations(opened), []);
    await opened.keyboard.press('Escape');
    if (look === 'on a phone') {
      await opened.click('#open-filters');
      assert.deepEqual(await violations(opened), []);
      await opened.click('#close-filters');
    }
    await opened.click('#list h3 a >> nth=0');
    await opened.waitForSelector('#detail[open]');
    assert.deepEqual(await violations(opened), []);
    await visit(opened, `${site.url}?q=zzzzqqqq&lang=en`);
    assert.deepEqual(await violations(opened), []);
  }, options);
}
