// Do the types of the package say what it does? TypeScript itself checks them, strictly, with a page that uses nearly everything.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { PACKAGE } from './paths.mjs';

test('a page in TypeScript that uses the package compiles, and its mistakes do not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jipp-types-'));
  const settings = {
    compilerOptions: {
      strict: true, noEmit: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', types: [],
      lib: ['es2022', 'dom', 'dom.iterable', 'esnext.disposable'],
      paths: { jipp: [join(PACKAGE, 'index.d.ts')], 'jipp/element': [join(PACKAGE, 'element.d.ts')], 'jipp/lite': [join(PACKAGE, 'lite.d.ts')] },
    },
    files: [fileURLToPath(new URL('types.ts', import.meta.url))],
  };
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url));
    execFileSync(process.execPath, [tsc, '--pretty', 'false', '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    assert.fail(error.stdout ?? error.message);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
