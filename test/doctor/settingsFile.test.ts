import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettingsFile } from '../../src/doctor/settingsFile.ts';

const directory = mkdtempSync(join(tmpdir(), 'settings-'));
const file = join(directory, 'settings.json');
afterAll(() => rmSync(directory, { recursive: true }));

const read = (content: unknown) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readSettingsFile(file);
};

describe('A file of settings is', () => {
  it.each([
    ['a local.settings.json', { IsEncrypted: false, Values: { FLEETS: 'f' } }, undefined],
    [
      'what npm start leaves',
      { url: 'http://127.0.0.1:7071', Values: { FLEETS: 'f' } },
      'http://127.0.0.1:7071',
    ],
    ['what az prints', [{ name: 'FLEETS', slotSetting: false, value: 'f' }], undefined],
  ])('%s', (_, content, url) => {
    expect(read(content)).toEqual({ settings: { FLEETS: 'f' }, url });
  });

  it.each([
    ['no JSON', 'FLEETS=f', /settings\.json cannot be read/],
    ['something else', { FLEETS: 'f' }, /settings\.json holds no app settings/],
  ])('not %s, which is told by its name', (_, content, words) => {
    expect(() => read(content)).toThrow(words);
  });
});
