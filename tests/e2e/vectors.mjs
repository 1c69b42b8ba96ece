// Does JavaScript give the same answers as Rust and Python? The shared cases of tests/vectors, and the JavaScript API, in Node.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { BUNDLE, PACKAGE } from './paths.mjs';
import { PARTLY, missed, runners } from './runners.mjs';
import { MANIFEST, read, vectors } from './vectors-files.mjs';

const jipp = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const { Directory, JippError, dedupe, init, resolve, segments, validate, validateReport, version } = jipp;

let opened;
const sample = () => (opened ??= Directory.load(pathToFileURL(BUNDLE)));
const RUNNERS = runners(jipp, sample);

test('every area of the manifest has a runner', () => assert.deepEqual(Object.keys(MANIFEST).sort(), Object.keys(RUNNERS).sort()));

for (const area of Object.keys(RUNNERS)) {
  test(`vectors: ${area}`, async (t) => {
    for (const { name, input, expect } of vectors(area)) {
      await t.test(name, async () => {
        const found = await RUNNERS[area](input);
        if (PARTLY.includes(area)) assert.deepEqual(missed(found, expect), []);
        else assert.deepEqual(found, expect);
      });
    }
  });
}

const RECORDS = [
  { external_id: '1', title: 'Bank Sampah Malang', agency: 'Pemkot Malang', year: 2015, summary: 'Warga menabung sampah terpilah.' },
  { external_id: '2', title: 'Bank Sampah Malang (BSM)', agency: 'Pemerintah Kota Malang', year: 2015, summary: 'Menabung sampah.' },
  { external_id: '3', title: '', agency: 'Pemkot Surabaya' },
];

test('records are checked, linked, built, searched, saved and opened again', async () => {
  await init();
  await init();
  assert.match(await version(), /^\d+\.\d+\.\d+$/);
  const report = await validate(RECORDS, { source: 'generic', lang: 'en' });
  assert.deepEqual([report.records.read, report.records.accepted, report.records.quarantined], [3, 2, 1]);
  assert.deepEqual(await validate(JSON.stringify(RECORDS), { source: 'generic', lang: 'en' }), report, 'JSON text is as good as objects');
  assert.equal((await dedupe(RECORDS, { source: 'generic' })).pairs[0].kind, 'duplicate');
  const directory = await Directory.build(RECORDS, { source: 'generic' });
  assert.equal(directory.size, 1);
  const bytes = await directory.toBytes();
  const again = await Directory.load(bytes);
  const request = { query: 'sampah', filters: { year: 2015 }, facets: ['year'] };
  const [first, second] = [await directory.search(request), await again.search(request)];
  assert.equal(first.total, 1);
  assert.equal(first.hits[0].sources.length, 2);
  assert.deepEqual({ ...first, took_us: 0 }, { ...second, took_us: 0 });
  assert.equal((await again.get(first.hits[0].id)).title, first.hits[0].title);
  assert.equal(await again.get('no such id'), null);
  const separate = await Directory.build(RECORDS, { source: 'generic', merge: false });
  assert.equal(separate.size, 2);
  for (const each of [directory, again, separate]) each.free();
  assert.throws(() => directory.size, { code: 'directory_freed' });
});

test('settings are those of a jipp.toml, as TOML or as JSON', async () => {
  const severity = async (settings) => {
    const { findings } = await validate(RECORDS, { source: 'generic', settings });
    return findings.filter(({ code }) => code === 'ID-01').map((finding) => finding.severity);
  };
  assert.deepEqual(await severity(undefined), ['error']);
  assert.deepEqual(await severity('[severity]\nID-01 = "warning"'), ['warning']);
  assert.deepEqual(await severity('{"severity": {"ID-01": "warning"}}'), ['warning']);
  assert.deepEqual(await severity('ignore = ["ID-01"]'), []);
  await assert.rejects(() => severity('[severty]'), { code: 'settings_invalid', message: /severty/ });
});

