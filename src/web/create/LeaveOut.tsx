import { Checkbox, Field } from '@fluentui/react-components';
import type { Plan } from '../api/types.ts';
import { ControlGroup } from '../forms/ControlGroup.tsx';
import { counted } from '../parts/counted.ts';
import type { LeavableCode } from './runDraft.ts';

/** Findings about single members, each as people say it. The run may pass over the members of these. */
const LEAVABLE: Readonly<Record<LeavableCode, string>> = {
  AlreadyAtTarget: 'are at the target already',
  AheadOfTarget: 'are ahead of the target',
  ClusterStopped: 'are stopped',
  ClusterNotReadable: 'cannot be read',
  ClusterBusy: 'are busy',
  ClusterFailed: 'have failed in AKS',
  MembershipFailed: 'have a membership that failed',
  NodePoolStopped: 'have a stopped node pool',
  NodePoolFailed: 'have a node pool that failed',
  NodePoolBehind: 'have a node pool that is behind',
  NodePoolAhead: 'have a node pool that is ahead',
  NodePoolTooFarBehind: 'have a node pool that is too far behind',
  NodeImageUnknown: 'have a node image that is not known',
  AzureLinux2: 'run Azure Linux 2',
  VersionOutOfSupport: 'run a version out of support',
  VersionNotOffered: 'are not offered the version',
  TooFarBehind: 'are more than one minor version behind',
  VersionDenied: 'would get a version that is denied',
  MinorVersionSkipped: 'would skip a minor version',
  NoCommonPatch: 'have no patch in common',
  OfferedVersionsUnknown: 'have offers that are not known',
  ImageFamilyMissing: 'have an image family without a common image',
};

const isLeavable = (code: string): code is LeavableCode => Object.hasOwn(LEAVABLE, code);

export interface LeaveOutProps {
  readonly plan: Plan | undefined;
  readonly chosen: readonly LeavableCode[];
  readonly onChange: (chosen: readonly LeavableCode[]) => void;
}

/** Offers to pass over members that hinder the plan; nothing where none does and nothing is chosen. */
export function LeaveOut({ plan, chosen, onChange }: LeaveOutProps) {
  const hindering = (plan?.findings ?? [])
    .filter(({ severity }) => severity === 'error')
    .flatMap(({ code, count, members }) =>
      isLeavable(code) ? [[code, count ?? members?.length ?? 0] as const] : [],
    );
  const counts = new Map(hindering);
  const codes = [...new Set([...counts.keys(), ...chosen])];
  if (codes.length === 0) return null;
  return (
    <Field label="Leave out" hint="Members that hinder the run; they stay as they are">
      <ControlGroup>
        {codes.map((code) => {
          const count = counts.get(code);
          return (
            <Checkbox
              key={code}
              label={`${count === undefined || count === 0 ? 'Members' : counted(count, 'member')} that ${LEAVABLE[code]}`}
              checked={chosen.includes(code)}
              onChange={(_event, { checked }) =>
                onChange(checked === true ? [...chosen, code] : chosen.filter((each) => each !== code))
              }
            />
          );
        })}
      </ControlGroup>
    </Field>
  );
}
