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
  /** What the address names is not there yet: whatever was filled in now would keep it away. */
  readonly isReading: boolean;
}

/** Begins with a strategy's stages or with all of an earlier run, when the address names one. */
export function useRunDraft(): RunDraftState {
  const [strategy] = useSearchValue('strategy');
  const [again] = useSearchValue('again');
  const [to] = useSearchValue('to');
  const [members] = useSearchValue('members');
  const [first, setFirst] = useState<RunDraft>(() => draftTo(to, members));
  const [draft, setDraft] = useState<RunDraft>(first);
  const { found, isComing } = useFoundDraft(strategy, again);
  // Also for the moment between reading and filling in: who is quick would keep it away.
  const isReading = isComing || (found !== undefined && draft === EMPTY_DRAFT);
  const begin = (next: RunDraft) => {
    setFirst(next);
    setDraft(next);
  };
  useEffect(() => {
    if (!found) return;
    setDraft((before) => (before === EMPTY_DRAFT ? found : before));
    setFirst((before) => (before === EMPTY_DRAFT ? found : before));
  }, [found]);
  return { draft, setDraft, begin, isDirty: JSON.stringify(draft) !== JSON.stringify(first), isReading };
}

/** Read once; none where the address names nothing, or nothing that is there. */
function useFoundDraft(
  strategy: string,
  again: string,
): { readonly found: RunDraft | undefined; readonly isComing: boolean } {
  const client = useQueryClient();
  const [found, setFound] = useState<RunDraft>();
  const ofStrategies = useQuery(strategiesQuery);
  const ofNames = useQuery(runNamesQuery);
  const ofRun = useQuery({ ...runQuery(client, again), enabled: again !== '' });
  const { data: strategies } = ofStrategies;
  const { data: names } = ofNames;
  const { data: before } = ofRun;
  useEffect(() => {
    if (found || !strategies || !names) return;
    if (before) setFound(draftAgain(before.run, strategies, names));
    const named = strategies.find(({ name }) => name === strategy);
    if (named && again === '') setFound(draftFrom(named, names));
  }, [found, strategies, names, before, strategy, again]);
  // A query that is not enabled is never loading.
  const isLoading = [ofStrategies, ofNames, ofRun].some((query) => query.isLoading);
  const isRead = strategies !== undefined && names !== undefined;
  const isThere =
    isRead && (again === '' ? strategies.some(({ name }) => name === strategy) : before !== undefined);
  const isNamed = strategy !== '' || again !== '';
  return { found, isComing: isNamed && !found && (isLoading || isThere) };
}
