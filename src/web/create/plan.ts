import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answered, api } from '../api/client.ts';
import type { Plan, PlanBody } from '../api/types.ts';

const ASK_AFTER_MS = 500;

/** The value once it has been the same for a while. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

export interface PlanState {
  /** Of what is filled in now, or of what was before while the app is asked. */
  readonly plan: Plan | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  /** The plan of what is filled in now has errors: the app would refuse the run. */
  readonly refuses: boolean;
}

/** The plan of a run that is filled in, half a second after the last change. It costs no call of Azure. */
export function usePlan(body: PlanBody | undefined): PlanState {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const settled = useSettled(text ?? '', ASK_AFTER_MS);
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['plan', settled],
    queryFn: async ({ signal }) => {
      const plan = await answered(api.POST('/api/plan', { body: planBody(body), signal }));
      // Markdown is for who accepts that, and the page does not.
      if (typeof plan === 'string') throw new TypeError('The plan came as text.');
      return plan;
    },
    enabled: body !== undefined && settled === text,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const isCurrent = data !== undefined && settled === text && !isPlaceholderData;
  return {
    plan: body === undefined ? undefined : data,
    error: body === undefined ? null : error,
    isFetching,
    refuses: isCurrent && hasErrors(data),
  };
}

function planBody(body: PlanBody | undefined): PlanBody {
  if (!body) throw new Error('There is nothing to plan yet.');
  return body;
}

export const hasErrors = ({ findings }: Pick<Plan, 'findings'>) =>
  findings.some(({ severity }) => severity === 'error');
