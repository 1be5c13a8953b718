import type { WalkThrough } from './walkThrough.ts';

/** The alias under which the app knows the simulator's demo fleet. */
export const DEMO_ALIAS = 'demo';

export const WALK_THROUGH: WalkThrough = {
  runName: 'demo-1-33',
  strategyName: 'test-then-production',
  kubernetesVersion: '1.33.2',
  testLocation: 'northeurope',
  waitSeconds: 600,
};
