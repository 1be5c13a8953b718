import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '../..');
/** Goes when the package does. */
const folder = join(root, 'node_modules/.cache/chromium');

/** Chromium from npm, without a window; unpacked at the first start. */
export async function startBrowser(): Promise<Browser> {
  execFileSync(process.execPath, [join(root, 'test/support/chromium.mjs'), folder], { stdio: 'inherit' });
  const libraries = [process.env['LD_LIBRARY_PATH'], join(folder, 'al2023/lib')];
  return await chromium.launch({
    executablePath: join(folder, 'chromium'),
    // The sandbox needs rights that containers seldom give; only our own pages are opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: {
      ...definedOf(process.env),
      LD_LIBRARY_PATH: libraries.filter((path) => path !== undefined).join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  });
}

/** A browser of a test file: there from before its first test to after its last. */
export function browserOfFile(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await startBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
  });
  return () => {
    if (!browser) throw new Error('There is a browser in tests only.');
    return browser;
  };
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const defined = Object.entries(environment).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, value]],
  );
  return Object.fromEntries(defined);
}

export interface Viewer {
  readonly page: Page;
  /** What the page complained about, in the order in which it did. */
  readonly complaints: string[];
}

/** A viewer of their own: nothing is shared with others but the app. */
export async function newViewer(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Viewer> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}
