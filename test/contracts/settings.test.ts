import { checkSettings, readSettings } from '../../src/contracts/settings.ts';

const FLEET = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/fleets/f';
const ENOUGH = {
  FLEETS: JSON.stringify({ prod: FLEET }),
  TABLES_ENDPOINT: 'https://a.table.core.windows.net',
};

describe('Authentication', () => {
  it.each([
    ['is refused where nothing is said of it, away from Azure', {}, 'refused'],
    ['is refused where it was forgotten, in Kubernetes', { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, 'refused'],
    ['is refused where it was forgotten, in Container Apps', { CONTAINER_APP_NAME: 'a' }, 'refused'],
    ['is off where it is set so, away from Azure', { APP_AUTHENTICATION: 'off' }, 'off'],
    ['is on where it is set', { APP_AUTHENTICATION: 'entra' }, 'entra'],
    ['is on where it is set, in Azure', { APP_AUTHENTICATION: 'entra', WEBSITE_SITE_NAME: 'a' }, 'entra'],
    ['is refused where it was forgotten, by the site', { WEBSITE_SITE_NAME: 'a' }, 'refused'],
    ['is refused where it was forgotten, by the instance', { WEBSITE_INSTANCE_ID: 'a' }, 'refused'],
    [
      'is refused where it is off in Azure',
      { APP_AUTHENTICATION: 'off', WEBSITE_INSTANCE_ID: 'a' },
      'refused',
    ],
    ['is refused also by a variable without a value', { WEBSITE_SITE_NAME: '' }, 'refused'],
  ])('%s', (_, more, kind) => {
    expect(readSettings({ ...ENOUGH, ...more }).authentication).toMatchObject({ kind });
  });

  it('that is misspelt ends the start', () => {
    expect(() => readSettings({ ...ENOUGH, APP_AUTHENTICATION: 'Entra' })).toThrow(/APP_AUTHENTICATION/);
    expect(() => readSettings({ ...ENOUGH, APP_AUTHENTICATION: '' })).toThrow(/APP_AUTHENTICATION/);
  });
});

it('Wrong settings are told one line each', () => {
  const checked = checkSettings({ FLEETS: '{', RETENTION_DAYS: '0', TABLES_ENDPOINT: 'https://a' });
  expect(checked).toEqual({
    wrong: [expect.stringMatching(/^FLEETS: must be JSON/), expect.stringMatching(/^RETENTION_DAYS: /)],
  });
});

it.each([
  ['as it is', '"prod"'],
  ['written in another way', String.raw`"\u0070rod"`],
])('An alias that FLEETS has twice ends the start, %s', (_, again) => {
  const other = JSON.stringify(FLEET.replace('fleets/f', 'fleets/h'));
  const FLEETS = `{"prod": ${JSON.stringify(FLEET)}, "main": ${other.replace('fleets/h', 'fleets/i')}, ${again} : ${other}}`;
  expect(checkSettings({ ...ENOUGH, FLEETS })).toEqual({
    wrong: [expect.stringMatching(/^FLEETS: prod is there twice/)],
  });
});

it.each([
  ['the same id', FLEET],
  ['an id that differs in case only', FLEET.replace('resourceGroups/g', 'resourcegroups/G')],
])('Two aliases of one fleet end the start: %s', (_, other) => {
  const third = FLEET.replace('fleets/f', 'fleets/h');
  const FLEETS = JSON.stringify({ prod: FLEET, main: other, third });
  expect(checkSettings({ ...ENOUGH, FLEETS })).toEqual({
    wrong: [expect.stringMatching(/^FLEETS: prod and main are one fleet .*keep one alias of it$/)],
  });
  expect(() => readSettings({ ...ENOUGH, FLEETS })).toThrow('prod and main are one fleet');
});

describe('Hosts that may be private', () => {
  it('are separated by commas, whatever their case and spaces', () => {
    const settings = { ...ENOUGH, OUTBOUND_PRIVATE_HOSTS: ' Hooks.Internal, 10.0.0.4,fd00::1,' };
    expect(readSettings(settings).outboundPrivateHosts).toEqual(['hooks.internal', '10.0.0.4', 'fd00::1']);
  });

  it('are none where nothing is set', () => {
    expect(readSettings(ENOUGH).outboundPrivateHosts).toEqual([]);
    expect(readSettings({ ...ENOUGH, OUTBOUND_PRIVATE_HOSTS: '' }).outboundPrivateHosts).toEqual([]);
  });

  it('are no addresses of pages', () => {
    const settings = { ...ENOUGH, OUTBOUND_PRIVATE_HOSTS: 'https://hooks.internal/x' };
    expect(() => readSettings(settings)).toThrow(/OUTBOUND_PRIVATE_HOSTS/);
  });
});

it('Hosts of health checks are read as those that may be private are, and none are asked without the setting', () => {
  const settings = { ...ENOUGH, HEALTH_CHECK_HOSTS: 'Status.example.com, other.example.com' };
  expect(readSettings(settings).healthCheckHosts).toEqual(['status.example.com', 'other.example.com']);
  expect(readSettings(ENOUGH).healthCheckHosts).toEqual([]);
  expect(() => readSettings({ ...ENOUGH, HEALTH_CHECK_HOSTS: 'https://x.example' })).toThrow(
    /HEALTH_CHECK_HOSTS/,
  );
});
