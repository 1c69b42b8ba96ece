// Where is what is tested? `make portal` builds it; the environment may name other places.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

function built(variable, path) {
  const place = process.env[variable] ?? at(path);
  if (!existsSync(place)) stop(`${place} is missing: run \`make portal\` first, or set ${variable}`);
  return place;
}

/** Says in one line what is needed; a stack of calls would only hide it. */
function stop(line) {
  console.error(line);
  process.exit(1);
}

export const VECTORS = at('tests/vectors');
export const PACKAGE = built('JIPP_PACKAGE', 'jipp-wasm/pkg');
export const BUNDLE = built('JIPP_BUNDLE', 'build/demo.bundle');
export const PORTAL = built('JIPP_PORTAL', 'build/portal');

/** Where the browser is. */
export function chromiumPath() {
  const path = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(path)) stop(`no browser at ${path}: run \`apt-get install chromium\`, or set CHROMIUM to the path of one`);
  return path;
}
