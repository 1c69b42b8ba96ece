// Do the names that the search element shows for codes still agree with the core?
//
// `jipp-wasm/js/element/labels.js` is made from `jipp-core/data/vocabularies/` and the field table of `model/field.rs`.
// As a test this file compares; `npm run labels` writes it anew.

import { readFileSync, writeFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import test from 'node:test';

const at = (path) => new URL(`../../${path}`, import.meta.url);
const target = at('jipp-wasm/js/element/labels.js');
const tilesTarget = at('jipp-wasm/js/element/tiles.js');

/** Names of systems and levels: the core has codes only. */
const SOURCES = {
  panrb_kipp: { id: 'KIPP (KemenPANRB)', en: 'KIPP (KemenPANRB)' },
  kemendagri_iga: { id: 'IGA (Kemendagri)', en: 'IGA (Kemendagri)' },
  lan_inoland: { id: 'LAN', en: 'LAN' },
  jippnas: { id: 'JIPPNas', en: 'JIPPNas' },
  generic: { id: 'Lainnya', en: 'Other' },
};
const LEVELS = {
  provinsi: { id: 'Provinsi', en: 'Province' },
  kabupaten: { id: 'Kabupaten', en: 'Regency' },
  kota: { id: 'Kota', en: 'City' },
  pusat: { id: 'Kementerian/lembaga', en: 'Ministry or agency' },
  bumn: { id: 'BUMN', en: 'State-owned enterprise' },
  bumd: { id: 'BUMD', en: 'Regional enterprise' },
};

function vocabulary(file, name) {
  const { vocabularies } = JSON.parse(readFileSync(at(`jipp-core/data/vocabularies/${file}.json`), 'utf8'));
  const { values } = vocabularies.find((each) => each.name === name);
  return values.map(({ code, id, en }) => [code, { id, en }]);
}

/** Names of the fields that hold texts of several paragraphs. */
function fields() {
  const table = readFileSync(at('jipp-core/src/model/field.rs'), 'utf8');
  const rows = [...table.matchAll(/^\s+(\w+): [^=\n]+ = \w+, RichText, "([^"]+)", "([^"]+)";/gm)];
  assert(rows.length > 10, 'the field table of the core looks different: adapt this script');
  return rows.map(([, name, id, en]) => [name, { id, en }]);
}

function content() {
  const lists = {
    source: Object.entries(SOURCES),
    level: Object.entries(LEVELS),
    affair: vocabulary('iga', 'urusan'),
    sdg: vocabulary('jippnas', 'sdgs'),
    status: vocabulary('jippnas', 'status_keberlanjutan'),
    field: fields(),
  };
  const line = ([code, { id, en }]) => `    ${JSON.stringify(code)}: [${JSON.stringify(id)}, ${JSON.stringify(en)}],`;
  const list = ([name, values]) => `  ${name}: {\n${values.map(line).join('\n')}\n  },`;
  return `// What do codes mean? In Indonesian and English.
//
// Made by tests/e2e/labels.mjs from jipp-core/data/vocabularies (affair, sdg, status) and jipp-core/src/model/field.rs
// (field); do not edit. Where the lists come from: jipp-core/data/PROVENANCE.md.

const LABELS = {
${Object.entries(lists).map(list).join('\n')}
};

/** The name of a code. A value that is no code of this kind (a province, a year) is its own name. */
export function label(kind, code, lang) {
  const names = Object.hasOwn(LABELS, kind) && Object.hasOwn(LABELS[kind], code) ? LABELS[kind][code] : undefined;
  const name = names ? names[lang === 'en' ? 1 : 0] : code;
  return kind === 'sdg' && names ? \`\${code}. \${name}\` : name;
}

/** The short name of a source system, for badges. */
export const shortLabel = (system) => label('source', system, 'id').replace(/ \\(.*/, '');
`;
}

/** Province, short name, column and row of each tile of the map. */
function tiles() {
  const rows = (file) => readFileSync(at(`jipp-core/data/${file}.csv`), 'utf8').trim().split('\n').map((line) => line.split(','));
  const [names, ...regions] = rows('regions');
  const column = (row, name) => row[names.indexOf(name)];
  const short = (row) => column(row, 'iso_3166_2').replace('ID-', '') || column(row, 'code');
  const lines = rows('province_tiles').slice(1).map(([code, x, y]) => {
    const row = regions.find((each) => column(each, 'code') === code);
    return `  ${JSON.stringify([column(row, 'name'), short(row), Number(x), Number(y)])},`;
  });
  return `// Where does each province stand on a map of equal tiles? Name, ISO 3166-2 without the country, column and row.
//
// Made by tests/e2e/labels.mjs from jipp-core/data/province_tiles.csv and regions.csv; do not edit.

export const TILES = [
${lines.join('\n')}
];
`;
}

const MADE = [[target, content], [tilesTarget, tiles]];
if (process.argv.includes('--write')) MADE.forEach(([file, text]) => writeFileSync(file, text()));
else for (const [file, text] of MADE) test(`${file.pathname.split('/').at(-1)} agrees with the data of the core`, () => assert.equal(readFileSync(file, 'utf8'), text(), 'run `npm run labels`'));
