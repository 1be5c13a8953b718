import { z } from 'zod';
import { json } from './route.ts';

/** A command is carried out from now on; the run tells how far. */
export const commandAccepted = z.object({ name: z.string() });
export const accepted = (name: string) => json(202, { name }, { location: `/api/runs/${name}` });
