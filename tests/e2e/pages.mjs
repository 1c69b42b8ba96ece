// Can the directory be read without a script? Every page that `jipp export` writes leads on, fits a phone, and runs nothing of strangers.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, watched } from './browser.mjs';
import { HOSTILE } from './hostile.mjs';
import { BUNDLE, PACKAGE, PORTAL } from './paths.mjs';
import { folder, jipp } from './report-file.mjs';
import { serve } from './server.mjs';

const { Directory } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const { pageName } = await import(pathToFileURL(join(PACKAGE, 'element/page-name.js')));
const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ABOUT_ALL = ['daftar/index.html', 'statistik.html', 'berita.html', 'panduan.html', 'hub.html', 'replikasi.html'];
let browser;
let site;
let sample;
let hostile;
const { path: work, remove } = folder();

/** Every page below a folder, as paths of the site. */
const pagesOf = (place) => readdirSync(place, { recursive: true }).map(String).filter((path) => path.endsWith('.html') && !path.startsWith('jipp')).sort();

before(async () => {
  sample = await Directory.load(pathToFileURL(BUNDLE));
  // the whole way of hostile records: file, catalog, pages
  writeFileSync(join(work, 'records.json'), JSON.stringify(HOSTILE));
  jipp('build', '--input', `generic=${join(work, 'records.json')}`, '-o', join(work, 'h.jipp'));
  jipp('export', join(work, 'h.jipp'), '--format', 'portal', '--site', join(ROOT, 'examples/portal'), '--engine', PACKAGE,
    '--base-address', 'https://inovasi.example.go.id', '-o', join(work, 'site'));
  [site, hostile] = [await serve(PORTAL), await serve(join(work, 'site'))];
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
  await hostile?.close();
  remove();
});

async function open(base, path, options = {}) {
  const opened = await watched(browser, base, options);
  await opened.page.goto(base + path);
  return opened;
}

test('every innovation has a page in both languages, under the name that the element works out', async () => {
  const pages = new Set(pagesOf(PORTAL));
  const { hits } = await sample.search({ limit: sample.size });
  assert.equal(hits.length, sample.size);
  for (const { id } of hits) for (const part of ['inovasi', 'en/inovasi']) assert(pages.has(`${part}/${pageName(id)}.html`), `${part}: ${id}`);
  for (const path of ABOUT_ALL) assert(pages.has(path) && pages.has(`en/${path}`), path);
  assert.equal(pageName('generic:A/1'), 'generic-_41_2f1');
  // a name that is cut ends with FNV-1a of the id, as in the core
  assert.equal(pageName(`x:${'é'.repeat(60)}`).length, 120);
});

