import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Strategy } from '../api/types.ts';
import { PlayRegular } from '../icons.ts';
import { ChangedBy } from '../parts/ChangedBy.tsx';
import { ListPage } from '../resource/ListPage.tsx';
import { Link } from '../routing/Link.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf, NEW } from '../routing/routes.ts';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';
import { stagesText } from './stagesText.ts';

const COLUMNS: readonly Column<Strategy>[] = [
  {
    key: 'name',
    heading: 'Strategy',
    width: 'minmax(0, 1.5fr)',
    text: ({ name }) => name,
    cell: ({ name }) => <Link to={addressOf.strategy(name)}>{name}</Link>,
  },
  { key: 'stages', heading: 'Stages', width: 'minmax(0, 4fr)', text: ({ stages }) => stagesText(stages) },
  {
    key: 'changed',
    heading: 'Changed',
    width: TIME_TRACK,
    text: ({ changedAt, changedBy }) => `${changedAt} by ${changedBy}`,
    order: ({ changedAt }) => Date.parse(changedAt),
    cell: ({ changedAt, changedBy }) => <ChangedBy at={changedAt} by={changedBy} />,
  },
  {
    key: 'use',
    heading: 'Use',
    isCommand: true,
    width: '150px',
    text: () => '',
    cell: ({ name }) => <CreateRun strategy={name} />,
  },
];

function CreateRun({ strategy }: { strategy: string }) {
  const { operate } = useMay();
  if (!operate) return null;
  return (
    <Button
      size="small"
      icon={<PlayRegular />}
      aria-label={`Create a run from ${strategy}`}
      onClick={() => goTo(addressOf.createRun(strategy))}
    >
      Create a run
    </Button>
  );
}

export function StrategiesPage() {
  const { administer } = useMay();
  const { data, error, refetch } = useQuery(strategiesQuery);
  return (
    <ListPage
      title="Strategies"
      under="Stages to use again; they hold no versions"
      rows={data}
      error={error}
      onRetry={() => void refetch()}
      createAt={administer ? addressOf.strategy(NEW) : undefined}
      empty={{
        title: 'No strategy yet',
        text: 'Create one here, or save the stages of a run while you create it.',
      }}
    >
      {(rows) => (
        <ListView
          label="Strategies"
          noun="strategy"
          fileName="strategies"
          rows={rows}
          all={rows.length}
          columns={COLUMNS}
          keyOf={({ name }) => name}
          nameOf={({ name }) => name}
          rowHeight={56}
        />
      )}
    </ListPage>
  );
}
