// How does the compiled core get here, and how is it called?
//
// Loads each WebAssembly module once, in a browser, a worker or Node, and turns what it throws into JippError.

import { JippError } from './error.js';
import { agrees, keep, kept } from './kept.js';

/**
 * The parts of the engine, each a module that is loaded when it is first needed: `search` opens and asks a directory, `validate` checks
 * and fixes records, `report` shows what a check found, `dedupe` finds records that are the same, `resolve` knows which agency a name means, `codes` has
 * vocabularies, regions and agencies, `assess` looks at replications, hubs, evidence and the innovation index. `tools` has these six, for pages
 * that need several; `all` has everything and makes directories of records.
 *
 * @typedef {'search' | 'validate' | 'report' | 'dedupe' | 'resolve' | 'codes' | 'assess' | 'tools' | 'all'} Part
 */
const PARTS = {
  search: { script: () => import('./jipp_search.js'), wasm: () => new URL('jipp_search_bg.wasm', import.meta.url) },
  validate: { script: () => import('./jipp_validate.js'), wasm: () => new URL('jipp_validate_bg.wasm', import.meta.url) },
  report: { script: () => import('./jipp_report.js'), wasm: () => new URL('jipp_report_bg.wasm', import.meta.url) },
  dedupe: { script: () => import('./jipp_dedupe.js'), wasm: () => new URL('jipp_dedupe_bg.wasm', import.meta.url) },
  resolve: { script: () => import('./jipp_resolve.js'), wasm: () => new URL('jipp_resolve_bg.wasm', import.meta.url) },
  codes: { script: () => import('./jipp_codes.js'), wasm: () => new URL('jipp_codes_bg.wasm', import.meta.url) },
  assess: { script: () => import('./jipp_assess.js'), wasm: () => new URL('jipp_assess_bg.wasm', import.meta.url) },
  tools: { script: () => import('./jipp_tools.js'), wasm: () => new URL('jipp_tools_bg.wasm', import.meta.url) },
  all: { script: () => import('./jipp_wasm.js'), wasm: () => new URL('jipp_wasm_bg.wasm', import.meta.url) },
};

/** Where parts are, if not beside this file. @type {Map<Part, unknown>} */
const places = new Map();
/** @type {Map<Part, Promise<object>>} */
const loaded = new Map();

/**
 * Loads a part of the engine. Every function of this package does so by itself; call it to load early or from elsewhere.
 * Further calls wait for the first one; a failed one may be repeated.
 *
 * @param {{ part?: Part, wasm?: string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module }} [options]
 *   `part`: `search` if not said. `wasm`: where its `jipp_search_bg.wasm` (for `all` `jipp_wasm_bg.wasm`, for others by their name) is, or
 *   its bytes, or the compiled module. By default the file beside this one.
 * @returns {Promise<void>}
 */
export async function init({ part = 'search', wasm } = {}) {
  if (wasm !== undefined) place(part, wasm);
  await core(part);
}

/** Says where a part is, to be loaded when it is needed. */
export function place(part, wasm) {
  known(part);
  places.set(part, wasm);
}

/**
 * The raw exports of a part; where `tools` or `all` was loaded, of that. `search` is compiled for speed and stands for itself.
 * @param {Part} part
 * @returns {Promise<any>}
 */
export function core(part) {
  known(part);
  const wider = ['search', 'all'].includes(part) ? undefined : ['tools', 'all'].find((each) => loaded.has(each));
  if (wider && !loaded.has(part)) return loaded.get(wider);
  if (!loaded.has(part)) {
    const loading = load(part).catch((error) => {
      loaded.delete(part);
      throw error;
    });
    loaded.set(part, loading);
  }
  return loaded.get(part);
}

