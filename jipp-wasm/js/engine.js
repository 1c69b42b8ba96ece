// How does the compiled core get here, and how is it called?
//
// Loads the WebAssembly module once, in a browser, a worker or Node, and turns what it throws into JippError.

import start, * as core from './jipp_wasm.js';
import { JippError } from './error.js';

/** @type {Promise<void> | undefined} */
let ready;

/**
 * Loads the engine. Every function of this package does so by itself; call it to load early or from elsewhere.
 * Further calls wait for the first one; a failed one may be repeated.
 *
 * @param {{ wasm?: string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module }} [options]
 *   `wasm`: where `jipp_wasm_bg.wasm` is, or its bytes, or the compiled module. By default the file beside this one.
 * @returns {Promise<void>}
 */
export function init(options = {}) {
  ready ??= load(options.wasm).catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function load(wasm = new URL('jipp_wasm_bg.wasm', import.meta.url)) {
  if (typeof WebAssembly === 'undefined') {
    throw new JippError('webassembly_missing', 'this browser has no WebAssembly or does not allow it here');
  }
  const source = await wasm;
  const module = isAddress(source) ? await opened(source) : source;
  try {
    await start({ module_or_path: module });
  } catch (error) {
    throw new JippError('engine_unusable', `the engine cannot be started: ${error?.message ?? error}`, { cause: error });
  }
}

/**
 * Calls the core. The function gets the raw exports.
 * @template T
 * @param {(engine: typeof core) => T} work
 * @returns {T}
 */
export function call(work) {
  try {
    return work(core);
  } catch (error) {
    throw JippError.from(error);
  }
}

/**
 * The bytes of a file, an address or an answer.
 * @param {string | URL | Request | Response | Blob | BufferSource | Promise<Response>} source
 * @returns {Promise<Uint8Array>}
 */
export async function bytesOf(source) {
  const given = await source;
  const found = isAddress(given) ? await opened(given) : given;
  if (ArrayBuffer.isView(found)) return new Uint8Array(found.buffer, found.byteOffset, found.byteLength);
  if (found instanceof ArrayBuffer) return new Uint8Array(found);
  if (typeof found?.arrayBuffer !== 'function') {
    throw new JippError('unknown_value', 'give an address, a Response, a Blob, or the bytes of an index');
  }
  if (found.ok === false) throw new JippError('download_failed', `${found.url} answered ${found.status}`);
  return new Uint8Array(await found.arrayBuffer());
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
