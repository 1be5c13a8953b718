import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Subtitle2,
  Text,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { gateQuery, readGateAfresh } from '../api/gateQueries.ts';
import type { RunGate } from '../api/types.ts';
import { ArrowClockwiseRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { Findings } from '../parts/Findings.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';

/** What speaks against what comes next, as it is now. It stops nobody from approving. */
export function Readiness({ gate }: { gate: RunGate }) {
  const cards = useCards();
  const client = useQueryClient();
  const { run, id } = gate;
  const { findings, freezes, asOf } = gate.readiness;
  const looking = useMutation({
    mutationFn: () => readGateAfresh(run, id),
    onSuccess: (read) => client.setQueryData(gateQuery(run, id).queryKey, read),
  });
  const oldest = Object.values(asOf).toSorted()[0];
  return (
    <section className={cards.stack} aria-label="What speaks against going on">
      <Subtitle2 as="h2">What speaks against going on</Subtitle2>
      {findings.length + freezes.length === 0 && <Text>Nothing does.</Text>}
      {freezes.map((message) => (
        <MessageBar key={message} intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Freeze</MessageBarTitle>
            {message}
          </MessageBarBody>
        </MessageBar>
      ))}
      <Findings findings={findings} />
      {looking.error && <Trouble error={looking.error} />}
      <span className={cards.row}>
        {oldest !== undefined && (
          <Text size={200} className={cards.quiet}>
            As the clusters were at <Time at={oldest} />
          </Text>
        )}
        <Button
          icon={looking.isPending ? <Spinner size="extra-tiny" /> : <ArrowClockwiseRegular />}
          disabledFocusable={looking.isPending}
          onClick={() => looking.mutate()}
        >
          Look again
        </Button>
      </span>
    </section>
  );
}
