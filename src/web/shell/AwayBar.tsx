import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { accepted, api } from '../api/client.ts';
import { useAway } from '../api/connection.ts';

const LOOK_EVERY_MS = 2_000;

/** Says that the app does not answer, looks for its return, and then has everything read again. */
export function AwayBar() {
  const away = useAway();
  const client = useQueryClient();
  const wasAway = useRef(false);
  useQuery({
    queryKey: ['health'],
    queryFn: async ({ signal }) => {
      await accepted(api.GET('/api/health', { signal }));
      return true;
    },
    enabled: away,
    refetchInterval: LOOK_EVERY_MS,
    gcTime: 0,
  });
  useEffect(() => {
    if (wasAway.current && !away) void client.invalidateQueries();
    wasAway.current = away;
  }, [away, client]);
  if (!away) return null;
  return (
    <MessageBar intent="warning" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>Fleet Updates does not answer.</MessageBarTitle>
        What you see is the last that was heard. Runs go on by themselves; this page does too, as soon as it
        can.
      </MessageBarBody>
    </MessageBar>
  );
}
