import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { personaFront } from '../../src/demo/personas.ts';
import { TestSystem } from '../support/testSystem.ts';
import { commandLine, type Ended } from './commandLine.ts';

let system: TestSystem;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-updates-every-'));
  system = await TestSystem.start({ settings: { APP_AUTHENTICATION: 'entra' }, front: personaFront });
  await cli('members list --refresh');
});
afterAll(async () => {
  await system.close();
  rmSync(folder, { recursive: true });
});

const cli = (words: string, token = 'admin'): Promise<Ended> =>
  commandLine([...words.split(' '), '--token', token], { FLEET_UPDATES_URL: system.system.origin }, folder);

async function out(words: string, token?: string): Promise<string> {
  const ended = await system.whileTimePasses(cli(words, token));
  if (ended.code !== 0) throw new Error(`${words}: ${String(ended.code)} ${ended.beside}${ended.out}`);
  return ended.out;
}

const file = (name: string, content: object) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), JSON.stringify(content));
};

const NIGHTLY = {
  kind: 'schedule',
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  schedule: { cron: '0 2 * * *' },
};

describe('The command line', () => {
  it('tells by doctor whether the app answers, who the token is and what it may do', async () => {
    expect(await out('doctor', 'operator')).toMatch(
      /app +ok +http\S+ answers[\s\S]*rights +ok +The app takes you for operator: Reader, Operator\./,
    );
    const wrong = await cli('doctor', 'stranger');
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringMatching(/wrong +/)]);
    const away = await commandLine(['doctor', '--token', 'x'], { FLEET_UPDATES_URL: 'http://127.0.0.1:9' });
    expect([away.code, away.out]).toEqual([
      1,
      expect.stringMatching(/app +wrong +The app at \S+ does not answer/),
    ]);
  });

  it('gives roles on fleets, and shows who has them', async () => {
    file('access/team.json', { principal: 'approver-1', role: 'Operator', fleets: ['demo'] });
    expect(await out('access apply -f access')).toContain('create grant team');
    expect(await out('access show team')).toMatch(/Role +Operator/);
    expect(await out('whoami', 'approver-1')).toMatch(/On some fleets[\s\S]*Operator +demo +team/);
    expect(await out('access delete team')).toBe('Grant team is taken back.\n');
    expect((await cli('access list', 'stranger')).code).toBe(7);
  });

  it('applies, shows, runs, cancels and deletes triggers', async () => {
    file('triggers/nightly.json', NIGHTLY);
    expect(await out('triggers apply -f triggers')).toContain('create trigger nightly');
    expect(await out('triggers show nightly')).toContain('2026-03-03 02:00:00Z');
    expect(await out('triggers run nightly')).toMatch(/nightly/);
    const none = await cli('triggers cancel-start nightly none');
    expect([none.code, none.beside]).toEqual([1, expect.stringContaining('NotFound')]);
    expect(await out('triggers delete nightly')).toContain('nightly');
  });

  it('skips in a run, and gives up and deletes it', async () => {
    file('strategies/one.json', { stages: [{ name: 'only', groups: [{ name: 'test' }] }] });
    await out('members assign demo/aks-neu-1 --group test');
    await out('strategies apply -f strategies');
    expect(await out('strategies show one')).toContain('only');
    await out('runs create first --strategy one --node-images Latest');
    expect(await out('runs skip first --stage only')).toContain('first');
    await out('runs create second --strategy one --node-images Latest --start');
    const given = await out('runs abandon second --reason Test');
    expect(given).toContain('second');
    expect(await out('runs delete first')).toContain('first');
  });

  it('joins and removes members', async () => {
    const shape = z.object({
      value: z.array(z.looseObject({ name: z.string(), clusterResourceId: z.string() })),
    });
    const listed = shape.parse(JSON.parse(await out('members list -o json')));
    const id = listed.value.find(({ name }) => name === 'aks-eus-2')?.clusterResourceId ?? '';
    expect(await out('members remove demo/aks-eus-2')).toContain('aks-eus-2');
    expect(await out('members list')).not.toContain('aks-eus-2');
    expect(await out(`members join demo/aks-eus-2 --cluster ${id} --group test`)).toContain('aks-eus-2');
    expect(await out('members list --group test')).toContain('aks-eus-2');
  });

  it('prints the schema of files and the document of the API', async () => {
    expect(JSON.parse(await out('schema grant'))).toMatchObject({
      title: 'Fleet Updates: a grant as a file',
    });
    expect(JSON.parse(await out('openapi'))).toMatchObject({ openapi: '3.1.0' });
  });
});
