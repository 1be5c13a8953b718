import { z } from 'zod';

const problem = z.looseObject({
  title: z.string(),
  detail: z.string().optional(),
  code: z.string().optional(),
});

/** Calls the HTTP API as any user would. Throws with the problem's own words on anything but success. */
export class ApiClient {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async call<Schema extends z.ZodType>(
    method: string,
    path: string,
    answer: Schema,
    body?: unknown,
  ): Promise<z.output<Schema>> {
    const response = await fetch(new URL(path, this.#origin), {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) {
      const { title, detail, code } = problem.parse(json);
      throw new Error(`${method} ${path}: ${response.status} ${code ?? ''} ${title}. ${detail ?? ''}`);
    }
    return answer.parse(json);
  }
}