function known(part) {
  if (!Object.hasOwn(PARTS, part)) throw new JippError('unknown_value', `there is no part \`${part}\`: choose one of ${Object.keys(PARTS).map((name) => `\`${name}\``).join(', ')}`);
}

async function load(part) {
  if (typeof WebAssembly === 'undefined') {
    throw new JippError('webassembly_missing', 'this browser has no WebAssembly or does not allow it here');
  }
  const source = places.has(part) ? await places.get(part) : PARTS[part].wasm();
  const [script, module] = await Promise.all([PARTS[part].script(), isAddress(source) ? opened(source) : source]);
  try {
    await script.default({ module_or_path: module });
  } catch (error) {
    throw new JippError('engine_unusable', `the engine cannot be started: ${error?.message ?? error}`, { cause: error });
  }
  return script;
}

/**
 * Does something with the engine; what it throws becomes a JippError.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
export function call(work) {
  try {
    return work();
  } catch (error) {
    throw JippError.from(error);
  }
}

/**
 * The bytes of a file, an address or an answer.
 * @param {string | URL | Request | Response | Blob | BufferSource | Promise<Response>} source
 * @param {{ integrity?: string, progress?: (at: { loaded: number, total?: number }) => void }} [options] `integrity`: the checksum that the
 *   file must have; an address is then asked only if no earlier visit left the file in Cache Storage. `progress`: told while bytes arrive.
 * @returns {Promise<Uint8Array>}
 */
export async function bytesOf(source, { integrity, progress } = {}) {
  const given = await source;
  const address = isAddress(given) ? (given.url ?? String(given)) : undefined;
  const here = integrity && address ? await kept(address, integrity) : undefined;
  if (here) return here;
  const bytes = await arriving(address ? await opened(given) : given, progress);
  if (integrity) {
    if (!(await agrees(bytes, integrity))) throw new JippError('integrity_failed', `${address ?? 'the file'} is not the file that was meant: its checksum is another than ${integrity}`);
    if (address) await keep(address, integrity, bytes);
  }
  return bytes;
}

async function arriving(found, progress) {
  if (ArrayBuffer.isView(found)) return new Uint8Array(found.buffer, found.byteOffset, found.byteLength);
  if (found instanceof ArrayBuffer) return new Uint8Array(found);
  if (typeof found?.arrayBuffer !== 'function') {
    throw new JippError('unknown_value', 'give an address, a Response, a Blob, or the bytes of an index');
  }
  if (found.ok === false) throw new JippError('download_failed', `${found.url} answered ${found.status}`);
  try {
    return progress && found.body ? await counted(found, progress) : new Uint8Array(await found.arrayBuffer());
  } catch (error) {
    throw new JippError('download_failed', `${found.url || 'the file'} broke off: ${error?.message ?? error}`, { cause: error });
  }
}

/** Reads an answer piece by piece. Its stated length is that before decompression, so it is told only as far as it can be right. */
async function counted({ body, headers }, progress) {
  const length = headers?.get('content-encoding') ? 0 : Number(headers?.get('content-length') ?? 0);
  const pieces = [];
  let loaded = 0;
  for (const reader = body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    loaded += value.byteLength;
    progress({ loaded, total: length >= loaded ? length : undefined });
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}

function isAddress(source) {
  return typeof source === 'string' || source instanceof URL || (typeof Request !== 'undefined' && source instanceof Request);
}

/** Reads a `file:` address in Node, fetches any other. */
async function opened(address) {
  const url = address instanceof URL ? address.href : (address.url ?? address);
  try {
    if (url.startsWith('file:')) {
      // asked for by name at run time, so that bundlers for browsers do not look for it
      const files = globalThis.process?.getBuiltinModule?.('node:fs/promises');
      if (files) return await files.readFile(new URL(url));
    }
    const response = await fetch(address);
    if (response.ok) return response;
    throw new JippError('download_failed', `${url} answered ${response.status}`);
  } catch (error) {
    if (error instanceof JippError) throw error;
    throw new JippError('download_failed', `${url} cannot be read: ${error?.message ?? error}`, { cause: error });
  }
}
