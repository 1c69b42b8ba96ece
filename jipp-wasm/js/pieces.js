// How is a directory asked that is not here as a whole?
//
// The head of the index comes first; then the engine says which pieces a question needs, they are fetched, given to it, and it is asked
// again until nothing is missing. Pieces are ranges of one file (`national.pieces`) or files of a folder (`national.pieces/`), are inflated by the
// browser, checked by the engine, and kept in Cache Storage for the next visit.

import { JippError } from './error.js';
import { inflated } from './inflate.js';

const CACHE = 'jipp-pieces';
const MAGIC = 'JIPPPCS1';
/** Bytes asked for at first: the head of a few thousand records. */
const FIRST = 65_536;
/** Pieces that lie this near to each other are fetched as one. */
const GAP = 1_024;
/** A question needs some six rounds: words, what is near to them, lists, names, documents. */
const MOST_ROUNDS = 30;

/** Whether an address is that of an index in pieces: `national.pieces`, or a folder `national.pieces/`. */
export function inPieces(source) {
  if (typeof source !== 'string' && !(source instanceof URL)) return false;
  const path = new URL(source, globalThis.location?.href ?? 'file:///').pathname;
  return /\.pieces\/?$/.test(path);
}

/** Where pieces come from. */
export class Pieces {
  #address;
  #folder;
  #start = 0;
  #whole;
  /** What came with the head: the first pieces. */
  #begin;
  #fingerprint = '';
  #coming = new Map();
  #progress;
  #loaded = 0;

  constructor(address, { progress } = {}) {
    this.#address = new URL(address, globalThis.location?.href).href;
    this.#folder = new URL(this.#address).pathname.endsWith('/');
    this.#progress = progress || undefined;
  }

  /** The head, inflated. Without a network that of an earlier visit. */
  async head() {
    const key = this.#key('head');
    let bytes;
    try {
      bytes = await this.#download();
      this.#keep(key, bytes);
    } catch (error) {
      bytes = await this.#kept(key);
      if (!bytes) throw error;
    }
    this.#start = bytes.byteLength;
    this.#fingerprint = fingerprint(bytes);
    this.#forgetOthers();
    return inflated(bytes.subarray(12));
  }

