// How large is the HTML report of a national export, and how soon can it be read?
//
//     (cd tests/e2e && npm ci) && make native && node benches/html_report.mjs [RECORDS]
//
// Makes a KIPP export of 30,000 records (seeded: the same bytes every time) with the faults that real exports have, writes its
// report with the command, and opens it in Chromium five times. Times are from the start of the navigation: `load` is the load event,
// `table` the moment when the first page of the table of findings stands. JIPP names another command, JIPP_KEEP a folder to keep the
// files in.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { launch } from '../tests/e2e/browser.mjs';
import { folder, report } from '../tests/e2e/report-file.mjs';

const RECORDS = Number(process.argv[2] ?? 30_000);
const RUNS = 5;

let state = 20261121;
function random(below) {
  // Mulberry32: small, seeded, the same everywhere
  state = (state + 0x6d2b79f5) | 0;
  let bits = Math.imul(state ^ (state >>> 15), state | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) % below;
}
const pick = (list) => list[random(list.length)];
const often = (percent) => random(100) < percent;

const regions = readFileSync(new URL('../jipp-core/data/regions.csv', import.meta.url), 'utf8').split('\n').slice(1)
  .map((line) => line.split(',')).filter((cells) => cells[3] === 'kabupaten' || cells[3] === 'kota').map((cells) => cells[1]);
const WHAT = ['Layanan', 'Aplikasi', 'Gerakan', 'Rumah', 'Klinik', 'Sekolah', 'Bank', 'Pasar', 'Posyandu', 'Mobil', 'Kampung', 'Pojok', 'Duta', 'Kelas'];
const WHOM = ['Ibu Hamil', 'Petani', 'Nelayan', 'Lansia', 'Penyandang Disabilitas', 'Pelaku UMKM', 'Balita', 'Remaja', 'Pasien', 'Pemohon Izin', 'Wajib Pajak', 'Pencari Kerja'];
const HOW = ['Terpadu', 'Keliling', 'Jemput Bola', 'Satu Pintu', 'Daring', 'Tanpa Antre', 'Ramah Anak', 'Gotong Royong', 'Cepat Tanggap', 'Berbasis Desa', 'Digital', 'Tuntas'];
const WORDS = ('warga dapat mengurus dokumen kependudukan tanpa datang ke kantor karena petugas mendatangi rumah setiap minggu dan hasilnya dikirim lewat kader '
  + 'desa pelayanan kesehatan ibu anak balita stunting air bersih sampah izin usaha pajak pendidikan sekolah jalan rusak aduan cepat murah mudah terbuka').split(' ').concat(regions.flatMap((region) => region.split(' ').slice(1)));
const AWARDS = ['Top 99/2018', 'Top 45/2019', 'Juara Harapan', 'Lolos administrasi', 'Penghargaan Gubernur', 'Replikasi provinsi', '10 besar daerah', 'Finalis'];
const sentence = (length) => Array.from({ length }, () => pick(WORDS)).join(' ');

function record(number) {
  const year = 2014 + random(12);
  const region = pick(regions);
  const agency = often(6) ? pick(['Pemda setempat', 'Dinas Kesehatan', 'UPT Puskesmas', 'Kantor Bersama']) : often(20) ? region : `Pemerintah ${region}`;
  const title = often(1) ? '' : `${pick(WHAT)} ${pick(WHOM)} ${pick(HOW)} ${pick(WORDS)} ${pick(WORDS)}`;
  return [
    String(1_000_000 + number), year, title, often(45) ? pick(['Umum', 'Replikasi', 'Khusus']) : '', often(50) ? pick(['Kesehatan', 'Pendidikan', 'Ketahanan Pangan', 'Tata Kelola Pemerintahan']) : '',
    agency, often(70) ? `Dinas ${pick(['Kesehatan', 'Pendidikan', 'Sosial', 'Kependudukan dan Pencatatan Sipil'])} ${region}` : '',
    often(20) ? 'segera' : `${year - random(4) + 1}-0${1 + random(9)}-1${random(9)}`, often(50) ? String(1 + random(17)) : '',
    sentence(often(70) ? 12 : 30), sentence(25), often(40) ? pick(AWARDS) : '', `https://contoh.invalid/inovasi/${number}`,
  ];
}

const header = ['No Registrasi', 'Tahun', 'Judul', 'Kelompok', 'Kategori', 'Instansi', 'UPP', 'Tanggal Mulai Implementasi', 'SDGs', 'Ringkasan', 'Latar Belakang dan Tujuan', 'Penghargaan', 'URL'];
const place = process.env.JIPP_KEEP ? { path: process.env.JIPP_KEEP, remove: () => {} } : folder();
mkdirSync(place.path, { recursive: true });
const file = join(place.path, 'kipp-national.csv');
writeFileSync(file, [header, ...Array.from({ length: RECORDS }, (_, number) => record(number))].map((cells) => cells.join(',')).join('\n'));

const began = performance.now();
const { url, findings, html } = report(file, '--source', 'kipp', '--as-of', '2026-11-21');
console.log(`${RECORDS} records, ${findings.length} findings of ${new Set(findings.map((finding) => finding.code)).size} rules`);
console.log(`checked twice (HTML and NDJSON) in ${((performance.now() - began) / 1000).toFixed(1)} s`);
const packed = html.match(/id="data">([^<]*)</)[1].length;
console.log(`page ${(Buffer.byteLength(html) / 1e6).toFixed(2)} MB, of it findings ${(packed / 1e6).toFixed(2)} MB (the same as NDJSON: ${(findings.reduce((sum, each) => sum + JSON.stringify(each).length + 1, 0) / 1e6).toFixed(1)} MB)`);

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const times = { load: [], table: [], 'sort by value': [], 'filter by two words': [] };
for (let run = 0; run < RUNS; run += 1) {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.waitForSelector('html[data-ready=""]');
  const measured = await page.evaluate(async () => {
    const painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
    const timed = async (work) => { const from = performance.now(); work(); await painted(); return performance.now() - from; };
    const answer = { load: performance.getEntriesByType('navigation')[0].loadEventEnd, table: performance.getEntriesByName('ready')[0].startTime };
    answer['sort by value'] = await timed(() => document.querySelector('[data-column="value"] button').click());
    answer['filter by two words'] = await timed(() => {
      // as the pause after typing would
      const box = document.querySelector('#q');
      box.value = 'kategori kabupaten';
      location.hash = '#findings?text=kategori+kabupaten';
    });
    return answer;
  });
  for (const [name, time] of Object.entries(measured)) times[name].push(time);
  await browser.close();
}
for (const [name, list] of Object.entries(times)) console.log(`${name}: median ${median(list).toFixed(0)} ms, worst ${Math.max(...list).toFixed(0)} ms of ${RUNS}`);
place.remove();
