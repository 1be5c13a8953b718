import { Button } from '@fluentui/react-components';
import { useMay } from '../api/roles.ts';
import { PlayRegular } from '../icons.ts';
import { NewResource, ResourcePage } from '../resource/ResourcePage.tsx';
import { Link } from '../routing/Link.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf, NEW } from '../routing/routes.ts';
import { strategyKind } from './strategyKind.tsx';
import { StrategyUses } from './StrategyUses.tsx';

export function StrategyPage({ name }: { name: string }) {
  const { operate } = useMay();
  if (name === NEW) return <NewResource kind={strategyKind} body={{ stages: [] }} />;
  return (
    <ResourcePage
      kind={strategyKind}
      name={name}
      under={() => (
        <>
          <Link to={addressOf.runsOf(name)}>Runs made from it</Link>
          {' · '}
        </>
      )}
      commands={() =>
        operate && (
          <Button icon={<PlayRegular />} onClick={() => goTo(addressOf.createRun(name))}>
            Create a run
          </Button>
        )
      }
      deletion={(deleted) => <StrategyUses name={deleted} />}
    />
  );
}
