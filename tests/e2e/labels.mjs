// Do the names that the search element shows for codes still agree with the core?
//
// `jipp-wasm/js/element/labels.js` is made from `jipp-core/data/vocabularies/` and the field table of `model/field.rs`.
// As a test this file compares; `npm run labels` writes it anew.

import { readFileSync, writeFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import test from 'node:test';

const at = (path) => new URL(`../../${path}`, import.meta.url);
const target = at('jipp-wasm/js/element/labels.js');

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

if (process.argv.includes('--write')) writeFileSync(target, content());
else test('labels.js agrees with the vocabularies and the field table', () => assert.equal(readFileSync(target, 'utf8'), content(), 'run `npm run labels`'));