  /** `JIPPPCS1`, the length of the head, the head. */
  async #download() {
    if (this.#folder) return complete(await this.#fetched('head.bin'));
    const { bytes, whole } = await this.#range(0, FIRST, true);
    if (whole) this.#whole = bytes;
    this.#begin = bytes;
    const end = headEnd(bytes);
    if (bytes.byteLength >= end) return bytes.subarray(0, end);
    return joined(bytes, (await this.#range(bytes.byteLength, end)).bytes);
  }

  /**
   * Does something with the engine that may need pieces, as often as pieces are missing.
   * @template T
   * @param {any} engine
   * @param {() => T} work throws a JippError with the code `pieces_missing`
   * @returns {Promise<T>}
   */
  async answer(engine, work) {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      try {
        return work();
      } catch (error) {
        if (error.code !== 'pieces_missing') throw error;
        await this.bring(engine, triples(engine.missing()));
      }
    }
    throw new JippError('index_damaged', `${this.#address} asks for ever more pieces`);
  }

  /** Brings pieces to the engine. Those that are on their way already are waited for. */
  async bring(engine, wanted) {
    const own = wanted.filter(({ number }) => !this.#coming.has(number));
    const here = await Promise.all(own.map(({ number }) => this.#kept(this.#key(number))));
    // while the cache was asked, another question may have asked for the same
    const absent = own.filter(({ number }, at) => !here[at] && !this.#coming.has(number));
    for (const group of groups(absent, this.#folder ? -1 : GAP)) {
      const arriving = this.#group(engine, group);
      for (const { number } of group) this.#coming.set(number, arriving);
      const done = () => group.forEach(({ number }) => this.#coming.delete(number));
      arriving.then(done, done);
    }
    const waiting = wanted.map(({ number }) => this.#coming.get(number)).filter(Boolean);
    const kept = own.flatMap((piece, at) => (here[at] ? [this.#take(engine, piece, here[at], true)] : []));
    await Promise.all([...kept, ...waiting]);
  }

  async #group(engine, group) {
    const { start } = group[0];
    const end = group.at(-1).start + group.at(-1).length;
    const bytes = this.#folder ? await this.#fetched(`${group[0].number}.bin`) : (await this.#range(this.#start + start, this.#start + end)).bytes;
    await Promise.all(group.map((piece) => this.#take(engine, piece, bytes.subarray(piece.start - start, piece.start - start + piece.length))));
  }

  async #take(engine, piece, bytes, wasKept = false) {
    const key = this.#key(piece.number);
    try {
      if (bytes.byteLength !== piece.length) throw new JippError('index_damaged', `piece ${piece.number} of ${this.#address} is cut off`);
      const crc = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
      const whole = await inflated(bytes.subarray(4));
      // a directory that was freed meanwhile needs nothing any more
      if (!engine.__wbg_ptr) return;
      try {
        engine.addPiece(piece.number, crc, whole);
      } catch (error) {
        throw JippError.from(error);
      }
      if (!wasKept) this.#keep(key, bytes);
    } catch (error) {
      if (!wasKept) throw error;
      // what lies in the browser is of another version or damaged: the host has it
      await (await storage())?.delete(key);
      await this.#group(engine, [piece]);
    }
  }

  /** Bytes of the file. A host without ranges sends it whole, and then it stays. */
  async #range(from, to, first = false) {
    const here = this.#whole ?? (to <= this.#begin?.byteLength ? this.#begin : undefined);
    if (here) return { bytes: here.subarray(from, to) };
    const files = this.#address.startsWith('file:') && globalThis.process?.getBuiltinModule?.('node:fs/promises');
    if (files) {
      const bytes = new Uint8Array(await files.readFile(new URL(this.#address)).catch((error) => failed(this.#address, error)));
      this.#whole = bytes;
      return { bytes: first ? bytes : bytes.subarray(from, to), whole: first };
    }
    const response = await fetch(this.#address, { headers: { range: `bytes=${from}-${to - 1}` } }).catch((error) => failed(this.#address, error));
    if (!response.ok) throw new JippError('download_failed', `${this.#address} answered ${response.status}`);
    const bytes = await this.#body(response);
    if (response.status === 206) return { bytes };
    if (!first) this.#whole = bytes;
    return { bytes: first ? bytes : bytes.subarray(from, to), whole: first };
  }

  async #fetched(name) {
    const address = new URL(name, this.#address);
    const files = address.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs/promises');
    if (files) return new Uint8Array(await files.readFile(address).catch((error) => failed(address.href, error)));
    const response = await fetch(address).catch((error) => failed(address.href, error));
    if (!response.ok) throw new JippError('download_failed', `${address.href} answered ${response.status}`);
    return this.#body(response);
  }

  async #body(response) {
    const bytes = new Uint8Array(await response.arrayBuffer().catch((error) => failed(this.#address, error)));
    this.#loaded += bytes.byteLength;
    this.#progress?.({ loaded: this.#loaded });
    return bytes;
  }

  // ---- what lies in the browser -----------------------------------------------------------------------------------------------

  #key(name) {
    if (this.#address.startsWith('file:')) return undefined;
    const url = new URL(this.#address);
    url.hash = '';
    url.searchParams.append('jipp-piece', name === 'head' ? name : `${this.#fingerprint}-${name}`);
    return url.href;
  }

  async #kept(key) {
    const found = key && (await (await storage())?.match(key).catch(() => undefined));
    return found && new Uint8Array(await found.arrayBuffer());
  }

  /** Without waiting: a browser that has no room keeps nothing. */
  #keep(key, bytes) {
    if (key) storage().then((cache) => cache?.put(key, new Response(bytes.slice()))).catch(() => {});
  }

  /** Lets the pieces of earlier versions go. */
  #forgetOthers() {
    const all = this.#key('head')?.replace(/head$/, '');
    const own = this.#key('');
    if (!all) return;
    storage().then(async (cache) => {
      for (const { url } of (await cache?.keys()) ?? []) if (url.startsWith(all) && !url.endsWith('=head') && !url.startsWith(own)) await cache.delete(url);
    }).catch(() => {});
  }
}

/** `[number, start, length, ...]` as objects. */
export function triples(flat) {
  const pieces = [];
  for (let at = 0; at + 2 < flat.length; at += 3) pieces.push({ number: flat[at], start: flat[at + 1], length: flat[at + 2] });
  return pieces;
}

/** Pieces that lie side by side, or nearly, together. */
function groups(pieces, gap) {
  const found = [];
  for (const piece of pieces) {
    const last = found.at(-1)?.at(-1);
    if (last && piece.start - (last.start + last.length) <= gap) found.at(-1).push(piece);
    else found.push([piece]);
  }
  return found;
}

function headEnd(bytes) {
  const start = new TextDecoder().decode(bytes.subarray(0, 8));
  if (start !== MAGIC || bytes.byteLength < 12) throw new JippError('not_an_index', `this is no jipp search index in pieces: it does not start with \`${MAGIC}\``);
  return 12 + new DataView(bytes.buffer, bytes.byteOffset + 8, 4).getUint32(0, true);
}

function complete(bytes) {
  if (bytes.byteLength !== headEnd(bytes)) throw new JippError('index_damaged', 'the head of the search index is cut off');
  return bytes;
}

function joined(one, other) {
  const bytes = new Uint8Array(one.byteLength + other.byteLength);
  bytes.set(one);
  bytes.set(other, one.byteLength);
  return complete(bytes);
}

/** A name for this version of the file (FNV-1a over the head): the pieces themselves are checked by the engine. */
function fingerprint(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${(hash >>> 0).toString(36)}.${bytes.byteLength.toString(36)}`;
}

const storage = async () => globalThis.caches?.open(CACHE).catch(() => undefined);

function failed(address, error) {
  throw new JippError('download_failed', `${address} cannot be read: ${error?.message ?? error}`, { cause: error });
}
