// Does the package work as others use it: installed from its archive, in Node, bundled by Vite and by webpack, without a bundler?
//
//     cd tests/packaging && npm install && npm test        (needs `make portal` and the packages of tests/e2e)

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { launch, watched } from '../e2e/browser.mjs';
import { BUNDLE, PACKAGE } from '../e2e/paths.mjs';
import { serve } from '../e2e/server.mjs';

const work = mkdtempSync(join(tmpdir(), 'jipp-packaging-'));
const app = join(work, 'app');
const PAGE = (script) => `<!doctype html><html lang="id"><meta charset="utf-8"><title>Uji</title><body><h1>Uji</h1><jipp-search src="national.bundle"></jipp-search><script type="module" src="${script}"></script></body></html>`;
const MAIN = `import 'jipp/element';
import { Directory } from 'jipp';
const here = await Directory.load('national.bundle');
const there = await Directory.inWorker('national.bundle');
const ids = async (directory) => (await directory.search({ query: 'bank sampah', limit: 5 })).hits.map((hit) => hit.id);
globalThis.found = { here: await ids(here), there: await ids(there) };
there.free();
`;
const NODE = `const ids = (await directory.search({ query: 'bank sampah', limit: 5 })).hits.map((hit) => hit.id); console.log(JSON.stringify(ids));`;
let browser;
let expected;

before(async () => {
  // the archive that npm would publish, unpacked as npm would install it: what is not in it cannot be missed later
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', work, PACKAGE], { encoding: 'utf8' }));
  mkdirSync(join(app, 'node_modules/jipp'), { recursive: true });
  execFileSync('tar', ['-xzf', join(work, filename), '-C', join(app, 'node_modules/jipp'), '--strip-components=1']);
  writeFileSync(join(app, 'package.json'), '{"name":"app","private":true,"type":"module"}');
  writeFileSync(join(app, 'main.js'), MAIN);
  writeFileSync(join(app, 'index.html'), PAGE('/main.js'));
  mkdirSync(join(app, 'public'));
  cpSync(BUNDLE, join(app, 'public/national.bundle'));
  const { Directory } = await import(join(PACKAGE, 'index.js'));
  expected = (await (await Directory.load(readFileSync(BUNDLE))).search({ query: 'bank sampah', limit: 5 })).hits.map((hit) => hit.id);
  assert.equal(expected.length, 5);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(work, { recursive: true, force: true });
});

/** Opens a folder as a site and compares what the engine finds in the page, in its worker, and that the element is there. */
async function opens(folder) {
  const site = await serve(folder);
  const { page, close } = await watched(browser, site.url);
  try {
    await page.goto(site.url);
    await page.waitForFunction(() => globalThis.found && document.querySelector('jipp-search[ready]'), undefined, { timeout: 60_000 });
    assert.deepEqual(await page.evaluate(() => globalThis.found), { here: expected, there: expected });
    assert.deepEqual(await page.evaluate(() => globalThis.violations), [], 'the strict policy holds');
  } finally {
    await close();
    await site.close();
  }
}

test('Node, ECMAScript modules', () => {
  writeFileSync(join(app, 'esm.mjs'), `import { Directory } from 'jipp'; import { readFileSync } from 'node:fs'; const directory = await Directory.load(readFileSync('public/national.bundle')); ${NODE}`);
  assert.deepEqual(JSON.parse(execFileSync(process.execPath, ['esm.mjs'], { cwd: app, encoding: 'utf8' })), expected);
});

test('Node, CommonJS: by import(), and by require() where Node can', () => {
  const rest = `const directory = await Directory.load(require('node:fs').readFileSync('public/national.bundle')); ${NODE}`;
  writeFileSync(join(app, 'import.cjs'), `(async () => { const { Directory } = await import('jipp'); ${rest} })();`);
  assert.deepEqual(JSON.parse(execFileSync(process.execPath, ['import.cjs'], { cwd: app, encoding: 'utf8' })), expected);
  if (!process.features.require_module) return;
  writeFileSync(join(app, 'require.cjs'), `(async () => { const { Directory } = require('jipp'); ${rest} })();`);
  assert.deepEqual(JSON.parse(execFileSync(process.execPath, ['--no-warnings', 'require.cjs'], { cwd: app, encoding: 'utf8' })), expected);
});

test('a plain module script, below a path of its own', async () => {
  const plain = join(work, 'plain');
  cpSync(join(app, 'node_modules/jipp'), join(plain, 'lib/jipp'), { recursive: true });
  cpSync(BUNDLE, join(plain, 'national.bundle'));
  writeFileSync(join(plain, 'main.js'), MAIN.replace("'jipp/element'", "'./lib/jipp/element.js'").replace("'jipp'", "'./lib/jipp/index.js'"));
  writeFileSync(join(plain, 'index.html'), PAGE('main.js'));
  await opens(plain);
});

test('Vite', async () => {
  const { build } = await import('vite');
  await build({ root: app, logLevel: 'error', build: { outDir: join(work, 'vite'), target: 'esnext' }, worker: { format: 'es' } });
  await opens(join(work, 'vite'));
});

test('webpack', async () => {
  const { default: webpack } = await import('webpack');
  const out = join(work, 'webpack');
  const stats = await new Promise((done, failed) => {
    webpack({
      mode: 'production', target: 'web', context: app, entry: './main.js', devtool: false,
      output: { path: out, filename: 'main.js', module: true, publicPath: 'auto' }, experiments: { outputModule: true, topLevelAwait: true }, performance: false,
    }, (error, result) => (error ? failed(error) : done(result)));
  });
  assert(!stats.hasErrors(), stats.toString({ errors: true }));
  cpSync(BUNDLE, join(out, 'national.bundle'));
  writeFileSync(join(out, 'index.html'), PAGE('main.js'));
  await opens(out);
});
