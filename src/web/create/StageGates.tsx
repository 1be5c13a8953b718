import { use } from 'react';
import { FormTroubleContext, isRefused } from '../forms/formTrouble.ts';
import { NO_GATES, type GatesDraft } from '../gateForms/gateDraft.ts';
import { GatesField } from '../gateForms/GatesField.tsx';
import { Fold } from '../parts/Fold.tsx';
import type { StageDraft } from './stageDraft.ts';

export interface StageGatesProps {
  readonly draft: StageDraft;
  readonly onChange: (some: Partial<StageDraft>) => void;
  /** Of the stage. */
  readonly pointer: string;
}

/** The gates of a stage and of each of its groups, folded away. */
export function StageGates({ draft, onChange, pointer }: StageGatesProps) {
  const form = use(FormTroubleContext);
  const { gates, groups, gatesOfGroups } = draft;
  const isWrong = ['beforeGates', 'afterGates', 'groups'].some((part) =>
    isRefused(form, `${pointer}/${part}`),
  );
  return (
    <Fold title={`Gates: ${saidOf(draft)}`} startsOpen={isWrong}>
      <GatesOf
        name="the stage"
        gates={gates}
        onChange={(own) => onChange({ gates: own })}
        pointer={pointer}
      />
      {groups.map((group, index) => (
        <GatesOf
          key={group}
          name={`group ${group}`}
          gates={gatesOfGroups[group] ?? NO_GATES}
          onChange={(own) => onChange({ gatesOfGroups: { ...gatesOfGroups, [group]: own } })}
          pointer={`${pointer}/groups/${index}`}
        />
      ))}
    </Fold>
  );
}

interface GatesOfProps {
  readonly name: string;
  readonly gates: GatesDraft;
  readonly onChange: (gates: GatesDraft) => void;
  readonly pointer: string;
}

function GatesOf({ name, gates, onChange, pointer }: GatesOfProps) {
  return (
    <>
      <GatesField
        label={`Before ${name}`}
        timing="before"
        gates={gates.before}
        onChange={(before) => onChange({ ...gates, before })}
        pointer={`${pointer}/beforeGates`}
      />
      <GatesField
        label={`After ${name}`}
        timing="after"
        gates={gates.after}
        onChange={(after) => onChange({ ...gates, after })}
        pointer={`${pointer}/afterGates`}
      />
    </>
  );
}

/** `1 before, 2 after, some in its groups`; `none`. */
function saidOf({ gates, groups, gatesOfGroups }: StageDraft): string {
  const { before, after } = gates;
  const inGroups = groups.some((group) => {
    const own = gatesOfGroups[group] ?? NO_GATES;
    return own.before.length + own.after.length > 0;
  });
  return (
    [
      ...(before.length > 0 ? [`${before.length} before`] : []),
      ...(after.length > 0 ? [`${after.length} after`] : []),
      ...(inGroups ? ['some in its groups'] : []),
    ].join(', ') || 'none'
  );
}
