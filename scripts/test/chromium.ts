import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The system's Chromium or Chrome. */
export const chromiumPath = (): string | undefined =>
  CANDIDATES.find((path): path is string => path !== undefined && existsSync(path));

/** Installs Debian's Chromium where it is missing and can be installed; says what to do where not. */
export function ensureChromium(): string {
  const found = chromiumPath();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit' });
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
  }
  const installed = chromiumPath();
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chromium. Install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH to a Chrome or Chromium.',
  );
}
