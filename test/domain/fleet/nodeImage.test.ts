import {
  compareNodeImages,
  imageStanding,
  onePerFamily,
  parseNodeImage,
  type NodeImage,
} from '../../../src/domain/fleet/nodeImage.ts';

function image(fullName: string): NodeImage {
  const parsed = parseNodeImage(fullName);
  if (!parsed) throw new Error(`${fullName} is no node image.`);
  return parsed;
}

describe('A node image name', () => {
  it.each([
    ['AKSUbuntu-1804gen2containerd-2022.09.22', 'AKSUbuntu-1804gen2containerd'],
    ['AKSUbuntu-2204gen2arm64containerd-202508.06.0', 'AKSUbuntu-2204gen2arm64containerd'],
    ['AKSAzureLinux-V3gen2-202508.06.0', 'AKSAzureLinux-V3gen2'],
    ['AKSFlatcar-flatcargen2-202508.06.0', 'AKSFlatcar-flatcargen2'],
    ['AKSWindows-2022-containerd-20348.3207.250214', 'AKSWindows-2022-containerd'],
    ['AKSWindows-23H2-gen2-25398.1425.250214', 'AKSWindows-23H2-gen2'],
    ['AKSWindows-2025-26100.7462.251212', 'AKSWindows-2025'],
    ['AKSUbuntu-2204gen2containerd-202410.27.0-2024.12.01', 'AKSUbuntu-2204gen2containerd'],
  ])('%s is of family %s', (fullName, family) =>
    expect(parseNodeImage(fullName)).toMatchObject({ family, fullName }),
  );

  it.each(['', 'AKSUbuntu', 'AKSUbuntu-2204gen2containerd', '202508.06.0', 'AKSUbuntu-x-1.2.3'])(
    'is not %j',
    (fullName) => expect(parseNodeImage(fullName)).toBeUndefined(),
  );
});

describe('Images of one family', () => {
  it.each([
    ['X-2022.09.22', 'X-202301.04.0'],
    ['X-2022.09.22', 'X-2022.10.01'],
    ['X-202301.04.0', 'X-2023.01.26'],
    ['X-202507.21.0', 'X-202508.06.0'],
    ['X-202508.06.0', 'X-202508.06.1'],
    ['X-202508.06.9', 'X-202508.06.10'],
    ['X-20348.3207.250214', 'X-20348.3207.250314'],
    ['X-20348.999.250214', 'X-20348.3207.250114'],
    ['X-202410.27.0', 'X-202410.27.0-2024.12.01'],
    ['X-202410.27.0-2024.12.01', 'X-202411.03.0'],
  ])('are ordered: %s before %s', (older, newer) => {
    expect(compareNodeImages(image(older), image(newer))).toBeLessThan(0);
    expect(imageStanding(image(older), image(newer))).toBe('Behind');
    expect(imageStanding(image(newer), image(older))).toBe('Ahead');
    expect(imageStanding(image(newer), image(newer))).toBe('At');
  });

  it('of different families cannot be compared', () => {
    expect(compareNodeImages(image('X-202508.06.0'), image('Y-202508.06.0'))).toBeUndefined();
    expect(imageStanding(image('X-202508.06.0'), image('Y-202508.06.0'))).toBeUndefined();
  });

  it('are narrowed to the oldest or newest of each, by family', () => {
    const images = ['Y-202508.06.0', 'X-202507.21.0', 'X-202508.06.0', 'X-202507.06.0'].map(image);
    const names = (choice: 'newest' | 'oldest') =>
      [...onePerFamily(images, choice).values()].map(({ fullName }) => fullName);
    expect(names('newest')).toEqual(['X-202508.06.0', 'Y-202508.06.0']);
    expect(names('oldest')).toEqual(['X-202507.06.0', 'Y-202508.06.0']);
  });
});