test('reports reconcile, are put together and become a page', async () => {
  const options = { source: 'generic', as_of: '2026-11-21' };
  const { version: by, lang, as_of, files, complete, unlisted, ...numbers } = await validateReport(RECORDS, options);
  assert.deepEqual(numbers, await validate(RECORDS, options), 'the answer of `validate` is part of the report');
  assert.deepEqual([by, lang, as_of, files.length, complete, unlisted], [await version(), 'id', '2026-11-21', 1, numbers.ready.complete, 0]);
  assert.deepEqual([numbers.records.read, numbers.agencies.reduce((sum, { records }) => sum + records, 0)], [3, 3]);
  const [first, second] = await Promise.all([RECORDS.slice(0, 1), RECORDS.slice(1)].map((part) => validateReport(part, options)));
  const both = await jipp.mergeReports(first, second);
  assert.deepEqual([both.records.read, both.findings.length], [3, first.findings.length + second.findings.length]);
  assert.deepEqual(await jipp.mergeReports(JSON.stringify(second), JSON.stringify(first)), both, 'the order does not matter, and JSON text is as good');
  const page = await jipp.reportHtml(both);
  assert.match(page, /^<!doctype html>[^]*<html lang="id"[^]*ID-01[^]*<\/html>\s*$/);
  const english = await validateReport(RECORDS, { ...options, lang: 'en' });
  assert.match(await jipp.reportHtml(english), /<html lang="en"/);
  const mistakes = {
    report_languages: () => jipp.mergeReports(first, english),
    settings_unreadable: () => jipp.reportHtml({ records: 3 }),
  };
  for (const [code, work] of Object.entries(mistakes)) await assert.rejects(work, { code });
});

test('declared figures are compared as by hand', async (t) => {
  const all = read('figures');
  assert.equal(all.length, 2);
  for (const { name, input, expect } of all) {
    await t.test(name, async () => {
      const compared = await jipp.figures({ declared: input.declared, report: await validateReport(input.records, input.options) });
      const found = compared.figures.map(({ name, agrees, unexplained, total, parts }) =>
        ({ name, agrees, unexplained, counts: [total, ...parts].map(({ name, declared, counted }) => [name, declared, counted]) }));
      assert.deepEqual({ agrees: compared.agrees, figures: found }, expect);
    });
  }
});

/** The measure that the vectors name; functions are no data. */
function house(left, right) {
  const [one, other] = [left, right].map((text) => text.match(/\d+/g)?.at(-1));
  if (one === undefined || other === undefined) return null;
  return { 0: 1, 1: 0.5 }[Math.abs(one - other)] ?? 0;
}

test('a function of the caller measures, the same as in Rust and Python', async (t) => {
  const all = read('measures');
  assert.equal(all.length, 1);
  for (const { name, input, expect } of all) {
    await t.test(name, async () => {
      const { pairs, explanations } = await dedupe(input.records, { ...input.options, measures: { house } });
      const rounded = (value) => Math.round(value * 1e9) / 1e9;
      assert.deepEqual(pairs.map(({ left, right, probability, kind }) => [left, right, rounded(probability), kind]), expect.pairs);
      assert.deepEqual(explanations.map(({ fields }) => fields.map(({ level }) => level)), expect.levels);
      await assert.rejects(() => dedupe(input.records, input.options), { code: 'settings_invalid', message: /measure `house` is not given/ });
    });
  }
});

const MEASURED = {
  id: 'id',
  lang: 'en',
  explain: [['1', '2']],
  settings: "[[blocking]]\ncolumns = ['city']\n[[comparison]]\ncolumn = 'name'\nlevels = [{ kind = 'custom', measure = 'own', min = 0.5, m = 0.9, u = 0.1 }]",
};
const TWO = [{ id: '1', name: 'Siti', city: 'x' }, { id: '2', name: 'Budi', city: 'x' }];

