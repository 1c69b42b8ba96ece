// Where is what is tested? `make portal` builds it; the environment may name other places.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stop } from './chromium.mjs';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

function built(variable, path) {
  const place = process.env[variable] ?? at(path);
  if (!existsSync(place)) stop(`${place} is missing: run \`make portal\` first, or set ${variable}`);
  return place;
}

export const VECTORS = at('tests/vectors');
export const PACKAGE = built('JIPP_PACKAGE', 'jipp-wasm/pkg');
export const BUNDLE = built('JIPP_BUNDLE', 'build/demo.bundle');
export const PORTAL = built('JIPP_PORTAL', 'build/portal');
/** The index of the demo in pieces: `national.pieces`, and `chunks.pieces`, a folder with a file for each. */
export const PIECES = built('JIPP_PIECES', 'build/pieces');
