import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's and Ubuntu's own Chromium. */
const chromiumPath = '/usr/bin/chromium';

export const hasChromium: boolean = existsSync(chromiumPath);

/** A browser that speaks to nobody but the page under test. */
export function launchChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'];
  return chromium.launch({ executablePath: chromiumPath, args });
}
