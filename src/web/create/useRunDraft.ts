import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { strategiesQuery } from '../api/queries.ts';
import { runNamesQuery, runQuery } from '../api/runQueries.ts';
import { useSearchValue } from '../routing/location.ts';
import { EMPTY_DRAFT, type RunDraft } from './runDraft.ts';
import { draftAgain, draftFrom, draftTo } from './runBefore.ts';

export interface RunDraftState {
  readonly draft: RunDraft;
  readonly setDraft: (draft: RunDraft) => void;
  /** Something was filled in that the form did not begin with. */
  readonly isDirty: boolean;
  /** Begins anew with this, as something that nobody has touched. */
  readonly begin: (draft: RunDraft) => void;
}

/** Begins with a strategy's stages or with all of an earlier run, when the address names one. */
export function useRunDraft(): RunDraftState {
  const [strategy] = useSearchValue('strategy');
  const [again] = useSearchValue('again');
  const [to] = useSearchValue('to');
  const [members] = useSearchValue('members');
  const [first, setFirst] = useState<RunDraft>(() => draftTo(to, members));
  const [draft, setDraft] = useState<RunDraft>(first);
  const found = useFoundDraft(strategy, again);
  const begin = (next: RunDraft) => {
    setFirst(next);
    setDraft(next);
  };
  useEffect(() => {
    if (!found) return;
    setDraft((before) => (before === EMPTY_DRAFT ? found : before));
    setFirst((before) => (before === EMPTY_DRAFT ? found : before));
  }, [found]);
  return { draft, setDraft, begin, isDirty: JSON.stringify(draft) !== JSON.stringify(first) };
}

/** Undefined while it is being read, and when the address names nothing; it is read once. */
function useFoundDraft(strategy: string, again: string): RunDraft | undefined {
  const client = useQueryClient();
  const [found, setFound] = useState<RunDraft>();
  const { data: strategies } = useQuery(strategiesQuery);
  const { data: names } = useQuery(runNamesQuery);
  const { data: before } = useQuery({ ...runQuery(client, again), enabled: again !== '' });
  useEffect(() => {
    if (found || !strategies || !names) return;
    if (before) setFound(draftAgain(before.run, strategies, names));
    const named = strategies.find(({ name }) => name === strategy);
    if (named && again === '') setFound(draftFrom(named, names));
  }, [found, strategies, names, before, strategy, again]);
  return found;
}
