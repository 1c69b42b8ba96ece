// Does JavaScript read what lies around a directory as the command tells it?

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { PACKAGE } from './paths.mjs';
import { JIPP } from './report-file.mjs';

const { Surroundings } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const folder = mkdtempSync(join(tmpdir(), 'jipp-surroundings-'));
const catalog = join(folder, 'k.jipp');
const SAID = ['--by', 'lan', '--at', '2024-10-18'];
let around;

/** Runs the command; texts are written to files first. */
function jipp(...args) {
  return execFileSync(JIPP, ['-q', ...args], { encoding: 'utf8' });
}

function written(name, text) {
  writeFileSync(join(folder, name), typeof text === 'string' ? text : JSON.stringify(text));
  return join(folder, name);
}

before(async () => {
  const rows = [
    'No Registrasi,Tahun,Judul,Instansi,Ringkasan,Telepon',
    '1,2019,LOKET CEPAT (Layanan Online Kependudukan Terpadu),Kota Surabaya,Antrean daring di kantor kecamatan,081234567890',
    '2,2021,Pelayanan Kilat Warga,Kota Malang,Program ini replikasi dari LOKET CEPAT milik Kota Surabaya,081234567891',
    '3,2021,Kapal Sehat Bahari,Kota Ambon,Dokter naik kapal ke pulau kecil,081234567892',
  ];
  try {
    jipp('build', '--kipp', written('kipp.csv', rows.join('\n')), '-o', catalog);
  } catch (error) {
    // exit code 1: rows with findings, the catalog is there
    assert.equal(error.status, 1, error.stderr);
  }
  jipp('merge', catalog, 'panrb_kipp:2', 'panrb_kipp:3', ...SAID);
  jipp('article', 'add', catalog, written('articles.json', [{ id: 'a1', kind: 'guide', language: 'id', title: 'Panduan', body: 'Langkah', innovations: ['panrb_kipp:3'] }]));
  jipp('hub', 'add', catalog, written('hubs.json', [{ agency: { code: 'pemda:35' } }]));
  const said = { record_id: 'panrb_kipp:3', by: 'pemda:35.78', at: '2024-10-18' };
  jipp('interaction', 'add', catalog, written('said.json', [{ ...said, kind: 'rating', rating: 4 }, { ...said, kind: 'interest' }]));
  jipp('campaign', 'create', catalog, '2024', '--starts', '2024-01-01');
  const out = join(folder, 'around.json');
  jipp('export', catalog, '--format', 'surroundings', '-o', out);
  around = await Surroundings.load(readFileSync(out));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('it says what the command says', () => {
  assert.deepEqual(around.status, JSON.parse(jipp('status', catalog, '--format', 'json')));
  assert.deepEqual(around.lineage(), JSON.parse(jipp('replication', 'graph', catalog)));
  assert.deepEqual(around.campaigns[0], JSON.parse(jipp('campaign', 'report', catalog, '2024', '--format', 'json')));
  assert.equal(around.hubs[0].hub.agency.code, 'pemda:35');
});

test('a record is known by any of its sources', () => {
  const id = around.innovation('panrb_kipp:3');
  assert.equal(around.innovation(id), id);
  assert.equal(around.innovation('panrb_kipp:2'), id);
  assert.equal(around.innovation('toString'), 'toString');
  for (const record of ['panrb_kipp:2', 'panrb_kipp:3']) {
    assert.deepEqual(around.articles(record).map((one) => one.id), ['a1']);
    assert.equal(around.counters(record).rating, 4);
    assert.deepEqual(around.counters(record).kinds, { interest: 1, rating: 1 });
    assert.ok(around.guide(record).missing.includes('steps'));
  }
  assert.deepEqual(around.counters('nobody'), { kinds: {}, rating: null, replications: 0 });
  assert.equal(around.guide('nobody'), null);
  assert.deepEqual(around.articles('panrb_kipp:1'), []);
});

test('edges of one innovation are those from it and to it', () => {
  const graph = around.lineage();
  for (const edge of graph.edges) {
    assert.ok(around.lineage(edge.origin).replicas.some((one) => one.replica === edge.replica));
    assert.ok(around.lineage(edge.replica).origins.some((one) => one.origin === edge.origin));
  }
  assert.deepEqual(around.lineage('nobody'), { titles: {}, edges: [], origins: [], replicas: [], regions: 0 });
});

test('no personal data, and other files are refused', async () => {
  assert.ok(!readFileSync(join(folder, 'around.json'), 'utf8').includes('0812'));
  await assert.rejects(Surroundings.load(new TextEncoder().encode('{')), { code: 'not_surroundings' });
  await assert.rejects(Surroundings.load(new TextEncoder().encode('{"format":99}')), { code: 'surroundings_incompatible' });
});
