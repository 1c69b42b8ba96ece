// How does the portal reach the browser under test? As a strict host would send it: with the policy as a header, right types,
// and nothing outside its folder.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
};

export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; "
  + "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves a folder on 127.0.0.1.
 * @param {string} folder
 * @param {Record<string, Uint8Array>} [instead] other content for some paths, such as `/national.bundle`
 * @param {{ ranges?: boolean, sent?: (file: string, bytes: number) => void }} [options] whether ranges of bytes are answered; who hears what was sent
 */
export async function serve(folder, instead = {}, { ranges = true, sent } = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
    const file = path.endsWith('/') ? `${path}index.html` : path;
    const headers = { 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
    try {
      const body = instead[file] ?? await readFile(join(folder, file));
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      if (ranges && from) {
        const part = body.subarray(Number(from), Number(to) + 1);
        sent?.(file, part.length);
        response.writeHead(206, { ...headers, 'content-type': 'application/octet-stream', 'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${body.length}` }).end(part);
        return;
      }
      sent?.(file, body.length);
      response.writeHead(200, { ...headers, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404, headers).end('not found');
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise((done) => server.close(done)) };
}
