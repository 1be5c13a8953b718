import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import { SendRegular } from '../icons.ts';
import { Trouble } from '../parts/Trouble.tsx';

/** Sends a message that says it is a test, to where it is stored now. */
export function useTest(name: string) {
  return useMutation({
    mutationFn: () => answered(api.POST('/api/notifications/{name}/test', { params: { path: { name } } })),
  });
}

type Test = ReturnType<typeof useTest>;

export function SendTest({ test }: { test: Test }) {
  return (
    <Button icon={<SendRegular />} disabledFocusable={test.isPending} onClick={() => test.mutate()}>
      Send a test
    </Button>
  );
}

/** What became of the last test. */
export function TestOutcome({ test: { data, error } }: { test: Test }) {
  if (error) return <Trouble error={error} />;
  if (!data) return null;
  const hasArrived = data.outcome === 'Delivered';
  return (
    <MessageBar intent={hasArrived ? 'success' : 'error'} layout="multiline" politeness="polite">
      <MessageBarBody>
        <MessageBarTitle>{hasArrived ? 'The test was taken.' : 'The test did not arrive.'}</MessageBarTitle>
        {data.message}
      </MessageBarBody>
    </MessageBar>
  );
}
