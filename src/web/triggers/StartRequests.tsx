import { Button, Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accepted, api } from '../api/client.ts';
import { triggersQuery } from '../api/queries.ts';
import { useReach } from '../api/roles.ts';
import type { Trigger } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Time } from '../parts/Time.tsx';

/** Starts that were asked for and have not come about: why they wait, and the way to take them back. */
export function StartRequests({ trigger: { name, fleets, startRequests } }: { trigger: Trigger }) {
  const cards = useCards();
  const { hasAny } = useReach('Operator');
  const [asked, setAsked] = useState<string>();
  return (
    <div className={cards.stack}>
      {startRequests.map(({ run, receivedAt, message }) => (
        <div key={run} className={cards.row}>
          <Text>
            {run}, asked for <Time at={receivedAt} />. {message}
          </Text>
          {hasAny(fleets) && (
            <Button size="small" aria-label={`Cancel start of ${run}`} onClick={() => setAsked(run)}>
              Cancel start
            </Button>
          )}
        </div>
      ))}
      {asked !== undefined && <Cancel trigger={name} run={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

function Cancel({ trigger, run, onClose }: { trigger: string; run: string; onClose: () => void }) {
  const client = useQueryClient();
  const cancel = async () => {
    const params = { path: { name: trigger, run } };
    await accepted(api.DELETE('/api/triggers/{name}/start-requests/{run}', { params }));
    await client.invalidateQueries({ queryKey: triggersQuery.queryKey });
  };
  return (
    <Confirm title={`Cancel the start of ${run}`} action="Cancel start" onConfirm={cancel} onClose={onClose}>
      <Text>The run that waits is taken back and does not start. The trigger goes on.</Text>
    </Confirm>
  );
}
