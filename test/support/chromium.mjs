// Unpacks the Chromium that npm brought into the folder given, with the libraries it needs where a system lacks them.
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!existsSync(join(folder, 'chromium'))) {
  await mkdir(join(folder, '..'), { recursive: true });
  const unpacked = await mkdtemp(`${folder}-`);
  // The package unpacks into the folder for temporary files, and brings its libraries only where it believes to be
  // in AWS Lambda.
  process.env.TMPDIR = unpacked;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  await writeFile(
    join(unpacked, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias></fontconfig>`,
  );
  // Another process may have been first; then its copy is as good.
  await rename(unpacked, folder).catch(() => rm(unpacked, { recursive: true, force: true }));
}
