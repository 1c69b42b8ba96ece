// Where is the browser?

import { existsSync } from 'node:fs';

export function chromiumPath() {
  const path = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(path)) stop(`no browser at ${path}: run \`apt-get install chromium\`, or set CHROMIUM to the path of one`);
  return path;
}

/** Says in one line what is needed; a stack of calls would only hide it. */
export function stop(line) {
  console.error(line);
  process.exit(1);
}
