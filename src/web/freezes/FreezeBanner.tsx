import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { freezesQuery } from '../api/queries.ts';
import type { Freeze } from '../api/types.ts';
import { Time } from '../parts/Time.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { frozenText } from './freezeBody.ts';

const SHOWN = 2;

/** On every page while a freeze is on: its name, why, until when and on what. */
export function FreezeBanner() {
  const { data } = useQuery(freezesQuery);
  const active = data?.value.filter((freeze) => freeze.active) ?? [];
  const unreadable = data?.unreadable ?? [];
  const more = active.length - SHOWN;
  return (
    <div role="region" aria-label="Freezes that are on">
      {unreadable.map(({ name }) => (
        <MessageBar key={name} intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>The freeze {name} cannot be read.</MessageBarTitle>
            It counts as one on everything, without end, until an Admin puts it again or deletes it.
          </MessageBarBody>
        </MessageBar>
      ))}
      {active.slice(0, SHOWN).map((freeze) => (
        <ActiveFreeze key={freeze.name} freeze={freeze} />
      ))}
      {more > 0 && (
        <MessageBar intent="warning">
          <MessageBarBody>
            <Link to={addressOf.freezes()}>
              {more === 1 ? 'One more freeze is on' : `${more} more freezes are on`}
            </Link>
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

function ActiveFreeze({ freeze }: { freeze: Freeze }) {
  const { name, changesAt } = freeze;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          Frozen: <Link to={addressOf.freeze(name)}>{name}</Link>
        </MessageBarTitle>
        {frozenText(freeze)}
        {changesAt === undefined ? ', without an end within a year.' : ' until '}
        {changesAt !== undefined && <Time at={changesAt} />}
      </MessageBarBody>
    </MessageBar>
  );
}
