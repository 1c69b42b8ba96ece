// Is this the file that the page meant, and is it here already?
//
// A file is named by its checksum, as Subresource Integrity writes it (`sha256-` and base64). With it a file that was downloaded before is
// taken from the browser's Cache Storage without asking the network, and one that was changed on its way is refused.

import { JippError } from './error.js';

const CACHE = 'jipp-files';
const KINDS = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

/** Whether bytes have this checksum. */
export async function agrees(bytes, integrity) {
  const [, kind, wanted] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})$/.exec(String(integrity).trim()) ?? [];
  if (!kind) throw new JippError('unknown_value', `\`${integrity}\` is no checksum: write it as \`sha256-\` and base64`);
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) throw new JippError('integrity_unchecked', 'a checksum can be checked on pages of https only: serve the page so, or leave `integrity` out');
  const digest = new Uint8Array(await subtle.digest(KINDS[kind], bytes));
  return btoa(String.fromCharCode(...digest)) === wanted;
}

/** The file if an earlier visit left it here, as it was meant. */
export async function kept(address, integrity) {
  const cache = await storage();
  const found = await cache?.match(key(address, integrity)).catch(() => undefined);
  if (!found) return undefined;
  const bytes = new Uint8Array(await found.arrayBuffer());
  return (await agrees(bytes, integrity)) ? bytes : undefined;
}

/** Leaves the file here for the next visit, and lets its earlier versions go. A browser that has no room keeps nothing. */
export async function keep(address, integrity, bytes) {
  const cache = await storage();
  if (!cache) return;
  const own = key(address, integrity);
  try {
    await cache.put(own, new Response(bytes));
    const plain = own.slice(0, own.indexOf('jipp-integrity='));
    for (const { url } of await cache.keys()) if (url.startsWith(plain) && url !== own) await cache.delete(url);
  } catch {
    // no room, or a browser that refuses: the file is downloaded again next time
  }
}

const storage = async () => globalThis.caches?.open(CACHE).catch(() => undefined);

function key(address, integrity) {
  const url = new URL(address, globalThis.location?.href);
  url.hash = '';
  url.searchParams.append('jipp-integrity', integrity);
  return url.href;
}
