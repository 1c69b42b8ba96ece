// Is the HTML report safe, complete and usable in a real browser? Made by the real command from cells of people who mean harm, and
// from the sample.

import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, watched } from './browser.mjs';
import { HOSTILE } from './hostile.mjs';
import { PACKAGE } from './paths.mjs';
import { folder, report } from './report-file.mjs';

const sample = (name) => fileURLToPath(new URL(`../../examples/data/${name}`, import.meta.url));
const MORE = [
  '</style><style>*{display:none}</style>',
  '<!--<script>pwned=1</script>-->',
  '\u202Etxt.exe\u202C \u2066terbalik\u2069',
  'kendali \u0000\u0001\u0007\u001B[31mmerah\u001B[0m\u007F\u0085',
  'baris\u2028pisah\u2029paragraf \uFEFF\u200Bkosong',
  '`backtick` tunggal ` dan `dua',
  `<b>${'panjang <img src=x onerror=pwned=1> '.repeat(280_000)}`,
];
let browser;
let files;
let hostile;
let kipp;

before(async () => {
  files = folder();
  const columns = Object.keys(HOSTILE[0]);
  const rows = [...HOSTILE, ...MORE.map((attack, number) => ({ ...Object.fromEntries(columns.map((column) => [column, attack])), external_id: `m${number}`, year: 2020 }))];
  const cell = (text) => `"${String(text).replaceAll('"', '""')}"`;
  const table = join(files.path, 'jahat <img src=x onerror=pwned=1>.csv');
  writeFileSync(table, [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\n'));
  hostile = report(table, '--source', 'generic', '--as-of', '2026-11-21');
  copyFileSync(sample('kipp.csv'), join(files.path, 'kipp.csv'));
  kipp = report(join(files.path, 'kipp.csv'), '--source', 'kipp', '--as-of', '2026-11-21');
  browser = await launch();
});

after(async () => {
  await browser?.close();
  files?.remove();
});

/** A test on a fresh page that must end without any trouble: dialog, console, policy, errors, requests. */
function onPage(name, which, work, options) {
  test(name, async () => {
    const { url, findings } = which();
    const { page, trouble, close } = await watched(browser, url, options);
    try {
      await page.goto(url);
      if (options?.javaScriptEnabled !== false) await page.waitForSelector('html[data-ready=""]');
      await work(page, findings, url);
      if (options?.javaScriptEnabled !== false) assert.deepEqual(await trouble(), []);
    } finally {
      await close();
    }
  });
}

test('the browser package makes the same page as the command, byte for byte', async () => {
  const { reportHtml, validateReport } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
  const records = JSON.stringify(HOSTILE);
  const file = join(files.path, 'records');
  writeFileSync(file, records);
  for (const lang of ['id', 'en']) {
    const { html } = report(file, '--source', 'generic', '--as-of', '2026-11-21', '--lang', lang);
    assert(await reportHtml(await validateReport(records, { source: 'generic', as_of: '2026-11-21', lang })) === html, lang);
  }
});

/** Letters, digits and angle brackets: what is left when signs for hidden characters, marks of values and spaces are taken away. */
const bare = (text) => (text ?? '').replace(/⟨U\+[0-9A-F]+⟩/g, '').replace(/[^\p{L}\p{N}<>]/gu, '');

/** Every row of the table of findings, page by page. */
async function rowsOf(page) {
  const rows = [];
  for (;;) {
    rows.push(...await page.locator('#finding-table tbody tr:not(.group)').evaluateAll((all) => all.map((tr) => [...tr.cells].map((cell) => cell.textContent))));
    if (await page.locator('#pages').isHidden() || await page.locator('#next').isDisabled()) return rows;
    await page.click('#next');
  }
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Elements and links that no page of this kind has: they would come from the data. */
const strangers = (page) => page.evaluate(() => ({
  ran: 'pwned' in globalThis,
  scripts: document.scripts.length,
  styles: document.querySelectorAll('style').length,
  made: document.querySelectorAll('img, iframe, object, embed, video, audio, b b, svg svg, textarea, [srcdoc], [src]').length,
  handlers: [...document.querySelectorAll('*')].filter((each) => [...each.attributes].some((attribute) => /^on/i.test(attribute.name))).length,
  links: [...document.querySelectorAll('a')].filter((link) => !link.getAttribute('href').startsWith('#')).length,
  forms: [...document.forms].filter((form) => form.hasAttribute('action')).length,
}));
const NONE = { ran: false, scripts: 2, styles: 1, made: 0, handlers: 0, links: 0, forms: 0 };

onPage('nothing of the data runs or becomes an element', () => hostile, async (page, findings) => {
  assert(findings.length > 50, `the hostile file has ${findings.length} findings`);
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
  assert.deepEqual(await strangers(page), NONE);
  await page.fill('#q', '<img');
  await page.waitForFunction(() => / dari /.test(document.querySelector('#count').textContent));
  await page.selectOption('#agency', { index: 1 });
  await page.click('#agency-table th >> nth=0 >> button');
  assert.deepEqual(await strangers(page), NONE);
  assert.match(await page.textContent('h1'), /<img src=x onerror=pwned=1>/);
});

onPage('every finding is there, as text', () => hostile, async (page, findings) => {
  await page.click('[data-column="place"] button');
  const rows = await rowsOf(page);
  const shown = rows.map(([, code, place, record, , value, message]) => [code, place, record, value, message].map(bare).join('|')).sort();
  assert.equal(rows.length, findings.length);
  for (const finding of findings) {
    const found = shown.some((row) => row.startsWith(`${bare(finding.code)}|`) && row.includes(bare(finding.value)) && row.includes(bare(finding.message))
      && row.includes(bare(finding.help)) && row.includes(`baris${finding.row ?? ''}`) && row.includes(bare(finding.record)));
    assert(found || finding.row === null, JSON.stringify(finding));
  }
  assert(rows.some((row) => row.join().includes('<script>pwned=1</script>')));
  const all = rows.join();
  assert(!/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/.test(all), 'hidden characters are shown as signs');
});

onPage('a phone shows hostile cells without scrolling sideways', () => hostile, async (page) => {
  assert.equal(await overflow(page), 0);
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
  assert.equal(await overflow(page), 0);
}, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, colorScheme: 'dark' });

onPage('the table of findings is sorted and filtered with the keyboard', () => kipp, async (page, findings) => {
  const severe = ['error', 'warning', 'advice'];
  const names = { error: 'galat', warning: 'peringatan', advice: 'saran' };
  assert.match(await page.textContent('#count'), new RegExp(`^${findings.length} temuan`));
  assert.equal(await page.getAttribute('[data-column="severity"]', 'aria-sort'), 'ascending');
  assert.equal((await page.textContent('#finding-table tbody tr:not(.group) td')).trim(), names[severe.find((each) => findings.some((finding) => finding.severity === each))]);
  await page.focus('#q');
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.closest('th')?.dataset.column === 'place')) break;
  }
  await page.keyboard.press('Enter');
  assert.equal(await page.getAttribute('[data-column="place"]', 'aria-sort'), 'ascending');
  assert.equal(await page.getAttribute('[data-column="severity"]', 'aria-sort'), null);
  const numbers = async () => (await rowsOf(page)).map((row) => Number(row[2].match(/baris (\d+)/)?.[1] ?? 0));
  const ascending = await numbers();
  assert.deepEqual(ascending, [...ascending].sort((a, b) => a - b));
  await page.focus('[data-column="place"] button');
  await page.keyboard.press('Space');
  assert.equal(await page.getAttribute('[data-column="place"]', 'aria-sort'), 'descending');
  assert.deepEqual(await numbers(), [...ascending].reverse());

  await page.focus('#q');
  await page.keyboard.type('penghargaan tidak dikenali');
  const wanted = findings.filter((finding) => finding.code === 'AWD-01').length;
  await page.waitForFunction((count) => document.querySelector('#count').textContent.startsWith(`${count} dari`), wanted);
  await page.focus('#clear');
  await page.keyboard.press('Enter');
  await page.focus('#severities input[value="error"]');
  await page.keyboard.press('Space');
  const mild = findings.filter((finding) => finding.severity !== 'error').length;
  assert.match(await page.textContent('#count'), new RegExp(`^${mild} dari ${findings.length} `));
  assert((await rowsOf(page)).every((row) => row[0].trim() !== 'galat'));
});