test('what a measure gives is a number or nothing', async () => {
  const level = async (said) => (await dedupe(TWO, { ...MEASURED, measures: { own: () => said } })).explanations[0].fields[0].level;
  // as in Python: what is no number says nothing, and a number beyond the bounds is taken as it is
  for (const nothing of [null, undefined, NaN]) assert.equal(await level(nothing), 'missing');
  for (const alike of [0.5, 1, true, 7]) assert.equal(await level(alike), 'custom (own) >= 0.5');
  for (const unlike of [0.49, 0, false, -1]) assert.equal(await level(unlike), 'else');
  for (const [odd, told] of [['0.9', 'string'], [{}, 'object'], [Promise.resolve(1), 'promise']]) {
    await assert.rejects(() => level(odd), { name: 'TypeError', message: new RegExp(`^.measures.own. gave a value of the kind .${told}.:`) });
  }
  for (const odd of [{ own: 3 }, { own: 'house' }]) {
    await assert.rejects(() => dedupe(TWO, { ...MEASURED, measures: odd }), { name: 'TypeError', message: /`measures.own` is no function/ });
  }
  for (const none of [{}, null, undefined]) {
    await assert.rejects(() => dedupe(TWO, { ...MEASURED, measures: none }), { code: 'settings_invalid', message: /measure `own` is not given/ });
  }
});

test('what a measure throws reaches the caller, whenever it is asked', async () => {
  const thrown = new RangeError('no such house', { cause: { house: 12 } });
  const failing = async (fails, options) => {
    let asked = 0;
    const own = (left, right) => {
      asked += 1;
      if (fails(asked, left, right)) throw thrown;
      return left[0] === right[0] ? 1 : 0;
    };
    const answer = await dedupe(TWO, { ...MEASURED, explain: [], ...options, measures: { own } }).catch((error) => ({ error }));
    return { ...answer, asked };
  };
  const first = await failing(() => true);
  assert.equal(first.error, thrown, 'the very error, with its cause');
  assert.equal(first.asked, 1, 'nothing more is asked');
  // the two records are compared, then those of the batch with them, or they again where the pair is explained
  const later = { explain: { explain: [['1', '2']] }, batch: { batch: [{ id: '3', name: 'Sita', city: 'x' }] } };
  for (const [name, more] of Object.entries(later)) {
    const { error, asked } = await failing(() => false, more);
    assert.deepEqual([error, asked > 1], [undefined, true], name);
    assert.equal((await failing((at) => at === asked, more)).error, thrown, name);
  }
  assert.equal((await failing(() => false)).error, undefined, 'the next call is answered');
  // another failure of the engine while a measure fails: the measure's comes first
  assert.equal((await failing(() => true, { explain: [['1', 'nobody']] })).error, thrown);
  assert.equal((await failing(() => false, { explain: [['1', 'nobody']] })).error.code, 'unknown_value');
});

test('similarities may be data, which cross into a worker; functions do not', async () => {
  const settings = `${MEASURED.settings}\n[[measure]]\nname = 'own'\nalike = [['Budi', 'SITI']]`;
  assert.equal((await dedupe(TWO, { ...MEASURED, settings })).explanations[0].fields[0].level, 'custom (own) >= 0.5');
  await assert.rejects(() => dedupe(TWO, { ...MEASURED, settings, measures: { own: () => 1 } }), { code: 'settings_invalid', message: /`own` is a table of the settings/ });
  let sent = 0;
  const worker = jipp.openWorker({ worker: () => ({ addEventListener() {}, postMessage: () => (sent += 1), terminate() {} }) });
  const told = (error) => error instanceof JippError && error.code === 'worker_no_functions' && /on the page.*Node.*\[\[measure\]\]/.test(error.message);
  await assert.rejects(() => worker.dedupe(TWO, { ...MEASURED, measures: { own: () => 1 } }), told);
  assert.equal(sent, 0);
  const under = worker.dedupe(TWO, { ...MEASURED, settings }).catch((error) => error.code);
  await Promise.resolve();
  assert.equal(sent, 1, 'what is data is sent');
  worker.close();
  assert.equal(await under, 'worker_closed');
});

