import { chromiumPath } from '../../scripts/test/chromium';

/** How the tests start the system's Chromium: nothing is downloaded, and it stays off the network. */
export const chromium = {
  executablePath: chromiumPath(),
  args: [
    '--no-sandbox',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ],
};
