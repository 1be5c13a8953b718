import { Button, makeStyles, Select } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { Member } from '../api/types.ts';
import { useNarrow } from '../parts/useNarrow.ts';
import { useSearchValue } from '../routing/location.ts';
import type { Selection } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';
import { InUseBars } from './InUseBars.tsx';
import { MEMBER_COLUMNS } from './MemberCells.tsx';
import { filteredMembers, healthOf, inUse, memberKey, NO_GROUP, nodeImagesOf } from './memberRows.ts';

const useStyles = makeStyles({
  bars: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: '1fr 1.4fr',
    alignItems: 'start',
    '@media (max-width: 900px)': { gridTemplateColumns: '1fr' },
    '@media print': { display: 'none' },
  },
});

interface MemberListProps {
  readonly members: readonly Member[];
  readonly selection: Selection | undefined;
}

/** Members to search, filter, sort and select. */
export function MemberList({ members, selection }: MemberListProps) {
  const [group, setGroup] = useSearchValue('group');
  const [version, setVersion] = useSearchValue('version');
  const [image, setImage] = useSearchValue('image');
  const [health, setHealth] = useSearchValue('health');
  const rows = useMemo(
    () =>
      filteredMembers(members, {
        group: group || undefined,
        kubernetesVersion: version || undefined,
        nodeImage: image || undefined,
        health: health || undefined,
      }),
    [members, group, version, image, health],
  );
  return (
    <>
      <Bars members={members} version={version} setVersion={setVersion} image={image} setImage={setImage} />
      <ListView
        label="Members"
        noun="member"
        fileName="members"
        rows={rows}
        all={members.length}
        columns={MEMBER_COLUMNS}
        keyOf={memberKey}
        nameOf={({ name }) => name}
        firstSorting={{ by: 'name', descending: false }}
        selection={selection}
        rowHeight={52}
        minWidth={960}
        filters={
          <>
            <Filter
              label="Show group"
              all="All groups"
              value={group}
              onChange={setGroup}
              members={members}
              valuesOf={(each) => [each.group ?? NO_GROUP]}
            />
            <Filter
              label="Show health"
              all="Any health"
              value={health}
              onChange={setHealth}
              members={members}
              valuesOf={(each) => [healthOf(each)]}
            />
          </>
        }
      />
    </>
  );
}

interface FilterProps {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly members: readonly Member[];
  readonly valuesOf: (member: Member) => readonly string[];
}

function Filter({ label, all, value, onChange, members, valuesOf }: FilterProps) {
  const values = inUse(members, valuesOf);
  return (
    <Select aria-label={label} value={value} onChange={(_event, data) => onChange(data.value)}>
      <option value="">{all}</option>
      {values.map((each) => (
        <option key={each.value} value={each.value}>
          {`${each.value === NO_GROUP ? 'In no group' : each.value} (${each.members})`}
        </option>
      ))}
    </Select>
  );
}

interface BarsProps {
  readonly members: readonly Member[];
  readonly version: string;
  readonly setVersion: (version: string) => void;
  readonly image: string;
  readonly setImage: (image: string) => void;
}

/** Versions and images in use; on a phone they are asked for, so that the list is what is seen first. */
function Bars({ members, version, setVersion, image, setImage }: BarsProps) {
  const styles = useStyles();
  const isNarrow = useNarrow();
  const [opened, setOpened] = useState(false);
  const versions = useMemo(
    () => inUse(members, (each) => [each.kubernetesVersion ?? 'Not known']),
    [members],
  );
  const images = useMemo(() => inUse(members, nodeImagesOf), [members]);
  const shown = !isNarrow || opened;
  return (
    <>
      {isNarrow && (
        <div>
          <Button size="small" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {opened ? 'Hide versions in use' : 'Show versions in use'}
          </Button>
        </div>
      )}
      {shown && (
        <div className={styles.bars}>
          <InUseBars
            title="Kubernetes versions in use"
            values={versions}
            chosen={version}
            onChoose={setVersion}
          />
          <InUseBars title="Node images in use" values={images} chosen={image} onChoose={setImage} />
        </div>
      )}
    </>
  );
}
