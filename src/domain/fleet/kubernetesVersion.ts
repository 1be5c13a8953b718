import { compare, parse, type SemVer } from 'semver';

/** A Kubernetes version as the Azure CLI accepts it: `1.32.6`, or `1.32` for the newest patch of that minor. */
export interface KubernetesVersion {
  /** Without a leading `v`: `1.32.6` or `1.32`. */
  readonly text: string;
  /** False when only the minor version is given. */
  readonly hasPatch: boolean;
  /** The version, with patch 0 where none is given. */
  readonly release: SemVer;
}

/** How what runs stands to a target. */
export type Standing = 'Behind' | 'At' | 'Ahead';

/** The Azure CLI's own pattern for `--kubernetes-version`. */
const PATTERN = /^v?(\d+\.\d+)(\.\d+)?$/i;

/** Undefined for anything that is not `1.32` or `1.32.6`, with or without a leading `v`. */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const [, minor, patch] = PATTERN.exec(text) ?? [];
  const release = minor === undefined ? null : parse(`${minor}${patch ?? '.0'}`);
  if (minor === undefined || release === null) return undefined;
  return { text: `${minor}${patch ?? ''}`, hasPatch: patch !== undefined, release };
}

/** The version without a leading `v`, or undefined when it is none. */
export function normaliseKubernetesVersion(text: string): string | undefined {
  return parseKubernetesVersion(text)?.text;
}

/**
 * How a version that runs stands to a target. A target without a patch is reached by every patch of its minor,
 * as AKS moves no cluster that is on that minor already.
 */
export function kubernetesStanding(current: KubernetesVersion, target: KubernetesVersion): Standing {
  const minors = minorSteps(current, target);
  const order = target.hasPatch || minors !== 0 ? compare(current.release, target.release) : 0;
  if (order === 0) return 'At';
  return order < 0 ? 'Behind' : 'Ahead';
}

/** Minor versions from one to the other, negative when the other is lower; infinite between majors. */
export function minorSteps(from: KubernetesVersion, to: KubernetesVersion): number {
  const majors = to.release.major - from.release.major;
  return majors === 0 ? to.release.minor - from.release.minor : majors * Infinity;
}
