import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { strategiesQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Strategy } from '../api/types.ts';
import { PlayRegular } from '../icons.ts';
import { CHANGED_COLUMN } from '../resource/changedColumn.tsx';
import { ResourceListPage } from '../resource/ResourceListPage.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import type { Column } from '../tables/DataTable.tsx';
import { stagesText } from './stagesText.ts';
import { STRATEGY_WORDS } from './strategyWords.ts';

const COLUMNS: readonly Column<Strategy>[] = [
  { key: 'stages', heading: 'Stages', width: 'minmax(0, 4fr)', text: ({ stages }) => stagesText(stages) },
  CHANGED_COLUMN,
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
  return (
    <ResourceListPage
      words={STRATEGY_WORDS}
      list={useQuery(strategiesQuery)}
      under="Stages to use again; they hold no versions"
      emptyText="Create one here, or save the stages of a run while you create it."
      columns={COLUMNS}
      rowHeight={56}
    />
  );
}
