// A page that uses the package; `types.mjs` compiles it. Lines under `@ts-expect-error` must be refused.

import {
  Directory, JippError, Surroundings, dedupe, evidenceGrade, figures, fix, indexScore, init, lookup, openWorker, region, resolve, segments, validate, validateReport, vocabulary,
} from 'jipp';
import type { DedupeCall, Hit, Measure, Part, SearchResponse, Searchable } from 'jipp';
import { JippSearch } from 'jipp/element';
import { Lite } from 'jipp/lite';

const part: Part = 'search';
await init({ part, wasm: new URL('jipp_search_bg.wasm', 'https://example.org') });
const directory: Searchable = await Directory.inWorker('national.bundle', { wasm: { validate: 'jipp_validate_bg.wasm' } });
const answer: SearchResponse = await directory.search({ query: 'bank sampah', filters: { year: 2020, province: ['Bali', 'Jawa Timur'] }, facets: ['year'] });
const first: Hit | undefined = answer.hits[0];
const title: string | undefined = first?.title;
const agency: string | null | undefined = first?.agency;
for (const { text, match } of segments(first?.title ?? '', first?.title_highlights)) console.log(text, match satisfies boolean);
const counts: { value: string; count: number }[] = answer.facets.year ?? [];
const one = await directory.get('x');
one?.texts satisfies [string, string][] | undefined;
await directory.download({ documents: false });
const lite = await Lite.load('national.lite');
(await lite.search({ query: 'bank', filters: { year: 2020 } })).hits satisfies Hit[];
// @ts-expect-error the small file has no texts
await lite.get('x');
(await directory.suggest('ban', 3)) satisfies { id: string; title: string }[];

const report = await validateReport([{ title: 'x' }], { source: 'generic' });
await figures({ declared: { figures: [{ name: 'all', total: 1 }] }, report });
(await validate([], { source: 'generic', as_of: '2026-11-21' })).records.read satisfies number;
(await fix('[]', {})).records satisfies string;
(await dedupe([], { source: 'generic' })).pairs satisfies unknown[];
const house: Measure = (left, right) => (left.length > 3 ? Number(left === right) : null);
const measured: DedupeCall = { id: 'id', measures: { house, same: (left, right) => left === right } };
(await dedupe([], measured)).clusters satisfies unknown[];
// @ts-expect-error a measure gives a number or nothing
await dedupe([], { measures: { house: (left: string) => left } });
// @ts-expect-error a measure answers at once
await dedupe([], { measures: { house: async () => 1 } });
(await resolve(['Pemkot Surabaya'], { year: 2019 }))[0]?.status satisfies 'resolved' | 'ambiguous' | 'unknown' | undefined;
(await region('3578', 'bps'))?.name satisfies string | undefined;
(await vocabulary('kipp_kategori', { year: 2023 })).values satisfies unknown[];
(await lookup('tahapan_iga', 'x')).candidates satisfies unknown[];
await evidenceGrade({ innovation: { record_id: 'own:1', title: 'x' } });
await indexScore({ year: 2026, region: { spd: [], innovations: [] } });

const around = await Surroundings.load('surroundings.json');
around.lineage('kipp:1').replicas.map((edge) => edge.year satisfies number | null);
around.lineage().years satisfies Record<string, number>;
around.counters('kipp:1').rating satisfies number | null;

const worker = openWorker();
await worker.validate([]);
await worker.dedupe([], { id: 'id' });
// @ts-expect-error functions cannot be sent to a worker
await worker.dedupe([], measured);
worker.close();

const element: JippSearch = document.createElement('jipp-search');
element.addEventListener('jipp-search', (event) => event.detail.total satisfies number);
document.querySelector('jipp-search')?.ask({ query: 'x', sort: 'year' });

try {
  directory.free();
} catch (error) {
  if (error instanceof JippError) error.code satisfies string;
}

// @ts-expect-error there is no such order
await directory.search({ sort: 'best' });
// @ts-expect-error a limit is a number
await directory.search({ limit: 'ten' });
// @ts-expect-error there is no such part
await init({ part: 'lite' });
// @ts-expect-error there is no such scheme of codes
await region('3578', 'iso');

export { agency, counts, title };
