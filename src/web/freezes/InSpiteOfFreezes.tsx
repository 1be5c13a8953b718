import { Checkbox, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { freezesQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Freeze } from '../api/types.ts';
import { Time } from '../parts/Time.tsx';
import { frozenText } from './freezeBody.ts';

export interface StartInSpite {
  /** What the start is told; nothing unless an Admin chose so. */
  readonly body: { readonly overrideFreezes: true } | undefined;
  /** Which freezes would hold the run, and the choice; nothing where none is on. */
  readonly field: ReactNode;
}

/** A start of a run in these fleets while freezes are on: it waits for them, or an Admin has it go on in spite of them. */
export function useStartInSpite(fleets: readonly string[]): StartInSpite {
  const [isChosen, setChosen] = useState(false);
  const { data } = useQuery(freezesQuery);
  const { administer } = useMay();
  const frozen = (data?.value ?? []).filter(
    ({ active, fleets: covered }) => active && (covered?.some((fleet) => fleets.includes(fleet)) ?? true),
  );
  if (frozen.length === 0) return { body: undefined, field: null };
  return {
    body: isChosen && administer ? { overrideFreezes: true } : undefined,
    field: (
      <>
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {frozen.map((freeze) => (
              <Held key={freeze.name} freeze={freeze} />
            ))}
            {isChosen
              ? 'The run starts all the same. This holds for this attempt, and the audit trail says who chose it.'
              : 'What is covered waits, and goes on by itself.'}
          </MessageBarBody>
        </MessageBar>
        {administer && (
          <Checkbox
            label="Start in spite of freezes"
            checked={isChosen}
            onChange={(_event, { checked }) => setChosen(checked === true)}
          />
        )}
      </>
    ),
  };
}

function Held({ freeze }: { freeze: Freeze }) {
  const { name, changesAt } = freeze;
  return (
    <div>
      <MessageBarTitle>{name}:</MessageBarTitle>
      {frozenText(freeze)}
      {changesAt !== undefined && (
        <>
          {' until '}
          <Time at={changesAt} />
        </>
      )}
      .
    </div>
  );
}
