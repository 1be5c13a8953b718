import { z } from 'zod';
import { auditQuery } from '../../contracts/audit.ts';
import { auditViewSchema } from '../../domain/audit/auditEntries.ts';
import { readAudit } from '../../operations/audit/readAudit.ts';
import { defineRoute, noBody } from './defineRoute.ts';
import { nextPage } from './nextPage.ts';
import { json, type Route } from './route.ts';

const DEFAULT_PAGE = 50;

export function auditRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: 'api/audit',
      operationId: 'listAudit',
      body: noBody,
      query: auditQuery,
      role: 'Reader',
      summary: 'What was done and what happened, newest first, with the trails of runs, deleted ones too',
      success: {
        status: 200,
        description: 'A page of entries; it may be short, even empty, and not be the last',
        schema: z.object({ value: z.array(auditViewSchema), nextLink: z.string().exactOptional() }),
      },
      handle: async ({ app, query, url }) => {
        const { value, continuation } = await readAudit(app, { top: DEFAULT_PAGE, ...query });
        return json(200, { value, ...nextPage(url, continuation) });
      },
    }),
  ];
}
