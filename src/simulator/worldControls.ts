import type { SeedMaintenanceWindow } from './seed.ts';
import type { Alert, Unwell } from './state/clusterHealth.ts';
import type { WorldChange } from './state/worldChange.ts';
import type { ClusterVersions } from './upgradeRecord.ts';

/** A cluster as the simulator has it, for tests to look at. */
export interface ClusterView extends ClusterVersions {
  readonly id: string;
  readonly location: string;
  readonly provisioningState: string;
  readonly powerState: 'Running' | 'Stopped';
}

/** An update run as the simulator has it; absent once deleted. */
interface UpdateRunView {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

export interface UpgradeFailure {
  /** Default `UpgradeFailed`. */
  readonly code?: string;
  readonly message?: string;
  /** How many upgrades fail; default 1. */
  readonly times?: number;
}

/**
 * What a test may do to the world behind ARM's back. A cluster is named by its name or its resource id, without
 * regard to case; an unknown one is an error.
 */
export interface WorldControls {
  failUpgrades(cluster: string, failure?: UpgradeFailure): void;
  setUpgradeSeconds(cluster: string, seconds: number): void;
  setPower(cluster: string, powerState: 'Running' | 'Stopped'): void;
  /** Another operation holds the cluster for so long: AKS refuses every further one with 409. */
  setBusy(cluster: string, seconds: number): void;
  /**
   * What others do in so many seconds, and again and again after that where `everySeconds` is given. Refused by AKS, which
   * is at work on the cluster, they try again each minute.
   */
  later(change: WorldChange, inSeconds: number, everySeconds?: number): void;
  /** From now on upgrades take up to so many percent less or more; the same seed always gives the same. */
  drawDurations(percent: number, seed: number): void;
  /** `configuration` is a name such as `aksManagedAutoUpgradeSchedule`. */
  setMaintenanceWindow(cluster: string, configuration: string, window: SeedMaintenanceWindow): void;
  setLatestNodeImage(location: string, family: string, version: string): void;
  setKubernetesVersions(location: string, versions: readonly string[]): void;
  /** What its metrics and Resource Health tell from now on; undefined is well, also in hindsight. */
  setUnwell(cluster: string, unwell: Unwell | undefined): void;
  /** What comes over it when an upgrade of it has succeeded. */
  setAfterUpgrade(cluster: string, after: { readonly unwell?: Unwell; readonly alert?: Alert }): void;
  fireAlert(cluster: string, alert: Alert): void;
  resolveAlerts(cluster: string): void;
  cluster(cluster: string): ClusterView;
  clusters(): readonly ClusterView[];
  /** Of all fleets, by name. */
  updateRuns(): readonly UpdateRunView[];
}
