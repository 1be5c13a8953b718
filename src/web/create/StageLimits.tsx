import { Text } from '@fluentui/react-components';
import { Fold } from '../parts/Fold.tsx';
import { LimitFields } from '../policy/LimitFields.tsx';
import { limitsText, type Limits } from '../policy/limits.ts';
import type { StageDraft } from './stageDraft.ts';

export interface StageLimitsProps {
  readonly draft: StageDraft;
  readonly onChange: (some: Partial<StageDraft>) => void;
}

/** The limits of a stage and of each of its groups, folded away. */
export function StageLimits({ draft: { limits, groups, ofGroups }, onChange }: StageLimitsProps) {
  const set = (group: string, own: Limits) => onChange({ ofGroups: { ...ofGroups, [group]: own } });
  return (
    <Fold title={`Limits: ${saidOf([limits, ...groups.map((group) => ofGroups[group] ?? {})])}`}>
      <LimitFields scope="stage" limits={limits} onChange={(own) => onChange({ limits: own })} />
      {groups.map((group) => (
        <div key={group}>
          <Text weight="semibold">Group {group}</Text>
          <LimitFields
            scope="group"
            name={group}
            limits={ofGroups[group] ?? {}}
            onChange={(own) => set(group, own)}
          />
        </div>
      ))}
    </Fold>
  );
}

/** Of the stage first; that its groups have some of their own is all that a line has room for. */
function saidOf([stage = {}, ...groups]: readonly Limits[]): string {
  const inGroups = groups.some((group) => limitsText(group) !== '') ? 'some in its groups' : '';
  return [limitsText(stage), inGroups].filter((part) => part !== '').join(', ') || 'none';
}
