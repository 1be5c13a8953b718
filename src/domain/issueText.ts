import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};
const FORMS: Readonly<Record<string, string>> = {
  datetime: 'a time such as 2026-12-01T06:00:00Z',
  date: 'a day such as 2026-12-01',
  url: 'a URL',
};

/**
 * What is wrong with a value, in the product's words; what follows its name. Given to a parse as its `error`: a schema with
 * words of its own has said it better, and comes first.
 */
export function issueText(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required';
      return `must be ${KINDS[issue.expected] ?? `of type ${issue.expected}`}`;
    case 'too_big':
      return bound('at most', Number(issue.maximum), issue);
    case 'too_small':
      return bound('at least', Number(issue.minimum), issue);
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `must be one of ${issue.options.map(String).join(', ')}`
        : 'is none of what is possible here';
    case 'invalid_key':
      return 'is no name that is possible here';
    case 'invalid_format':
      return `must be ${FORMS[issue.format] ?? `written otherwise${patternOf(issue)}`}`;
    // Said otherwise, or by schemas of their own only.
    case 'unrecognized_keys':
    case 'custom':
    case 'not_multiple_of':
    case 'invalid_element':
      return undefined;
  }
}

function bound(
  which: string,
  limit: number,
  { origin, inclusive }: { readonly origin: string; readonly inclusive?: boolean | undefined },
): string {
  if (origin === 'string') return `must have ${which} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'object')
    return `must have ${which} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (inclusive === false) return `must be ${which === 'at most' ? 'below' : 'above'} ${limit}`;
  return `must be ${which} ${limit}`;
}

const patternOf = ({ pattern }: { readonly pattern?: string | undefined }) =>
  pattern === undefined ? '' : `: it does not match ${pattern}`;
