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
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Strategy } from '../api/types.ts';
import { CopyRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { nameProblem } from '../parts/nameProblem.ts';
import type { RunDraft } from './runDraft.ts';
import { StageEditor } from './StageEditor.tsx';

interface StagesPartProps {
  readonly draft: RunDraft;
  readonly onChange: (some: Partial<RunDraft>) => void;
  readonly onCopy: (strategy: Strategy) => void;
}

/** The stages of a run: made here, or copied from a strategy, and saved as one if wanted. */
export function StagesPart({ draft, onChange, onCopy }: StagesPartProps) {
  const cards = useCards();
  const { data: strategies = [] } = useQuery(strategiesQuery);
  const { administer } = useMay();
  const problem = nameProblem(draft.saveAs);
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
      {administer && (
        <Field
          label="Save as strategy"
          hint="A name, to use these stages again; empty saves none"
          {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
        >
          <Input value={draft.saveAs} onChange={(_event, { value }) => onChange({ saveAs: value })} />
        </Field>
      )}
    </section>
  );
}
