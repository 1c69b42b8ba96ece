// What becomes of a file that was damaged on its way, and of memory after many openings?

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { DAMAGES, numbers } from './damages.mjs';
import { BUNDLE, PACKAGE } from './paths.mjs';

const { Directory } = await import(pathToFileURL(join(PACKAGE, 'index.js')));
const { core } = await import(pathToFileURL(join(PACKAGE, 'engine.js')));
const WHOLE = new Uint8Array(readFileSync(BUNDLE));
const QUESTIONS = [{ query: 'bank sampah' }, { query: 'buleleng smpah', facets: ['source'] }, { sort: 'year', limit: 5 }];
const REFUSALS = ['not_an_index', 'index_damaged', 'index_incompatible'];
const DAMAGED = 1_200;
const CYCLES = 1_000;

const answers = async (directory) => {
  const all = [];
  for (const question of QUESTIONS) {
    const { took_us: _, ...answer } = await directory.search(question);
    all.push(answer);
  }
  return JSON.stringify(all);
};

test(`a damaged file is refused or answers as before (${DAMAGED} times)`, async () => {
  const whole = await Directory.load(WHOLE);
  const expected = await answers(whole);
  const next = numbers(20_260_501);
  const kinds = Object.keys(DAMAGES);
  const seen = {};
  for (let number = 0; number < DAMAGED; number += 1) {
    const kind = kinds[number % kinds.length];
    const bytes = DAMAGES[kind](WHOLE.slice(), next);
    let outcome;
    try {
      const directory = await Directory.load(bytes);
      assert.equal(await answers(directory), expected, `number ${number}, ${kind}: other hits`);
      directory.free();
      outcome = 'as before';
    } catch (error) {
      // a trap would be a RuntimeError without a code
      assert(REFUSALS.includes(error.code), `number ${number}, ${kind}: ${error.code} ${error.message}`);
      outcome = error.code;
    }
    seen[outcome] = (seen[outcome] ?? 0) + 1;
  }
  console.log(`# ${JSON.stringify(seen)}`);
  assert(DAMAGED - (seen['as before'] ?? 0) > DAMAGED * 0.9, 'most damages must be seen');
  assert.equal(await answers(whole), expected, 'an open directory is not touched');
  whole.free();
});

test(`${CYCLES} times opened, asked and freed: the memory of the engine does not grow`, async () => {
  const { default: start } = await core('search');
  const { memory } = await start();
  const cycle = async () => {
    const directory = await Directory.load(WHOLE);
    await directory.search({ query: 'bank sampah', limit: 5 });
    directory.free();
  };
  for (let times = 0; times < 20; times += 1) await cycle();
  const before = memory.buffer.byteLength;
  for (let times = 0; times < CYCLES; times += 1) await cycle();
  // pages are of 64 KiB; what grows with each opening would be a hundred megabytes by now
  assert(memory.buffer.byteLength - before <= 4 * 65_536, `${before} bytes became ${memory.buffer.byteLength}`);
  console.log(`# ${before} bytes before, ${memory.buffer.byteLength} after`);
});
