import { createContext, use, useEffect, useId } from 'react';
import type { FieldError } from '../api/problem.ts';

export interface FormTrouble {
  /** Somebody tried to save: every field says now what is wrong with it. */
  readonly tried: boolean;
  /** What the app said of fields when it refused. */
  readonly refusals: readonly FieldError[];
  /** Pointers that fields in sight stand for, by the fields' ids. */
  readonly fields: ReadonlyMap<string, string>;
  /** A field comes in sight, or goes without a pointer. */
  readonly setField: (id: string, pointer: string | undefined) => void;
}

/** Shared by the fields of a form, so that each error stands at its field. */
export const FormTroubleContext = createContext<FormTrouble>({
  tried: false,
  refusals: [],
  fields: new Map(),
  setField: () => undefined,
});

const isAtOrBelow = (pointer: string, place: string) => pointer === place || pointer.startsWith(`${place}/`);

/** The field that an error belongs to: of those in sight the one that is nearest. */
function nearestField({ fields }: FormTrouble, pointer: string): string | undefined {
  return [...fields.values()]
    .filter((place) => isAtOrBelow(pointer, place))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** What the app said of the field at this pointer, and whether a save was tried. */
export function useFieldTrouble(pointer: string | undefined): { tried: boolean; refusal?: string } {
  const form = use(FormTroubleContext);
  const id = useId();
  const { setField, refusals, tried } = form;
  useEffect(() => {
    if (pointer === undefined) return undefined;
    setField(id, pointer);
    return () => setField(id, undefined);
  }, [setField, id, pointer]);
  const own =
    pointer === undefined
      ? []
      : refusals.filter(
          (each) =>
            (nearestField(form, each.pointer) ?? pointer) === pointer && isAtOrBelow(each.pointer, pointer),
        );
  const said = own.map(({ pointer: at, detail }) => `${placeWithin(at, pointer ?? '')}${detail}`);
  return { tried, ...(own.length > 0 && { refusal: said.join('; ') }) };
}

/** The app said something of what is at this pointer or below it. */
export const isRefused = ({ refusals }: FormTrouble, place: string): boolean =>
  refusals.some(({ pointer }) => isAtOrBelow(pointer, place));

/** `/schedule/cron` as people read it: `schedule, cron: `; empty for the whole. Only what is below a pointer is said. */
export function placeWithin(pointer: string, place = ''): string {
  const parts = pointer
    .slice(place.length)
    .split('/')
    .filter((part) => part !== '');
  const words = parts.map((part) => (/^\d+$/.test(part) ? `number ${Number(part) + 1}` : part));
  return words.length === 0 ? '' : `${words.join(', ')}: `;
}

/** Refusals that no field in sight stands for: said below the form. */
export function homeless(form: FormTrouble): FieldError[] {
  return form.refusals.filter(({ pointer }) => nearestField(form, pointer) === undefined);
}
