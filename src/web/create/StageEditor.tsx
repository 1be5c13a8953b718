import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useRef, useState, type DragEvent } from 'react';
import type { StageDefinition } from '../api/types.ts';
import { useFieldTrouble } from '../forms/formTrouble.ts';
import { gatesLines } from '../gates/gateText.ts';
import { AddRegular, DeleteRegular, EditRegular, ReOrderDotsVerticalRegular } from '../icons.ts';
import { Announcement } from '../parts/Announcement.tsx';
import { useCards } from '../parts/cards.ts';
import { MoveActions, RowAction } from '../parts/RowActions.tsx';
import { StageDialog } from './StageDialog.tsx';
import { moved } from './stageList.ts';
import { stageText } from './stageText.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' },
  stage: {
    display: 'grid',
    gridTemplateColumns: '20px 1fr auto',
    gap: '8px',
    alignItems: 'center',
    padding: '8px 12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 480px)': { gridTemplateColumns: '20px 1fr' },
  },
  actions: { '@media (max-width: 480px)': { gridColumn: 2 } },
  target: { borderTop: `3px solid ${tokens.colorBrandStroke1}` },
  grip: { cursor: 'grab', fontSize: '20px', color: tokens.colorNeutralForeground3 },
  error: { color: tokens.colorStatusDangerForeground1, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
});

export interface StageEditorProps {
  readonly stages: readonly StageDefinition[];
  readonly onChange: (stages: readonly StageDefinition[]) => void;
}

/** The stages in their order: created, edited, removed, moved by buttons or by dragging. */
export function StageEditor({ stages, onChange }: StageEditorProps) {
  const styles = useStyles();
  const cards = useCards();
  const [editing, setEditing] = useState<{ readonly index?: number }>();
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const [announcement, announce] = useState('');
  const create = useRef<HTMLButtonElement>(null);
  const move = (from: number, to: number) => {
    onChange(moved(stages, from, to));
    announce(`Stage ${stages[from]?.name ?? ''} is now number ${to + 1} of ${stages.length}.`);
  };
  const endDrag = () => {
    setDragged(undefined);
    setOver(undefined);
  };
  const dragging = (index: number) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', String(index));
      setDragged(index);
    },
    onDragOver: (event: DragEvent) => {
      if (dragged === undefined) return;
      event.preventDefault();
      setOver(index);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== undefined) move(dragged, index);
      endDrag();
    },
    onDragEnd: endDrag,
  });
  return (
    <div className={cards.stack}>
      <ol className={styles.list} aria-label="Stages">
        {stages.map((stage, index) => (
          <li
            key={stage.name}
            className={mergeClasses(styles.stage, over === index && dragged !== index && styles.target)}
            {...dragging(index)}
          >
            <ReOrderDotsVerticalRegular className={styles.grip} aria-hidden />
            <StageLine stage={stage} index={index} />
            <span className={styles.actions}>
              <MoveActions
                name={stage.name}
                index={index}
                count={stages.length}
                onMove={(to) => move(index, to)}
              />
              <RowAction
                text={`Edit ${stage.name}`}
                icon={<EditRegular />}
                onDo={() => setEditing({ index })}
              />
              <RowAction
                text={`Remove ${stage.name}`}
                icon={<DeleteRegular />}
                onDo={() => {
                  onChange(stages.toSpliced(index, 1));
                  announce(`Stage ${stage.name} is removed.`);
                  create.current?.focus();
                }}
              />
            </span>
          </li>
        ))}
      </ol>
      {stages.length === 0 && <Text className={cards.quiet}>No stage yet: a run needs at least one.</Text>}
      <div>
        <Button ref={create} icon={<AddRegular />} onClick={() => setEditing({})}>
          Create stage
        </Button>
      </div>
      <Announcement text={announcement} />
      {editing && (
        <StageDialog
          stages={stages}
          index={editing.index}
          onClose={() => setEditing(undefined)}
          onSave={(stage) =>
            onChange(editing.index === undefined ? [...stages, stage] : stages.with(editing.index, stage))
          }
        />
      )}
    </div>
  );
}

function StageLine({ stage, index }: { stage: StageDefinition; index: number }) {
  const styles = useStyles();
  const cards = useCards();
  const { name } = stage;
  const { refusal } = useFieldTrouble(`/stages/${index}`);
  return (
    <span>
      <span className={styles.name}>
        {index + 1}. {name}
      </span>
      <br />
      <Text size={200} className={cards.quiet}>
        {stageText(stage)}
      </Text>
      {gatesLines(stage).map((line) => (
        <Text key={line} block size={200} className={cards.quiet}>
          {line}
        </Text>
      ))}
      {refusal !== undefined && (
        <Text block size={200} className={styles.error} role="alert">
          {refusal}
        </Text>
      )}
    </span>
  );
}