onPage('rules group the findings and tell what they mean; links lead there', () => kipp, async (page, findings, url) => {
  const groups = await page.locator('#finding-table .group').allTextContents();
  assert(groups.length > 0 && groups.every((text) => /[A-Z]+-\d\d \(\d+\).*Mengapa penting: \S/.test(text)), groups.join('\n'));
  await page.goto(`${url}#rule-AWD-01`);
  await page.waitForSelector('#rule-AWD-01[open]');
  assert.equal(await page.locator('details.rule[open]').count(), 1);
  await page.click('#rule-AWD-01 .more a');
  const wanted = findings.filter((finding) => finding.code === 'AWD-01').length;
  await page.waitForFunction((count) => document.querySelector('#count').textContent.startsWith(`${count} dari`), wanted);
  assert.equal(await page.inputValue('#rule'), 'AWD-01');
  await page.goto(`${url}#agency-pemda:73.22`);
  const ofAgency = findings.filter((finding) => finding.agency === 'pemda:73.22').length;
  await page.waitForFunction((count) => document.querySelector('#count').textContent.startsWith(`${count} dari`), ofAgency);
  await page.goto(`${url}#agency-other`);
  const ofNone = findings.filter((finding) => finding.agency === null).length;
  await page.waitForFunction((count) => document.querySelector('#count').textContent.startsWith(`${count} dari`), ofNone);
  await page.goto(`${url}#findings?severity=error&sort=-place&page=2`);
  await page.waitForFunction(() => document.querySelector('#page').textContent.includes(' 2 '));
  assert.equal(await page.getAttribute('[data-column="place"]', 'aria-sort'), 'descending');
  for (const broken of ['#findings?sort=constructor&page=-7&severity=x', '#%E0%A4%A', '#rule-<img>', '#agency-__proto__']) await page.goto(url + broken);
});