test('safe fixes come back in a copy', async () => {
  const given = [{ external_id: '1', title: 'Bank Sampah -', agency: 'Pemkot Malang', year: 2020, other: { kept: [1] } }];
  const before = structuredClone(given);
  const { records, changes, held, findings, totals } = await jipp.fix(given, { source: 'generic', lang: 'en' });
  assert.deepEqual(given, before);
  assert.deepEqual(changes, [{ row: 1, column: 'title', codes: ['ID-04'], before: 'Bank Sampah -', after: 'Bank Sampah' }]);
  assert.deepEqual(held, []);
  assert.deepEqual(JSON.parse(records), [{ ...given[0], title: 'Bank Sampah' }], 'all but the changed cell is as it was');
  assert.equal(totals.error + totals.warning + totals.advice, findings.length);
  assert.deepEqual((await jipp.fix(records, { source: 'generic', lang: 'en' })).changes, [], 'twice is once');
});

test('evidence is graded, and regions are scored', async () => {
  const { level, next } = await jipp.evidenceGrade({ innovation: { record_id: 'own:1', sources: [], title: 'Loket Cepat', year: 2023 }, as_of: '2026-11-21' });
  assert.equal(level, 0);
  assert(next.length > 0);
  await assert.rejects(() => jipp.evidenceGrade({ innovation: { record_id: 'own:1' }, as_of: 'today' }), { code: 'unknown_value' });
  await assert.rejects(() => jipp.indexScore({ year: 1990, region: { spd: [], innovations: [] } }), (error) => error instanceof JippError && error.code.length > 5);
});

test('one value of a filter is as good as a list, and a number as a text', async () => {
  const directory = await sample();
  const total = async (filters) => (await directory.search({ filters, limit: 0 })).total;
  const expected = await total({ year: ['2015'], source: ['lan_inoland'] });
  assert(expected > 0);
  assert.equal(await total({ year: 2015, source: 'lan_inoland', level: undefined, sdg: [] }), expected);
  assert((await total({ year: [2015, 2016], source: 'lan_inoland' })) > expected);
});

test('files of every kind of holder are opened, and no other', async () => {
  const bytes = readFileSync(BUNDLE);
  const { size } = await sample();
  for (const source of [bytes, new Uint8Array(bytes).buffer, new Blob([bytes]), new Response(bytes), Promise.resolve(new Response(bytes))]) {
    assert.equal((await Directory.load(source)).size, size);
  }
  const damaged = Uint8Array.from(bytes);
  damaged[damaged.length - 10] ^= 1;
  const refused = (source, code) => assert.rejects(() => Directory.load(source), (error) => error instanceof JippError && error.code === code);
  await refused(damaged, 'index_damaged');
  await refused(bytes.subarray(0, 4000), 'index_damaged');
  await refused(new Uint8Array(0), 'not_an_index');
  await refused(new Response('gone', { status: 404 }), 'download_failed');
  await refused(pathToFileURL('/no/such.bundle'), 'download_failed');
  await refused(42, 'unknown_value');
});

test('mistakes in a call are errors with a code, and the engine goes on', async () => {
  const directory = await sample();
  const mistakes = {
    unknown_facet: () => directory.search({ facets: ['colour'] }),
    settings_unreadable: () => directory.search({ qeury: 'typing error' }),
    unknown_value: () => directory.suggest('bank', -1),
    settings_invalid: () => resolve(['a', 'b'], { year: [2019] }),
    unknown_rule: () => validate(RECORDS, { source: 'generic', select: ['ZZZ-99'] }),
    worker_failed: () => Directory.inWorker(pathToFileURL(BUNDLE)),
  };
  for (const [code, work] of Object.entries(mistakes)) {
    await assert.rejects(work, (error) => error instanceof JippError && error.name === 'JippError' && error.code === code && error.message.length > 10, code);
  }
  assert((await directory.search({ query: 'sampah' })).total > 0);
});

