// Does JavaScript give the same answers as Rust and Python? The shared cases of tests/vectors, and the JavaScript API, in Node.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { BUNDLE, PACKAGE } from './paths.mjs';
import { MANIFEST, vectors } from './vectors-files.mjs';

const { Directory, JippError, dedupe, init, resolve, segments, validate, version } = await import(pathToFileURL(join(PACKAGE, 'index.js')));

const RUNNERS = {
  resolve: async ({ names, ...options }) =>
    (await resolve(names, options)).map(({ status, code, region_code, candidates }) => ({ status, code, region_code, candidates: candidates.map((c) => c.code) })),
  rules: async ({ records, options }) => {
    const { findings } = await validate(records, options);
    return { codes: [...new Set(findings.map((finding) => finding.code))].sort() };
  },
  dedupe: async ({ records, options }) => {
    const { clusters } = await dedupe(records, options);
    return { clusters: Object.fromEntries(clusters.map(({ id, cluster }) => [id, cluster])) };
  },
  search: async (request) => ({ ids: (await (await sample()).search(request)).hits.map((hit) => hit.id) }),
};

let opened;
const sample = () => (opened ??= Directory.load(pathToFileURL(BUNDLE)));

test('every area of the manifest has a runner', () => assert.deepEqual(Object.keys(MANIFEST).sort(), Object.keys(RUNNERS).sort()));

for (const area of Object.keys(RUNNERS)) {
  test(`vectors: ${area}`, async (t) => {
    for (const { name, input, expect } of vectors(area)) {
      await t.test(name, async () => assert.deepEqual(await RUNNERS[area](input), expect));
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
    unknown_rule: () => validate(RECORDS, { source: 'generic', select: ['ZZZ-99'] }),
    worker_failed: () => Directory.inWorker(pathToFileURL(BUNDLE)),
  };
  for (const [code, work] of Object.entries(mistakes)) {
    await assert.rejects(work, (error) => error instanceof JippError && error.name === 'JippError' && error.code === code && error.message.length > 10, code);
  }
  assert((await directory.search({ query: 'sampah' })).total > 0);
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
  assert.equal(blocks.length, 2);
  const places = { "'jipp'": pathToFileURL(join(PACKAGE, 'index.js')), "'national.bundle'": pathToFileURL(BUNDLE) };
  for (const block of blocks) {
    let code = `const records = ${JSON.stringify(RECORDS)};\nconst console = { log() {} };\n${block}\nexport const city_ = typeof city === 'undefined' ? undefined : city;`;
    for (const [name, url] of Object.entries(places)) code = code.replaceAll(name, name === "'jipp'" ? `'${url}'` : `new URL('${url}')`);
    const { city_: city } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    if (city) assert.equal(city.code, 'pemda:35.78');
  }
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
