// Builds the dashboard into dist/web when its sources are newer, with a gzipped copy beside whatever is text.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'src', 'web');
const output = join(root, 'dist', 'web');

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

function isStale() {
  const built = join(output, 'index.html');
  if (!existsSync(built)) return true;
  const since = statSync(built).mtimeMs;
  const inputs = [...filesIn(source), join(root, 'package-lock.json'), fileURLToPath(import.meta.url)];
  return inputs.some((file) => statSync(file).mtimeMs > since);
}

/** Does nothing when what is built is newer than all it is made of. */
export async function buildWeb() {
  if (!isStale()) return;
  const { build } = await import('vite');
  await build({
    root: source,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: output,
      emptyOutDir: true,
      target: 'es2022',
      // A data: URL would need an exception in the Content-Security-Policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // Libraries mark files for frameworks that render on a server; there is none here.
        onLog: (level, log, handle) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
  });
  for (const file of filesIn(output)) {
    if (/\.(js|css|html|svg)$/.test(file))
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}
