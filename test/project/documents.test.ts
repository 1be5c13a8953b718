import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { SETTING_NAMES } from '../../src/contracts/settings.ts';

const root = join(__dirname, '../..');
const pages = ['*.md', 'docs/**/*.md', 'infra/*.md', 'test/**/*.md'].flatMap((pattern) =>
  globSync(pattern, { cwd: root }),
);
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

interface Link {
  readonly page: string;
  readonly text: string;
  readonly target: string;
}

/** Links and pictures to what is in the repository. What stands in code is no link. */
function linksOf(page: string): Link[] {
  const prose = textOf(page)
    .replaceAll(/^ *```[^]*?^ *```/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)]
    .map(([, text = '', target = '']) => ({ page, text, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target));
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(page: string): string[] {
  const prose = textOf(page).replaceAll(/^ *```[^]*?^ *```/gm, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function problemOf({ page, text, target }: Link): string[] {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : relative(root, join(root, dirname(page), file));
  const said = `${page}: [${text}](${target})`;
  if (!existsSync(join(root, path))) return [`${said}: there is no ${path}`];
  if (anchor !== undefined && !anchorsOf(path).includes(anchor))
    return [`${said}: ${path} has no such heading`];
  const record = /^ADR (\d{4})$/.exec(text)?.[1];
  return record !== undefined && !path.includes(`adr/${record}-`) ? [`${said}: it is another ADR`] : [];
}

test('Every link of the documents leads to a file, a heading and the ADR that it says', () => {
  const links = pages.flatMap(linksOf);
  expect(links.length).toBeGreaterThan(60);
  expect(links.flatMap(problemOf)).toEqual([]);
});

test('Every document is linked from another one', () => {
  const linked = pages.flatMap((page) =>
    linksOf(page).map(({ target }) => relative(root, join(root, dirname(page), target.split('#')[0] ?? ''))),
  );
  const isLinked = (page: string) =>
    linked.includes(page) || (page.startsWith('docs/adr/') && linked.includes('docs/adr'));
  const documents = pages.filter((page) => page.startsWith('docs/'));
  expect(documents.filter((page) => !isLinked(page))).toEqual([]);
});

test('docs/settings.md has a row for each setting of the app, and for no other', () => {
  const [ours = ''] = textOf('docs/settings.md').split('\nOthers read these:');
  const documented = [...ours.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
  expect(documented.toSorted()).toEqual(SETTING_NAMES.toSorted());
});

test('Every test that docs/reliability.md names as evidence is there', () => {
  const folders = readdirSync(join(root, 'test')).join('|');
  const named = textOf('docs/reliability.md').matchAll(new RegExp(`\`((?:${folders})/[\\w/]+)\``, 'g'));
  const evidence = [...new Set([...named].map(([, name = '']) => name))];
  expect(evidence.length).toBeGreaterThan(20);
  expect(evidence.filter((name) => !existsSync(join(root, `test/${name}.test.ts`)))).toEqual([]);
});

describe('README', () => {
  const readme = textOf('README.md');

  it('is read in a few minutes', () => {
    expect(readme.split('\n').length - 1).toBeLessThanOrEqual(110);
  });

  it('says before anything is tried that no Azure subscription has seen it', () => {
    const before = readme.split('\n## ')[0]?.replaceAll(/\s+/g, ' ');
    expect(before).toContain('No Azure subscription has seen it yet');
  });
});
