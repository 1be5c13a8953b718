import { Badge, Text } from '@fluentui/react-components';
import type { Trigger } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Time } from '../parts/Time.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';

const COLOURS = {
  Started: 'success',
  Created: 'success',
  Starting: 'brand',
  Waiting: 'warning',
  Skipped: 'informative',
  Cancelled: 'informative',
  Failed: 'danger',
} as const;

/** What became of a trigger's newest start. */
export function LastStart({ last }: { last: Trigger['last'] }) {
  const cards = useCards();
  if (!last) return <span className={cards.quiet}>Never</span>;
  return (
    <span>
      <Badge appearance="tint" color={COLOURS[last.outcome]}>
        {last.outcome}
      </Badge>{' '}
      <Time at={last.at} />
      <br />
      <Text size={200}>
        {last.run !== undefined && last.outcome !== 'Skipped' && last.outcome !== 'Cancelled' ? (
          <Link to={addressOf.run(last.run)}>{last.run}</Link>
        ) : (
          last.message
        )}
      </Text>
    </span>
  );
}
