// What runs in the worker?
//
// The engine, asked by messages `{ id, call, args, directory? }` and answering `{ id, value }` or `{ id, error }`, while a file arrives
// also `{ id, progress }`. `remote.js`
// is the other side; nobody else needs to know these messages.

import {
  Directory, agencies, analyze, dedupe, evidenceGrade, figures, fix, indexScore, lookup, mergeReports, nearestRegions, parseTitle, reconcile,
  reconcileManifest, region, regions, reportHtml, resolve, similarRegions, validate, validateHubs, validateReplications,
  validateReport, version, vocabularies, vocabulary,
} from './index.js';
import { place } from './engine.js';

const directories = new Map();
let last = 0;

async function opened(directory) {
  last += 1;
  directories.set(last, directory);
  return { directory: last, size: directory.size };
}

const calls = {
  place,
  load: async (source, options) => opened(await Directory.load(source, options)),
  build: async (records, options) => opened(await Directory.build(records, options)),
  agencies,
  analyze,
  dedupe,
  evidenceGrade,
  figures,
  fix,
  indexScore,
  lookup,
  mergeReports,
  nearestRegions,
  parseTitle,
  reconcile,
  reconcileManifest,
  region,
  regions,
  reportHtml,
  resolve,
  similarRegions,
  validate,
  validateHubs,
  validateReplications,
  validateReport,
  version,
  vocabularies,
  vocabulary,
};

const directoryCalls = {
  search: (directory, request) => directory.search(request),
  suggest: (directory, typed, limit) => directory.suggest(typed, limit),
  similar: (directory, id, limit) => directory.similar(id, limit),
  get: (directory, id) => directory.get(id),
  download: (directory, options) => directory.download(options),
  toBytes: (directory) => directory.toBytes(),
  free: (directory) => directory.free(),
};

self.addEventListener('message', async ({ data: { id, call, args, directory } }) => {
  try {
    if (call === 'load' && args[1]?.progress) args[1].progress = (progress) => self.postMessage({ id, progress });
    const value = directory === undefined ? await calls[call](...args) : await directoryCalls[call](directories.get(directory), ...args);
    if (call === 'free') directories.delete(directory);
    self.postMessage({ id, value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    self.postMessage({ id, error: { name: error?.name, code: error?.code, message: String(error?.message ?? error) } });
  }
});
