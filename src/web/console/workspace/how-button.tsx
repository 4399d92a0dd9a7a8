import { Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../kit/preferences.tsx';
import { HowMeasured } from './how-measured.tsx';
import { useWorkspace } from './use-workspace.ts';

/** The question mark beside a figure of the thing looked at: how it is measured, and why Ads Manager may differ. */
export const HowButton = ({ metric, label }: { readonly metric: string; readonly label: string }) => {
  const text = useWords();
  const { address } = useWorkspace();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={330} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className="how-column"
          aria-label={text.howMeasured(label)}
          onClick={() => setOpened((now) => !now)}
        >
          <span aria-hidden="true">?</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="paper" aria-label={text.howMeasured(label)}>
        <HowMeasured metric={metric} place={{ of: address.of }} />
      </Popover.Dropdown>
    </Popover>
  );
};
