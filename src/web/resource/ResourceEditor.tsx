import { Button, Field, Input, Tab, TabList } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ApiProblem } from '../api/problem.ts';
import { bodySchemaQuery, checkedJson, type Path } from '../json/bodySchema.ts';
import { JsonEditor } from '../json/JsonEditor.tsx';
import { useCards } from '../parts/cards.ts';
import { nameProblem } from '../parts/nameProblem.ts';
import { useNotify } from '../parts/notices.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { StaleEdit } from './StaleEdit.tsx';

/** What a PUT may depend on, as headers. */
export type Precondition = { readonly 'if-match': string } | { readonly 'if-none-match': '*' };

export interface ResourceEditorProps<Body> {
  readonly path: Path;
  /** Undefined while it is new. */
  readonly name?: string | undefined;
  readonly body: Body;
  /** Of what is stored; undefined while it is new. */
  readonly eTag?: string | undefined;
  readonly readOnly: boolean;
  readonly form: (body: Body, onChange: (body: Body) => void) => ReactNode;
  readonly isComplete: (body: Body) => boolean;
  readonly save: (name: string, body: Body, precondition: Precondition) => Promise<void>;
  readonly onSaved: (name: string) => void;
  /** Shows what is stored now in place of what was edited. */
  readonly onReload: () => void;
  /** Who changed it last, when; asked for after a stale edit. */
  readonly readChange: (
    name: string,
  ) => Promise<{ readonly by: string; readonly at: string; readonly eTag: string }>;
}

/** Edits something that has a name, as a form or as JSON; never over what somebody else changed meanwhile. */
export function ResourceEditor<Body>(props: ResourceEditorProps<Body>) {
  const { path, name, eTag, readOnly, form, isComplete, save, onSaved } = props;
  const cards = useCards();
  const client = useQueryClient();
  const notify = useNotify();
  const [body, setBody] = useState(props.body);
  const [text, setText] = useState<string>();
  const [newName, setNewName] = useState('');
  const [problems, setProblems] = useState<readonly string[]>([]);
  const target = name ?? newName;
  const saving = useMutation({
    mutationFn: async (over?: string) => {
      const toSave = text === undefined ? body : await readText(text);
      const match = over ?? eTag;
      await save(target, toSave, match === undefined ? { 'if-none-match': '*' } : { 'if-match': match });
    },
    onSuccess: () => {
      notify('success', `${target} is saved`);
      onSaved(target);
    },
  });
  const readText = async (json: string): Promise<Body> => {
    const checked = checkedJson<Body>(json, await client.query(bodySchemaQuery(path)));
    if ('body' in checked) return checked.body;
    throw new Error(checked.problems.join(' '));
  };
  const toForm = async (json: string) => {
    const checked = checkedJson<Body>(json, await client.query(bodySchemaQuery(path)));
    if ('problems' in checked) {
      setProblems(checked.problems);
      return;
    }
    setProblems([]);
    setBody(checked.body);
    setText(undefined);
  };
  const problem = nameProblem(newName);
  const isStale = saving.error instanceof ApiProblem && saving.error.status === 412;
  const complete = target !== '' && problem === undefined && (text !== undefined || isComplete(body));
  return (
    <form
      noValidate
      className={cards.stack}
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(undefined);
      }}
    >
      {name === undefined && (
        <Field
          label="Name"
          required
          {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
        >
          <Input value={newName} onChange={(_event, { value }) => setNewName(value)} />
        </Field>
      )}
      <TabList
        selectedValue={text === undefined ? 'form' : 'json'}
        onTabSelect={(_event, { value }) => {
          if (value === 'json') setText(text ?? JSON.stringify(body, null, 2));
          else if (text !== undefined) void toForm(text);
        }}
      >
        <Tab value="form">Form</Tab>
        <Tab value="json">JSON</Tab>
      </TabList>
      {problems.length > 0 && text !== undefined && (
        <Trouble error={new Error(`The form cannot show this yet: ${problems.join(' ')}`)} />
      )}
      {text === undefined ? form(body, setBody) : <JsonEditor {...{ path, text, onChange: setText }} />}
      {isStale && (
        <StaleEdit
          name={target}
          readChange={props.readChange}
          onTheirs={props.onReload}
          onMine={(current) => saving.mutate(current)}
        />
      )}
      {saving.error && !isStale && <Trouble error={saving.error} />}
      {!readOnly && (
        <div>
          <Button type="submit" appearance="primary" disabled={!complete || saving.isPending}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}
