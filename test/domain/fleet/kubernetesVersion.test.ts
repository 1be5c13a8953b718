import {
  kubernetesStanding,
  minorSteps,
  normaliseKubernetesVersion,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '../../../src/domain/fleet/kubernetesVersion.ts';

function version(text: string): KubernetesVersion {
  const parsed = parseKubernetesVersion(text);
  if (!parsed) throw new Error(`${text} is no version.`);
  return parsed;
}

describe('A Kubernetes version', () => {
  it.each([
    ['1.32.6', '1.32.6'],
    ['v1.32.6', '1.32.6'],
    ['V1.32', '1.32'],
    ['1.32', '1.32'],
    ['1.27.100', '1.27.100'],
  ])('%s is %s', (text, normal) => expect(normaliseKubernetesVersion(text)).toBe(normal));

  it.each([
    '',
    '1',
    '1.32.',
    '1.32.6-preview',
    ' 1.32',
    '1.32\n',
    'vv1.32',
    '1.32.6.1',
    '1.99999999999999999999',
    '1.032',
  ])('is not what %j says', (text) => expect(parseKubernetesVersion(text)).toBeUndefined());
});

describe('What runs stands to a target', () => {
  it.each([
    ['1.32.6', '1.32.6', 'At'],
    ['1.32.6', '1.32.10', 'Behind'],
    ['1.32.10', '1.32.6', 'Ahead'],
    ['1.32.6', '1.33.0', 'Behind'],
    ['1.33.0', '1.32.6', 'Ahead'],
    ['1.32.0', '1.32', 'At'],
    ['1.32.6', '1.32', 'At'],
    ['1.31.9', '1.32', 'Behind'],
    ['1.33.0', '1.32', 'Ahead'],
    ['1.9.0', '1.10', 'Behind'],
    ['1.99.0', '2.0', 'Behind'],
  ])('%s, target %s: %s', (current, target, standing) =>
    expect(kubernetesStanding(version(current), version(target))).toBe(standing),
  );
});

describe('Minor steps', () => {
  it.each([
    ['1.32.6', '1.33', 1],
    ['1.32.6', '1.34.1', 2],
    ['1.32.6', '1.32.9', 0],
    ['1.32.6', '1.30', -2],
    ['1.32.6', '2.0', Infinity],
    ['2.0.0', '1.32', -Infinity],
  ])('from %s to %s are %d', (from, to, steps) => expect(minorSteps(version(from), version(to))).toBe(steps));
});
