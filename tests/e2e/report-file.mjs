// How does a test get an HTML report? From the real command, on a file of its own.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stop } from './chromium.mjs';

/** The command: `make native` builds it; the environment may name another. */
export const JIPP = process.env.JIPP ?? fileURLToPath(new URL('../../target/release/jipp', import.meta.url));
if (!existsSync(JIPP)) stop(`${JIPP} is missing: run \`make native\` first, or set JIPP to the path of the command`);

/** What the command prints; findings of severity error (exit code 1) are no failure. */
export function jipp(...args) {
  const done = spawnSync(JIPP, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (done.status !== 0 && done.status !== 1) throw new Error(`jipp ${args.join(' ')}: ${done.status} ${done.stderr}`);
  return done.stdout;
}

/** A folder that is gone after the tests. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'jipp-report-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Writes the report of a file beside it; the address of the page, the findings as NDJSON tells them, and the page. */
export function report(file, ...args) {
  const html = jipp('validate', file, ...args, '--format', 'html');
  const findings = jipp('validate', file, ...args, '--format', 'ndjson').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  writeFileSync(`${file}.html`, html);
  return { url: pathToFileURL(`${file}.html`).href, findings, html };
}
