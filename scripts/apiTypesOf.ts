import openapiTS, { astToString } from 'openapi-typescript';

/** TypeScript of an OpenAPI document, as `src/web/api/schema.ts` has it. */
export async function apiTypesOf(openApi: string): Promise<string> {
  const types = astToString(await openapiTS(openApi, { alphabetize: true }));
  return `// Made from the API's OpenAPI document by \`npm run api-types\`.\n\n${types}`;
}
