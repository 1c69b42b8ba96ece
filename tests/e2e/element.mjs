// Does `<jipp-search>` keep its promises to the page that embeds it, and to people who do not see or point?

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, pageTest, visit, watched } from './browser.mjs';
import { PACKAGE, PORTAL } from './paths.mjs';
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

before(async () => {
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
  await open(opened, 'two.html?q=kampung&b.q=sampah&other=1');
  assert.match(await count(opened, 'one'), /^1 inovasi/);
  assert.match(await count(opened, 'two'), /innovations for “sampah”/);
  assert.equal(await opened.locator('#two #list > li').count(), 3);
  assert.deepEqual(await opened.locator('#two #facets details').evaluateAll((all) => all.map((each) => each.dataset.facet)), ['year']);
  await opened.fill('#one #query', 'sampah');
  await opened.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'sampah');
  const address = new URL(opened.url()).searchParams;
  assert.deepEqual([address.get('b.q'), address.get('other')], ['sampah', '1'], 'the rest of the address stays');
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
