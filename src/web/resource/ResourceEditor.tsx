import { Button, makeStyles, Tab, TabList, Text } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/problem.ts';
import { FormTroubleContext } from '../forms/formTrouble.ts';
import { nameCheck, needed } from '../forms/problems.ts';
import { TextField } from '../forms/TextField.tsx';
import { useFormTrouble } from '../forms/useFormTrouble.ts';
import { bodySchemaQuery, checkedJson } from '../json/bodySchema.ts';
import { JsonEditor } from '../json/JsonEditor.tsx';
import { useCards } from '../parts/cards.ts';
import { useNotify } from '../parts/notices.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useUnsaved } from '../routing/leaving.ts';
import { goTo } from '../routing/location.ts';
import type { NamedView, ResourceKind } from './resourceKind.ts';
import { StaleEdit } from './StaleEdit.tsx';

const useStyles = makeStyles({ form: { maxWidth: '760px' } });

export interface ResourceEditorProps<View extends NamedView, Body> {
  readonly kind: ResourceKind<View, Body>;
  /** Undefined while it is new. */
  readonly name?: string;
  readonly body: Body;
  /** Of what is stored; undefined while it is new. */
  readonly eTag?: string;
  readonly readOnly: boolean;
  /** Shows what is stored now in place of what was edited. */
  readonly onReload: () => void;
}

/** Edits something that has a name, as a form or as JSON; never over what somebody else changed meanwhile. */
export function ResourceEditor<View extends NamedView, Body>(props: ResourceEditorProps<View, Body>) {
  const { kind, name, readOnly, onReload } = props;
  const styles = useStyles();
  const cards = useCards();
  const edit = useEdit(props);
  const { saving, trouble, text, body, target } = edit;
  const isStale = saving.error instanceof ApiProblem && saving.error.status === 412;
  const missing = text === undefined ? kind.missing(body) : undefined;
  return (
    <FormTroubleContext value={trouble.form}>
      <form
        noValidate
        className={cards.stack}
        onSubmit={(event) => {
          event.preventDefault();
          trouble.setTried();
          if (needed(nameCheck)(target) === undefined && missing === undefined) saving.mutate(undefined);
        }}
      >
        {name === undefined && (
          <div className={styles.form}>
            <TextField
              label="Name"
              required
              value={target}
              onChange={edit.setName}
              check={needed(nameCheck)}
              pointer="{name}"
            />
          </div>
        )}
        <FormOrJson edit={edit} kind={kind} />
        {isStale && (
          <StaleEdit
            name={target}
            readChange={edit.readChange}
            onTheirs={onReload}
            onMine={(current) => saving.mutate(current)}
          />
        )}
        {saving.error && !isStale && <Trouble error={saving.error} />}
        {!readOnly && (
          <div className={cards.row}>
            <Button type="submit" appearance="primary" disabled={missing !== undefined || saving.isPending}>
              Save
            </Button>
            {missing !== undefined && (
              <Text size={200} className={cards.quiet}>
                {missing}
              </Text>
            )}
          </div>
        )}
      </form>
    </FormTroubleContext>
  );
}

type Edit<Body> = Omit<ReturnType<typeof useEdit<NamedView, Body>>, 'readChange'>;

function FormOrJson<View extends NamedView, Body>({
  edit: { text, setText, body, setBody, problems, toForm, target },
  kind,
}: {
  edit: Edit<Body>;
  kind: ResourceKind<View, Body>;
}) {
  const styles = useStyles();
  return (
    <>
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
      {text === undefined ? (
        <div className={styles.form}>{kind.form(body, setBody, target)}</div>
      ) : (
        <JsonEditor path={kind.path} text={text} onChange={setText} />
      )}
    </>
  );
}

/** What is edited, and how it is saved. */
function useEdit<View extends NamedView, Body>(props: ResourceEditorProps<View, Body>) {
  const { kind, name, eTag, onReload } = props;
  const client = useQueryClient();
  const notify = useNotify();
  const [body, setBody] = useState(props.body);
  const [text, setText] = useState<string>();
  const [newName, setName] = useState('');
  const [problems, setProblems] = useState<readonly string[]>([]);
  // Asked for before it is needed: what is typed is checked as it is typed.
  useQuery(bodySchemaQuery(kind.path));
  const target = name ?? newName;
  const first = JSON.stringify(props.body);
  const isDirty =
    newName !== '' || JSON.stringify(body) !== first || (text !== undefined && !sameJson(text, first));
  const leave = useUnsaved(isDirty);
  const read = async (json: string) =>
    checkedJson<Body>(json, await client.query(bodySchemaQuery(kind.path)));
  const saving = useMutation({
    mutationFn: async (over?: string) => {
      const toSave = text === undefined ? body : await readText(text);
      const match = over ?? eTag;
      await kind.put(target, toSave, match === undefined ? { 'if-none-match': '*' } : { 'if-match': match });
    },
    onSuccess: () => {
      leave();
      notify('success', `${target} is saved`);
      void client.invalidateQueries({ queryKey: kind.listKey, exact: true });
      if (name === undefined) goTo(kind.addressOf(target), 'replace');
      else onReload();
    },
  });
  const readText = async (json: string): Promise<Body> => {
    const checked = await read(json);
    if ('body' in checked) return checked.body;
    throw new Error(checked.problems.join(' '));
  };
  const toForm = async (json: string) => {
    const checked = await read(json);
    if ('problems' in checked) {
      setProblems(checked.problems);
      return;
    }
    setProblems([]);
    setBody(checked.body);
    setText(undefined);
  };
  const readChange = async (of: string) => {
    const { value, eTag: current } = await kind.read(of);
    return { by: value.changedBy, at: value.changedAt, eTag: current };
  };
  const trouble = useFormTrouble(saving.error);
  return { body, setBody, text, setText, target, setName, problems, saving, trouble, toForm, readChange };
}

function sameJson(text: string, first: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === first;
  } catch {
    return false;
  }
}
