// Which shared cases are there? As many as the manifest says, so that none is lost without notice.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { VECTORS } from './paths.mjs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
export const MANIFEST = json(join(VECTORS, 'MANIFEST.json'));

/** The cases of an area, in the order of their names. */
export function read(area) {
  return readdirSync(join(VECTORS, area)).sort().map((file) => {
    const vector = json(join(VECTORS, area, file));
    assert.deepEqual(Object.keys(vector).sort(), ['description', 'expect', 'input', 'name'], file);
    assert.equal(`${vector.name}.json`, file);
    return vector;
  });
}

/** The cases of an area of the manifest. */
export function vectors(area) {
  const all = read(area);
  // a file of names holds a case for each name
  const cases = all.reduce((sum, { input }) => sum + ((input.names ?? input.texts)?.length ?? 1), 0);
  assert.deepEqual({ files: all.length, cases }, MANIFEST[area], `tests/vectors/MANIFEST.json counts \`${area}\` wrongly`);
  return all;
}
