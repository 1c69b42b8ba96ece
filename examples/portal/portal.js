// What does the page do around the search? Its language, the line about the catalog, and the way past the head.
//
// Searching, filtering and reading is `<jipp-search>`; of the address, only `lang` belongs to the page.

import { STRINGS } from './strings.js';

const SYSTEMS = { panrb_kipp: 'KIPP', kemendagri_iga: 'IGA', lan_inoland: 'LAN', jippnas: 'JIPPNas' };
const search = document.querySelector('jipp-search');
let lang = languageOf(location.search);
let catalog;
let asked = '';

function languageOf(address) {
  return new URLSearchParams(address).get('lang') === 'en' ? 'en' : 'id';
}

function translate() {
  const t = STRINGS[lang];
  document.documentElement.lang = lang;
  title();
  search.lang = lang;
  for (const each of document.querySelectorAll('[data-t]')) each.textContent = t[each.dataset.t];
  for (const each of document.querySelectorAll('[data-lang]')) each.setAttribute('aria-pressed', String(each.dataset.lang === lang));
  for (const each of document.querySelectorAll('[data-t-label]')) each.setAttribute('aria-label', t[each.dataset.tLabel]);
  for (const each of document.querySelectorAll('[data-n]')) each.textContent = new Intl.NumberFormat(lang).format(Number(each.dataset.n));
  for (const each of document.querySelectorAll('a[data-page]')) {
    // the English pages lie in a folder of their own
    each.dataset.page ||= each.getAttribute('href');
    each.href = lang === 'en' ? `en/${each.dataset.page}` : each.dataset.page;
  }
  search.setAttribute('pages', lang === 'en' ? 'en/inovasi/' : 'inovasi/');
  for (const each of document.querySelectorAll('a[href^="provenance"]')) each.href = `provenance.html#${lang}`;
  document.querySelector('#catalog').textContent = catalog ? catalogLine(t, catalog) : '';
}

function title() {
  document.title = [asked && `“${asked}”`, STRINGS[lang].title].filter(Boolean).join(' – ');
}

/** How many innovations of how many records, from `status.json`; the portal works without it. */
function catalogLine(t, { innovations, accepted, records_by_source: records = {} }) {
  const number = (value) => new Intl.NumberFormat(lang).format(value);
  const sources = Object.entries(records).map(([system, count]) => `${SYSTEMS[system] ?? system} ${number(count)}`).join(', ');
  const read = Object.values(records).reduce((sum, count) => sum + count, 0);
  return t.catalog(number(innovations), number(read), sources, number(accepted));
}

for (const each of document.querySelectorAll('[data-lang]')) {
  each.addEventListener('click', () => {
    const address = new URL(location.href);
    if (each.dataset.lang === 'id') address.searchParams.delete('lang');
    else address.searchParams.set('lang', each.dataset.lang);
    history.pushState(null, '', address);
    lang = each.dataset.lang;
    translate();
  });
}
window.addEventListener('popstate', () => {
  lang = languageOf(location.search);
  translate();
});
// the figures tell about the whole directory; who asks something wants the answer
search.addEventListener('jipp-search', ({ detail: { query, filters } }) => {
  // tabs, bookmarks and the history tell searches apart
  asked = query.trim();
  title();
  document.querySelector('#figures').hidden = asked !== '' || Object.keys(filters).length > 0;
});
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  search.focusResults();
});
search.addEventListener('jipp-ready', async () => {
  catalog = await fetch('status.json').then((answer) => (answer.ok ? answer.json() : undefined)).catch(() => undefined);
  translate();
  document.documentElement.dataset.ready = 'true';
  // from now on the directory also opens without a network; a browser that refuses works as before
  navigator.serviceWorker?.register('sw.js').catch(() => {});
});

translate();
