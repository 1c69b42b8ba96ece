// Which browser, and how is it started? The Chromium of the system, without a word to the network.

import assert from 'node:assert/strict';
import test from 'node:test';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium.mjs';

const executablePath = chromiumPath();

export function launch() {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
}

/** A page that notes everything it must not do. `base` is the only host it may ask. */
export async function watched(browser, base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { trouble.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => !request.url().startsWith(base) && trouble.push(`request: ${request.url()}`));
  page.on('requestfailed', (request) => trouble.push(`failed: ${request.url()}`));
  await page.addInitScript(() => {
    // what stands in the search element, and what has the focus there
    globalThis.inside = () => document.querySelector('jipp-search').shadowRoot;
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return {
    page,
    trouble: async () => [...trouble, ...(await page.evaluate(() => globalThis.violations)).map((each) => `policy: ${each}`)],
    close: () => context.close(),
  };
}

/** Opens a page of the portal and waits until it has answered. */
export async function visit(page, url) {
  await page.goto(url);
  await page.waitForSelector('html[data-ready]', { timeout: 30_000 });
}

/**
 * A test in a fresh page that must end without any trouble: console, policy, errors, requests to elsewhere. `place` says, when the test
 * runs, which browser opens pages of which site.
 * @param {() => { browser: import('playwright-core').Browser, site: { url: string } }} place
 */
export const pageTest = (place) => (name, work, options) => test(name, async () => {
  const { browser, site } = place();
  const { page, trouble, close } = await watched(browser, site.url, options);
  try {
    await work(page);
    assert.deepEqual(await trouble(), []);
  } finally {
    await close();
  }
});