test('names bring their context, and the options hold for all or for each', async () => {
  const codes = async (...given) => (await resolve(...given)).map(({ code }) => code);
  assert.deepEqual(await codes('Bandung', { region_code: '32.73' }), ['pemda:32.73']);
  assert.deepEqual(await codes(['Bandung', 'Bandung', 'Bandung'], { region_code: ['32.73', '32.04', null] }), ['pemda:32.73', 'pemda:32.04', null]);
  assert.deepEqual(await codes({ name: 'Bandung', unit: 'RSUD Kota Bandung' }), ['pemda:32.73']);
  assert.deepEqual(await codes(['Bandung', { name: 'Bandung', region_code: '32.04', year: '2019' }], { region_code: '32.73' }), ['pemda:32.73', 'pemda:32.04']);
  const [joint] = await resolve('Pemkot Surabaya dan Pemkab Sidoarjo');
  assert.deepEqual([joint.status, joint.joint], ['ambiguous', true]);
  const [led] = await resolve('Pemkot Surabaya bekerja sama dengan Kementerian Kesehatan', { lang: 'en' });
  assert.deepEqual([led.region_code, led.partners[0].code, led.candidates[0].reason], ['35.78', 'pusat:kemenkes', 'place']);
  await assert.rejects(() => resolve(['a', 'b'], { year: [2019], unit: ['x', 'y', 'z'] }), /`year` has 1 values for 2 names; `unit` has 3 values for 2 names/);
  await assert.rejects(() => resolve({ nama: 'x' }), { code: 'settings_unreadable', message: /unknown field `nama`/ });
});

test('OpenRefine is answered', async () => {
  const batch = { q0: { query: 'Bandung', limit: 1 }, q1: { query: 'Kab. Toba Samosir', type: ['region'] } };
  const answer = await jipp.reconcile(batch, { lang: 'en' });
  assert.deepEqual(Object.entries(answer).map(([key, { result }]) => [key, result[0].id, result[0].match]), [['q0', 'pemda:32.04', false], ['q1', '12.12', true]]);
  assert.deepEqual(await jipp.reconcile(JSON.stringify(batch), { lang: 'en' }), answer);
  const manifest = await jipp.reconcileManifest(new URL('https://example.org/id/'), 'https://example.org/type/');
  assert.deepEqual([manifest.versions, manifest.identifierSpace, manifest.defaultTypes.length], [['0.2'], 'https://example.org/id/', 2]);
  await assert.rejects(() => jipp.reconcile({ q0: 'Bandung' }), { code: 'settings_unreadable' });
});

test('vocabularies, regions and agencies are there as data', async () => {
  const lists = await jipp.vocabularies({ lang: 'en' });
  assert.equal(lists.length, 64);
  const { values, title } = await jipp.vocabulary('kipp_sections', { year: 2023 });
  assert(title && values.some(({ attributes }) => attributes.max_words === 600), 'numbers stay numbers');
  const regions = await jipp.regions();
  assert.equal(regions.length, 552);
  assert.deepEqual(await jipp.region('3578', 'bps'), regions.find(({ code }) => code === '35.78'));
  assert.equal(await jipp.region('3578'), null);
  const [then, all] = [await jipp.agencies({ year: 2010 }), await jipp.agencies()];
  assert(then.length < all.length && all.some(({ code, verified }) => code === 'pemda:35.78' && verified === null));
  const mistakes = { unknown_value: () => jipp.vocabulary('urusn'), settings_unreadable: () => jipp.region('35.78', 'iso') };
  for (const [code, work] of Object.entries(mistakes)) await assert.rejects(work, { code });
});

test('highlights count characters, not halves of them', () => {
  assert.deepEqual(segments('😀 bank sampah', [{ start: 2, end: 6 }]), [
    { text: '😀 ', match: false }, { text: 'bank', match: true }, { text: ' sampah', match: false },
  ]);
  assert.deepEqual(segments('bank', [{ start: 0, end: 4 }]), [{ text: 'bank', match: true }]);
  assert.deepEqual(segments('', []), []);
});

