import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { usePeopleWords } from '../../words/people.ts';

/** Something that is on the screen only now, with a button that copies it. */
export const ShownOnce = ({ value, label }: { readonly value: string; readonly label: string }) => {
  const text = usePeopleWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div>
      <textarea
        className="shown-once"
        readOnly
        aria-label={label}
        value={value}
        rows={value.split('\n').length > 1 ? value.split('\n').length : 3}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap="sm">
        {/* Without TLS browsers have no clipboard for pages; the text can be selected then. */}
        {window.isSecureContext && (
          <Button size="xs" variant="default" onClick={() => void copy()}>
            {text.copy}
          </Button>
        )}
        <span role="status">{isCopied ? text.copied : ''}</span>
      </Group>
    </div>
  );
};