test('no link of any page leads nowhere', () => {
  const pages = pagesOf(PORTAL);
  const known = new Set(pages);
  let links = 0;
  for (const path of pages) {
    const text = readFileSync(join(PORTAL, path), 'utf8');
    for (const [, link] of text.matchAll(/ href="([^"]*)"/g)) {
      if (/^(https?:|#)/.test(link)) continue;
      links += 1;
      const target = posix.normalize(posix.join(posix.dirname(path), link.replace(/[?#].*$/, '') || posix.basename(path)));
      assert(!target.startsWith('..'), `${path}: ${link}`);
      const found = target === '.' || target === './' || known.has(target) || known.has(posix.join(target, 'index.html')) || /\.(svg|css|js)$/.test(target);
      assert(found, `${path}: ${link} leads to ${target}`);
    }
  }
  assert(links > 5_000, `${links} links`);
});

test('without a script an innovation is reached from the home page, by links alone', async () => {
  const { page, close } = await open(site.url, '', { javaScriptEnabled: false });
  try {
    assert(await page.isVisible('.figures'));
    await page.click('.plain-list a');
    await page.click('.map a >> nth=0');
    const name = await page.textContent('.entries a >> nth=0');
    await page.click('.entries a >> nth=0');
    assert.equal(await page.textContent('h1'), name);
    const guide = await page.textContent('#guide');
    // each part by name, written or not
    for (const part of ['Masalah yang diselesaikan', 'Prasyarat', 'Dasar hukum', 'Langkah', 'Indikator dampak', 'Dokumen']) assert(guide.includes(part), part);
    assert(await page.locator('#sources li').count() >= 1);
    await page.click('.languages a[lang="en"]');
    assert.equal(await page.textContent('h1'), name);
    assert.match(await page.textContent('#guide h2'), /Replication guide/);
  } finally {
    await close();
  }
});

test('a count that leads to the search is what the search finds there', async () => {
  const unescaped = (text) => text.replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&#39;/g, "'");
  let asked = 0;
  for (const path of ['statistik.html', 'hub.html', 'en/statistik.html']) {
    const text = readFileSync(join(PORTAL, path), 'utf8');
    const rows = [...text.matchAll(/<a href="(?:\.\.\/|\.\/)\?([^"]+)">[^<]*<\/a><\/th><td class="number">([\d.,]+)<|<td><a href="(?:\.\.\/|\.\/)\?([^"]+)">([\d.,]+)<\/a><\/td>/g)];
    for (const [, chart, bar, table, number] of rows) {
      const filters = Object.fromEntries([...new URLSearchParams(unescaped(chart ?? table))].filter(([name]) => name !== 'lang').map(([name, value]) => [name, [value]]));
      const { total } = await sample.search({ filters, limit: 0 });
      assert.equal(total, Number((bar ?? number).replace(/[.,]/g, '')), `${path}: ${JSON.stringify(filters)}`);
      asked += 1;
    }
  }
  assert(asked > 150, `${asked} counts`);
});

test('the page of an innovation leads to each of its sections, and to what else is asked alike', async () => {
  const { hits } = await sample.search({ limit: sample.size });
  for (const hit of hits) {
    const text = readFileSync(join(PORTAL, `inovasi/${pageName(hit.id)}.html`), 'utf8');
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], hit.id);
    const led = [...text.match(/<nav class="contents".*?<\/nav>/s)[0].matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(led, [...text.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id), hit.id);
    assert(['evidence', 'guide', 'sources'].every((id) => led.includes(id)), hit.id);
    if (hit.agency) assert(text.includes(`?agency=${encodeURIComponent(hit.agency).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}"`), hit.agency);
  }
});

test('the figures of the home page are those of the directory', async () => {
  const home = readFileSync(join(PORTAL, 'index.html'), 'utf8');
  assert(!home.includes('jipp:figures'));
  const value = (name) => Number(home.match(new RegExp(`data-t="${name}">[^<]*</dt><dd data-n="(\\d+)"`))[1]);
  const { hits, facets } = await sample.search({ limit: sample.size, facets: ['province', 'replicated'] });
  assert.equal(value('figure_innovations'), sample.size);
  assert.equal(value('figure_merged'), hits.filter((hit) => hit.sources.length > 1).length);
  assert.equal(value('figure_related'), facets.replicated.find((each) => each.value === 'yes')?.count ?? 0);
  assert.equal(value('figure_provinces'), facets.province.length);
});

const LOOKS = [['light', {}], ['dark', { colorScheme: 'dark' }], ['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }]];
for (const [look, options] of LOOKS) {
  test(`axe finds nothing on the pages, and nothing is wider than the screen (${look})`, async () => {
    const merged = (await sample.search({ limit: sample.size })).hits.find((hit) => hit.sources.length > 2);
    for (const path of [...ABOUT_ALL, `inovasi/${pageName(merged.id)}.html`, 'provinsi/35.html', `en/inovasi/${pageName(merged.id)}.html`]) {
      // axe is a script of the test: the policy of the page would not let it run
      const { page, trouble, close } = await open(site.url, path, { ...options, bypassCSP: true });
      try {
        await page.evaluate(readFileSync(AXE, 'utf8'));
        const found = await page.evaluate(async () => (await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
          .violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.flat().join(' ')).join('; ')}`));
        assert.deepEqual(found, [], path);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, path);
        assert.deepEqual(await trouble(), [], path);
      } finally {
        await close();
      }
    }
  });
}

test('the folder of the English pages leads to the home page in English', async () => {
  const { page, close } = await open(site.url, 'en/index.html');
  try {
    await page.waitForURL(/\/\?lang=en$/);
    await page.waitForFunction(() => document.documentElement.lang === 'en' && document.querySelector('jipp-search[ready]'));
  } finally {
    await close();
  }
});

test('hostile records are texts on every page, and the pages name their address', async () => {
  const pages = pagesOf(join(work, 'site'));
  assert(pages.filter((path) => path.startsWith('inovasi/')).length >= 4, pages.join());
  // some are merged or quarantined on the way
  let shown = 0;
  for (const path of pages.filter((each) => !['index.html', 'en/index.html', 'provenance.html'].includes(each))) {
    const { page, trouble, close } = await open(hostile.url, path);
    try {
      const seen = await page.evaluate(() => ({
        ran: globalThis.pwned ?? false,
        made: [...document.querySelectorAll('script, iframe, object, embed, style, [onerror], [onload], [onclick], [onmouseover], [style], img:not([src$="icon.svg"])')].map((each) => each.outerHTML),
        links: [...document.querySelectorAll('a')].map((each) => each.protocol ?? 'http:').filter((each) => !['http:', 'https:'].includes(each)),
      }));
      assert.deepEqual(seen, { ran: false, made: [], links: [] }, path);
      assert.deepEqual(await trouble(), [], path);
      shown += (await page.textContent('body')).includes('pwned=1') ? 1 : 0;
    } finally {
      await close();
    }
  }
  assert(shown > 3, 'the texts themselves are shown');
  assert.match(readFileSync(join(work, 'site/sitemap-1.xml'), 'utf8'), /<loc>https:\/\/inovasi\.example\.go\.id\/en\/statistik\.html<\/loc>/);
});
