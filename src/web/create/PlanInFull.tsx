import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { Plan } from '../api/types.ts';
import { useFocusBack } from '../parts/focusBack.ts';
import { changesOf } from '../parts/versions.ts';
import type { Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';

type PlannedMember = Plan['stages'][number]['groups'][number]['members'][number];
interface PlannedRow {
  readonly stage: string;
  readonly group: string;
  readonly member: PlannedMember;
}

const COLUMNS: readonly Column<PlannedRow>[] = [
  {
    key: 'member',
    heading: 'Member',
    width: 'minmax(0, 2fr)',
    text: ({ member }) => `${member.fleet}/${member.name}`,
  },
  { key: 'stage', heading: 'Stage', width: 'minmax(0, 1.2fr)', text: ({ stage }) => stage },
  { key: 'group', heading: 'Group', width: 'minmax(0, 1.2fr)', text: ({ group }) => group },
  {
    key: 'change',
    heading: 'Change',
    width: 'minmax(0, 4fr)',
    text: ({ member: { update, from, to } }) => (update ? changesOf(from, to).join('; ') : 'Stays as it is'),
  },
];

const keyOf = ({ member: { fleet, name } }: PlannedRow) => `${fleet}/${name}`;

/** Every member of a plan, to search in. */
export function PlanInFull({ plan, onClose }: { plan: Pick<Plan, 'stages'>; onClose: () => void }) {
  const search = useState('');
  useFocusBack();
  const rows = useMemo(
    () =>
      plan.stages.flatMap((stage) =>
        stage.groups.flatMap((group) =>
          group.members.map((member) => ({ stage: stage.name, group: group.name, member })),
        ),
      ),
    [plan],
  );
  return (
    <Dialog open onOpenChange={(_event, { open }) => open || onClose()}>
      <DialogSurface style={{ maxWidth: 'min(1100px, 96vw)' }}>
        <DialogBody>
          <DialogTitle>The plan in full</DialogTitle>
          <DialogContent style={{ padding: '4px' }}>
            <ListView
              label="Planned members"
              noun="member"
              fileName="plan"
              rows={rows}
              all={rows.length}
              columns={COLUMNS}
              keyOf={keyOf}
              nameOf={({ member }) => member.name}
              search={search}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
