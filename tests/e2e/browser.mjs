// Which browser, and how is it started? The Chromium of the system, without a word to the network.

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
