import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useLeaveQuestion, type LeaveQuestion } from '../routing/leaving.ts';
import { useFocusBack } from '../parts/focusBack.ts';

/** Asks before a form with something in it is left. */
export function AskToLeave() {
  const question = useLeaveQuestion();
  return question ? <Question {...question} /> : null;
}

function Question({ leave, stay }: LeaveQuestion) {
  useFocusBack();
  return (
    <Dialog open modalType="alert" onOpenChange={(_event, { open }) => open || stay()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Leave without saving?</DialogTitle>
          <DialogContent>What you filled in here is not saved and would be lost.</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={stay}>
              Stay here
            </Button>
            <Button onClick={leave}>Leave</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
