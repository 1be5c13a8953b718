import type { GateDefinition } from '../api/types.ts';
import { countCheck } from '../forms/problems.ts';

export type HealthGate = Extract<GateDefinition, { type: 'Health' }>;
export type HealthCheck = HealthGate['checks'][number];
export type CheckOf<Type extends HealthCheck['type']> = Extract<HealthCheck, { type: Type }>;

/** What is wrong, by the field's pointer within what has it. */
export type Problems = ReadonlyMap<string, string>;
/** A pointer with what is wrong there, if anything is. */
export type Said = readonly [pointer: string, problem: string | undefined];

export const LEAST_STATUS = 200;
export const MOST_STATUS = 599;
const LONGEST_CHECK_NAME = 50;
const LONGEST_QUERY = 4_000;
const LONGEST_URL = 2_000;

/** What the app would refuse of a check, as far as a page can tell. */
export function checkProblems(check: HealthCheck): readonly Said[] {
  const named: Said = ['/name', check.name === undefined ? undefined : text(check.name, LONGEST_CHECK_NAME)];
  switch (check.type) {
    case 'Metrics':
      return [named, ['/rules', check.rules?.length === 0 ? 'Needs at least one rule' : undefined]];
    case 'Prometheus':
      return [named, ...ofPrometheus(check)];
    case 'Http': {
      const { url, expectedStatus = LEAST_STATUS } = check;
      const status = countCheck(LEAST_STATUS, MOST_STATUS)(String(expectedStatus));
      return [named, ['/url', urlProblem(url)], ['/expectedStatus', status]];
    }
    case 'Clusters':
    case 'ResourceHealth':
    case 'Alerts':
      return [named];
  }
}

function ofPrometheus(check: CheckOf<'Prometheus'>): readonly Said[] {
  const { endpoint, query, successCondition, failureCondition } = check;
  const neither = successCondition === undefined && failureCondition === undefined;
  return [
    ['/endpoint', isEndpoint(endpoint) ? undefined : 'The query endpoint of an Azure Monitor workspace'],
    ['/query', text(query, LONGEST_QUERY)],
    [
      '/successCondition',
      neither
        ? 'Is needed, or the other: without either nothing is ever healthy'
        : conditionProblem(successCondition),
    ],
    ['/failureCondition', conditionProblem(failureCondition)],
  ];
}

function text(value: string, longest: number): string | undefined {
  const length = value.trim().length;
  if (length === 0) return 'Is needed';
  return length > longest ? `At most ${longest} characters` : undefined;
}

const isEndpoint = (endpoint: string) =>
  /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)?\.prometheus\.monitor\.azure\.(?:com|us|cn)\/?$/i.test(endpoint);

const conditionProblem = (condition: string | undefined) =>
  condition === undefined || /^(?:<=|>=|==|!=|<|>)\s*-?\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(condition)
    ? undefined
    : 'A comparison with a number, such as < 0.01';

function urlProblem(url: string): string | undefined {
  if (url.trim() === '') return 'Is needed';
  if (!URL.canParse(url)) return 'A URL such as https://status.example.com/ready';
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'https:') return 'Must begin with https://';
  if (username !== '' || password !== '') return 'Without user and password: every reader sees it';
  return url.length > LONGEST_URL ? `At most ${LONGEST_URL} characters` : undefined;
}
