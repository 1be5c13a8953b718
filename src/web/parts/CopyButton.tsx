import { Button, Tooltip } from '@fluentui/react-components';
import { useState } from 'react';
import { CheckmarkCircleFilled, CopyRegular } from '../icons.ts';

export interface CopyButtonProps {
  readonly text: string;
  /** What it is, for the label: `operation id`. */
  readonly what: string;
}

const SAID_FOR_MS = 2_000;

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_FOR_MS);
  };
  return (
    <Tooltip content={copied ? 'Copied' : `Copy ${what}`} relationship="label">
      <Button
        size="small"
        appearance="subtle"
        icon={copied ? <CheckmarkCircleFilled /> : <CopyRegular />}
        onClick={() => void copy()}
      />
    </Tooltip>
  );
}