test('highlights of an answer stand on words of the question', async () => {
  const { hits } = await (await sample()).search({ query: 'bank sampah', limit: 50 });
  const found = hits.flatMap((hit) => [...segments(hit.title, hit.title_highlights), ...segments(hit.snippet, hit.snippet_highlights)]);
  const words = new Set(found.filter((part) => part.match).map((part) => part.text.toLowerCase()));
  assert(words.has('bank') && words.has('sampah'), [...words].join(', '));
});

test('the examples of the README run', async () => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]);
  assert.equal(blocks.length, 4);
  const places = { "'jipp'": pathToFileURL(join(PACKAGE, 'index.js')), "'national.bundle'": pathToFileURL(BUNDLE) };
  for (const block of blocks) {
    let code = `const records = ${JSON.stringify(RECORDS)};\nconst console = { log() {} };\n${block}\nexport const city_ = typeof city === 'undefined' ? undefined : city;\nexport const measured_ = typeof evaluation === 'undefined' ? undefined : { f1: evaluation.f1, model: typeof model };\nexport const peers_ = typeof peers === 'undefined' ? undefined : peers;\nexport const told_ = typeof agrees === 'undefined' ? undefined : { agrees, changes, copies, hubs, level, steps, page, read: both.records.read };`;
    for (const [name, url] of Object.entries(places)) code = code.replaceAll(name, name === "'jipp'" ? `'${url}'` : `new URL('${url}')`);
    const { city_: city, measured_: measured, peers_: peers, told_: told } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    if (city) assert.equal(city.code, 'pemda:35.78');
    if (measured) assert.deepEqual(measured, { f1: 1, model: 'string' });
    if (peers) assert.match(peers[0].reason, /^same type/);
    if (told) {
      assert.deepEqual([told.agrees, told.read, told.level, told.copies.records.read, told.hubs.records.read], [false, 3, 0, 1, 1]);
      assert(told.hubs.findings.some(({ code }) => code === 'HUB-01'));
      assert.match(told.page, /^<!doctype html>/);
    }
  }
});

test('every function has a type, in the page and in a worker', () => {
  const source = (name) => readFileSync(join(PACKAGE, name), 'utf8');
  const names = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]).sort();
  const own = ['init', 'openWorker', 'segments'];
  const offered = Object.keys(jipp).filter((name) => typeof jipp[name] === 'function' && !['Directory', 'JippError', 'Surroundings'].includes(name)).sort();
  assert.deepEqual(names(source('index.d.ts'), /^export function (\w+)/gm), offered);
  const [, worker] = source('index.d.ts').match(/export interface JippWorker \{([^]*?)\n\}/);
  const asked = offered.filter((name) => !own.includes(name));
  assert.deepEqual(names(worker, /^ {2}(\w+)\(/gm), [...asked, 'build', 'close', 'load'].sort());
  const methods = names(source('remote.js').split('class RemoteDirectory')[0], /this\.call\('(\w+)'/g);
  assert.deepEqual(methods, [...asked, 'build', 'load'].sort());
});

test('every type that the package names is derived from the core', () => {
  const wrapper = readFileSync(join(PACKAGE, 'index.d.ts'), 'utf8');
  const core = readFileSync(join(PACKAGE, 'jipp_wasm.d.ts'), 'utf8');
  const lists = [...wrapper.matchAll(/(?:import|export) type \{([^}]*)\} from '\.\/jipp_wasm\.js'/g)].map((match) => match[1]);
  const names = new Set(lists.join(',').split(',').map((name) => name.trim()).filter(Boolean));
  assert(names.size > 20);
  const missing = [...names].filter((name) => !new RegExp(`export (?:interface|type) ${name}\\b`).test(core));
  assert.deepEqual(missing, []);
});
