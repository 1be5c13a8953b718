import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Gate, Run } from '../api/types.ts';
import { maySkip } from '../gates/skipOfGate.ts';
import { NextRegular } from '../icons.ts';
import { SkipGateQuestion } from '../run/SkipGateQuestion.tsx';

/** The way around a gate, beside its title: not where one decides. */
export function SkipCommand({ gate, run }: { gate: Gate; run: Run }) {
  const [asked, setAsked] = useState(false);
  if (!maySkip(gate, run.allowed)) return null;
  return (
    <>
      <Button appearance="subtle" icon={<NextRegular />} onClick={() => setAsked(true)}>
        Skip …
      </Button>
      {asked && <SkipGateQuestion runName={run.name} gate={gate} onClose={() => setAsked(false)} />}
    </>
  );
}
