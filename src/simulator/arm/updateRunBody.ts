import { z } from 'zod';
import type { ManagedClusterUpdate, Stages } from '../state/fleetState.ts';
import type { Unknowns } from '../unknowns.ts';
import { badRequest } from './armError.ts';
import { checkName } from './names.ts';

/** Documented limit. */
const MOST_GROUPS_OF_A_STAGE = 50;

export const stagesBodySchema = z.object({
  stages: z
    .array(
      z.object({
        name: z.string(),
        groups: z.array(z.object({ name: z.string() })).min(1),
        afterStageWaitInSeconds: z.int32().min(0).optional(),
      }),
    )
    .min(1),
});

export const updateRunBodySchema = z.object({
  properties: z.object({
    updateStrategyId: z.string().optional(),
    strategy: stagesBodySchema.optional(),
    managedClusterUpdate: z.object({
      upgrade: z.object({
        type: z.enum(['Full', 'ControlPlaneOnly', 'NodeImageOnly']),
        kubernetesVersion: z.string().optional(),
      }),
      nodeImageSelection: z
        .object({
          type: z.enum(['Latest', 'Consistent', 'Custom']),
          customNodeImageVersions: z.array(z.object({ version: z.string() })).optional(),
        })
        .optional(),
    }),
  }),
});

export function checkStages(stages: Stages, { duplicateNames }: Unknowns): void {
  const groups = stages.flatMap((stage) => stage.groups.map(({ name }) => name));
  for (const stage of stages) {
    checkName('stage', stage.name);
    if (stage.groups.length > MOST_GROUPS_OF_A_STAGE) {
      throw badRequest(`Stage '${stage.name}' has more than ${MOST_GROUPS_OF_A_STAGE} groups.`);
    }
  }
  for (const group of groups) checkName('group', group);
  if (duplicateNames === 'accepted') return;
  refuseDuplicates(
    'stage',
    stages.map(({ name }) => name),
  );
  refuseDuplicates('group', groups);
}

function refuseDuplicates(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw badRequest(`The ${what} name '${twice}' is used more than once.`);
}

/** The rules that the specification states for scope, version and images. */
export function checkUpdate({ upgrade, nodeImageSelection }: ManagedClusterUpdate): void {
  const { type, kubernetesVersion } = upgrade;
  if (type === 'NodeImageOnly' && kubernetesVersion !== undefined) {
    throw badRequest('kubernetesVersion must not be set when the upgrade type is NodeImageOnly.');
  }
  if (type !== 'NodeImageOnly' && !/^v?\d+\.\d+(\.\d+)?$/i.test(kubernetesVersion ?? '')) {
    throw badRequest(`kubernetesVersion is required, such as 1.33.2, when the upgrade type is ${type}.`);
  }
  const custom = (nodeImageSelection?.customNodeImageVersions ?? []).length > 0;
  if (custom !== (nodeImageSelection?.type === 'Custom')) {
    throw badRequest(
      'customNodeImageVersions goes with node image selection type Custom, and with no other.',
    );
  }
}
