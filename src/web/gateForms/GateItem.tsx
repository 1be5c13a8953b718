import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { use } from 'react';
import type { GateDefinition } from '../api/types.ts';
import { FormTroubleContext, isRefused, useFieldTrouble } from '../forms/formTrouble.ts';
import { TextField } from '../forms/TextField.tsx';
import { DeleteRegular } from '../icons.ts';
import { Fold } from '../parts/Fold.tsx';
import { MoveActions, RowAction } from '../parts/RowActions.tsx';
import { ApprovalFields } from './ApprovalFields.tsx';
import type { Problems } from './checkProblems.ts';
import type { GateDraft } from './gateDraft.ts';
import { gateText } from '../gates/gateText.ts';
import { HealthFields } from './HealthFields.tsx';
import { ScheduledStartFields } from './ScheduledStartFields.tsx';

const useStyles = makeStyles({
  item: {
    padding: '4px 12px 8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    minWidth: 0,
  },
  actions: { whiteSpace: 'nowrap' },
  error: { color: tokens.colorStatusDangerForeground1 },
});

export interface GateItemProps {
  readonly draft: GateDraft;
  readonly index: number;
  readonly count: number;
  readonly startsOpen: boolean;
  readonly problems: Problems;
  readonly pointer: string;
  readonly onChange: (draft: GateDraft) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** A gate in a line, with its fields below; what is wrong with it is said in the line too, which may be all that is open. */
export function GateItem(props: GateItemProps) {
  const { draft, index, count, startsOpen, problems, pointer, onChange, onMove, onRemove } = props;
  const styles = useStyles();
  const form = use(FormTroubleContext);
  const { refusal } = useFieldTrouble(pointer);
  const { gate } = draft;
  const change = (changed: GateDefinition) => onChange({ ...draft, gate: changed });
  const isWrong = problems.size > 0;
  return (
    <li className={styles.item}>
      <Fold
        title={`${index + 1}. ${isWrong ? `${gate.name}: to be mended` : gateText(gate)}`}
        startsOpen={startsOpen || isRefused(form, pointer)}
        beside={
          <span className={styles.actions}>
            <MoveActions name={gate.name} index={index} count={count} onMove={onMove} />
            <RowAction text={`Remove ${gate.name}`} icon={<DeleteRegular />} onDo={onRemove} />
          </span>
        }
      >
        <TextField
          label="Gate name"
          required
          value={gate.name}
          onChange={(name) => change({ ...gate, name })}
          check={() => problems.get('/name')}
          pointer={`${pointer}/name`}
        />
        <OwnFields draft={draft} onChange={onChange} problems={problems} pointer={pointer} />
      </Fold>
      {refusal !== undefined && (
        <Text size={200} className={styles.error} role="alert">
          {refusal}
        </Text>
      )}
    </li>
  );
}

function OwnFields(props: Pick<GateItemProps, 'draft' | 'onChange' | 'problems' | 'pointer'>) {
  const { draft, onChange, problems, pointer } = props;
  const { gate } = draft;
  const own = {
    onChange: (changed: GateDefinition) => onChange({ ...draft, gate: changed }),
    problems,
    pointer,
  };
  switch (gate.type) {
    case 'Approval':
      return (
        <ApprovalFields
          gate={gate}
          {...own}
          onApprovers={(changed, typed) => onChange({ ...draft, gate: changed, typed })}
        />
      );
    case 'Health':
      return <HealthFields gate={gate} {...own} />;
    case 'ScheduledStart':
      return <ScheduledStartFields gate={gate} {...own} />;
  }
}