onPage('agencies are sorted and filtered, the unknown one stays last', () => kipp, async (page) => {
  const names = () => page.locator('#agency-table tbody tr:visible th a').allTextContents();
  await page.focus('#agency-table th:nth-child(2) button');
  await page.keyboard.press('Enter');
  assert.equal(await page.getAttribute('#agency-table th:nth-child(2)', 'aria-sort'), 'descending');
  const read = await page.locator('#agency-table tbody tr:visible td:nth-child(2)').allTextContents();
  assert(read.slice(0, -1).every((count, at) => at === 0 || Number(count) <= Number(read[at - 1])), read.join());
  assert.match((await names()).at(-1), /^Instansi lainnya/);
  await page.fill('#agency-filter', 'luwu');
  assert((await names()).every((name) => /luwu/i.test(name)));
});

onPage('without script every rule is told with its first findings', () => kipp, async (page, findings) => {
  const text = await page.evaluate(() => document.body.innerText);
  for (const code of new Set(findings.map((finding) => finding.code))) assert(text.includes(code), code);
  assert.equal(await page.locator('#explorer').isVisible(), false);
  assert.equal(await page.locator('details.rule:not([open])').count(), 0);
  assert(await page.locator('.findings.first tbody tr').count() >= 20);
  assert.match(text, /memerlukan JavaScript/);
  assert.equal(await page.locator('.tools:visible, .more a:visible').count(), 0);
}, { javaScriptEnabled: false });

onPage('paper shows every rule, the asked findings, and no clipped column', () => kipp, async (page, findings) => {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('details.rule:not([open])').count(), 0);
  assert.equal(await page.locator('#findings').isVisible(), false);
  const clipped = () => page.evaluate(() => [...document.querySelectorAll('table')].filter((table) => table.offsetWidth > 0 && table.getBoundingClientRect().right > innerWidth + 1).map((table) => table.id || table.className));
  assert.deepEqual(await clipped(), []);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.selectOption('#rule', 'TXT-03', { force: true });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('#finding-table tbody tr:not(.group)').count(), findings.filter((finding) => finding.code === 'TXT-03').length);
  assert.equal(await page.locator('#findings').isVisible(), true);
  assert.deepEqual(await clipped(), []);
}, { viewport: { width: 700, height: 1000 } });

for (const colorScheme of ['light', 'dark']) {
  onPage(`text has a contrast of 4.5:1 in ${colorScheme}`, () => kipp, async (page) => {
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
    const weak = await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const rgba = (colour) => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        return context.getImageData(0, 0, 1, 1).data;
      };
      const light = (colour) => [...colour].slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
      const ground = (element) => {
        for (let each = element; each; each = each.parentElement) {
          const colour = rgba(getComputedStyle(each).backgroundColor);
          if (colour[3] === 255) return colour;
        }
        return [255, 255, 255];
      };
      const weak = new Set();
      for (const element of document.querySelectorAll('body *')) {
        const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!says || element.closest('svg, script, style, noscript, .sr, :disabled') || !element.offsetParent) continue;
        const [a, b] = [light(rgba(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
        if ((a + 0.05) / (b + 0.05) < 4.5) weak.add(`${element.tagName}.${element.className}: ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
      }
      return [...weak];
    });
    assert.deepEqual(weak, []);
  }, { colorScheme });
}
