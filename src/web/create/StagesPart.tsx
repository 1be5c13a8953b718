import {
  Button,
  Field,
  Input,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Subtitle2,
  Text,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Strategy } from '../api/types.ts';
import { gatesLines } from '../gates/gateText.ts';
import { CopyRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { nameProblem } from '../parts/nameProblem.ts';
import type { RolloutPolicy } from '../policy/limits.ts';
import { PolicyFields } from '../policy/PolicyFields.tsx';
import type { RunDraft } from './runDraft.ts';
import { StageEditor } from './StageEditor.tsx';

interface StagesPartProps {
  readonly draft: RunDraft;
  readonly onChange: (some: Partial<RunDraft>) => void;
  readonly onCopy: (strategy: Strategy) => void;
  readonly onPolicy: (policy: RolloutPolicy | undefined) => void;
}

/** What a run goes through, and within which limits. */
export function StagesPart({ draft, onChange, onCopy, onPolicy }: StagesPartProps) {
  const isStaged = draft.way === 'Stages';
  return (
    <>
      {isStaged && <Stages draft={draft} onChange={onChange} onCopy={onCopy} />}
      {!isStaged && draft.stages.some((stage) => gatesLines(stage).length > 0) && (
        <Text size={200}>One by one has no stages, and so none of the gates that you filled in.</Text>
      )}
      <PolicyFields policy={draft.policy} onChange={onPolicy} oneByOne={!isStaged} />
      {isStaged && <SaveAs name={draft.saveAs} onChange={(saveAs) => onChange({ saveAs })} />}
    </>
  );
}

/** The stages of a run: made here, or copied from a strategy. */
function Stages({ draft, onChange, onCopy }: Omit<StagesPartProps, 'onPolicy'>) {
  const cards = useCards();
  const { data: strategies = [] } = useQuery(strategiesQuery);
  return (
    <section className={cards.stack} aria-label="Stages of the run">
      <span className={cards.row}>
        <Subtitle2 as="h2">Stages</Subtitle2>
        <Menu>
          <MenuTrigger>
            <Button size="small" icon={<CopyRegular />} disabled={strategies.length === 0}>
              Copy from existing strategy
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {strategies.map((strategy) => (
                <MenuItem key={strategy.name} onClick={() => onCopy(strategy)}>
                  {strategy.name}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      </span>
      <StageEditor stages={draft.stages} onChange={(stages) => onChange({ stages })} />
    </section>
  );
}

/** What stages and limits are saved as, if wanted. */
function SaveAs({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const { administer } = useMay();
  const problem = nameProblem(name);
  if (!administer) return null;
  return (
    <Field
      label="Save as strategy"
      hint="A name, to use these stages and limits again; empty saves none"
      {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
    >
      <Input value={name} onChange={(_event, { value }) => onChange(value)} />
    </Field>
  );
}
