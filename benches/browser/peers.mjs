// How does jipp do beside other search engines for browsers: bytes, opening, answering? One corpus, one run, each engine in a process
// of its own.
//
//     cd benches/browser && npm install
//     node peers.mjs CORPUS.jsonl QUERIES.json        # of the generator of the speed corpus: id, judul, instansi, provinsi, tahun, sektor, teks
//
// Every engine indexes the same four fields and is asked for ten hits with the title worth three times the others. CPU time is that of the
// process (its own threads that compile and clean up included), medians and 95th percentiles are over all queries, three times each, after one round to warm up. Bytes are brotli 9.

import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const PACKAGE = new URL('../../jipp-wasm/pkg/', import.meta.url);
const KINDS = ['need3', 'prefix', 'word_typo', 'filter'];
const [corpus, asked, engine] = process.argv.slice(2);
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
/** Every script of a folder and below it: what a page without a bundler loads. */
const scripts = (folder) => readdirSync(new URL(folder, import.meta.url), { recursive: true }).map(String).filter((path) => path.endsWith('.js')).map((path) => readFileSync(new URL(`${folder}${path}`, import.meta.url)));

const engines = {
  async jipp() {
    const { Directory } = await import(new URL('index.js', PACKAGE));
    const documents = (records) => records.map((r) => ({ external_id: String(r.id), title: r.judul, agency: r.instansi, region: r.provinsi, year: r.tahun, sector: r.sektor, summary: r.teks }));
    const query = (directory, words) => directory.search({ query: words, limit: 10 });
    return {
      code: ['jipp_search_bg.wasm', 'jipp_search.js', 'index.js', 'engine.js', 'error.js', 'kept.js', 'remote.js', 'worker.js', 'segments.js'].map((name) => readFileSync(new URL(name, PACKAGE))),
      build: async (records) => { const all = await Directory.build(documents(records), { source: 'generic', merge: false }); return all.toBytes(); },
      open: (bytes) => Directory.load(bytes),
      need3: query, prefix: query, word_typo: query,
      filter: (directory, words) => directory.search({ query: words, limit: 10, filters: { year: ['2021'] }, facets: ['province', 'sector'] }),
    };
  },
  async minisearch() {
    const { default: MiniSearch } = await import('minisearch');
    const options = { fields: ['judul', 'instansi', 'provinsi', 'teks'], storeFields: ['judul', 'instansi', 'provinsi', 'tahun'] };
    const ask = (extra) => (index, words) => index.search(words, { boost: { judul: 3 }, ...extra }).slice(0, 10);
    return {
      code: [readFileSync(new URL('node_modules/minisearch/dist/es/index.js', import.meta.url))],
      build: (records) => { const index = new MiniSearch(options); index.addAll(records); return Buffer.from(JSON.stringify(index)); },
      open: (bytes) => MiniSearch.loadJSON(bytes.toString(), options),
      need3: ask({}), prefix: ask({ prefix: true }), word_typo: ask({ fuzzy: 0.2 }), filter: ask({ filter: (hit) => hit.tahun === 2021 }),
    };
  },
  async orama() {
    const orama = await import('@orama/orama');
    const make = () => orama.create({ schema: { judul: 'string', instansi: 'string', provinsi: 'enum', tahun: 'number', teks: 'string' } });
    const ask = (extra) => (index, words) => orama.search(index, { term: words, properties: ['judul', 'instansi', 'teks'], boost: { judul: 3 }, limit: 10, threshold: 1, ...extra });
    return {
      code: scripts('node_modules/@orama/orama/dist/browser/'),
      build: async (records) => {
        const index = make();
        await orama.insertMultiple(index, records.map(({ id, judul, instansi, provinsi, tahun, teks }) => ({ id: String(id), judul, instansi, provinsi, tahun, teks })), 1000);
        return Buffer.from(JSON.stringify(orama.save(index)));
      },
      open: (bytes) => { const index = make(); orama.load(index, JSON.parse(bytes)); return index; },
      need3: ask({}), prefix: ask({}), word_typo: ask({ tolerance: 1 }), filter: ask({ where: { tahun: { eq: 2021 } }, facets: { provinsi: {} } }),
    };
  },
  async flexsearch() {
    const { default: FlexSearch } = await import('flexsearch');
    const make = () => new FlexSearch.Document({ document: { id: 'id', index: [{ field: 'judul', tokenize: 'forward' }, { field: 'instansi', tokenize: 'strict' }, { field: 'teks', tokenize: 'strict' }], store: ['judul', 'instansi', 'provinsi', 'tahun'] } });
    const ask = (index, words) => index.search(words, { limit: 10, suggest: true });
    return {
      code: [readFileSync(new URL('node_modules/flexsearch/dist/flexsearch.bundle.module.min.mjs', import.meta.url))],
      build: async (records) => { const index = make(); records.forEach((record) => index.add(record)); const parts = {}; await index.export((key, value) => { parts[key] = value; }); return Buffer.from(JSON.stringify(parts)); },
      open: (bytes) => { const index = make(); for (const [key, value] of Object.entries(JSON.parse(bytes))) index.import(key, value); return index; },
      need3: ask, prefix: ask, // no typing errors, no filter by number
    };
  },
};

if (engine) await measure(engine);
else compare();

async function measure(name) {
  const records = readFileSync(corpus, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const queries = JSON.parse(readFileSync(asked, 'utf8'));
  const of = (kind) => (kind === 'filter' ? queries.need3 : queries[kind]);
  const it = await engines[name]();
  const bytes = await it.build(records);
  const row = { code: it.code.reduce((sum, file) => sum + brotli(file), 0), index: brotli(bytes) };
  // the first opening compiles; the median of five more is told
  await it.open(bytes);
  const openings = [];
  let index;
  for (let times = 0; times < 5; times += 1) {
    globalThis.gc?.();
    const before = cpu();
    index?.free?.();
    index = await it.open(bytes);
    openings.push(cpu() - before);
  }
  row.open = openings.sort((a, b) => a - b)[2];
  for (const kind of KINDS.filter((each) => it[each])) {
    const times = [];
    for (let round = 0; round < 4; round += 1) {
      for (const words of of(kind)) {
        const before = cpu();
        await it[kind](index, words);
        if (round) times.push(cpu() - before);
      }
    }
    times.sort((a, b) => a - b);
    row[kind] = [times[times.length >> 1], times[Math.floor(times.length * 0.95)]];
  }
  console.log(JSON.stringify(row));
}

function compare() {
  console.log(`| ${corpus.replace(/.*\//, '')} | code | index | opening, CPU | ${KINDS.join(' | ')} |\n|---|---|---|---|${'---|'.repeat(KINDS.length)}`);
  for (const name of Object.keys(engines)) {
    const done = spawnSync(process.execPath, ['--expose-gc', '--max-old-space-size=6000', fileURLToPath(import.meta.url), corpus, asked, name], { encoding: 'utf8' });
    if (done.status !== 0) {
      console.log(`| ${name} | failed: ${done.stderr.trim().split('\n').find((line) => line.includes('Error')) ?? done.status} |`);
      continue;
    }
    const row = JSON.parse(done.stdout.trim().split('\n').at(-1));
    const kb = (value) => `${Math.round(value / 1000).toLocaleString('en')} KB`;
    const times = KINDS.map((kind) => (row[kind] ? row[kind].map((each) => each.toFixed(2)).join(' / ') : 'none'));
    console.log(`| ${name} | ${kb(row.code)} | ${kb(row.index)} | ${row.open.toFixed(1)} ms | ${times.join(' | ')} |`);
  }
}
